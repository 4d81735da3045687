package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.SessionCodec;
import dev.sideband.ipmi.sol.SolPacket;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.simulator.model.SerialConsole;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Serial over LAN on the managed system's side (IPMI 2.0 §15): one instance, for one session at a
 * time. Owned by the thread that serves the BMC.
 */
final class SerialOverLan {
    static final int CAPACITY = 1;

    /** Bytes of a payload, either way. */
    static final int PAYLOAD_SIZE = 255;

    private static final int CHARACTERS = PAYLOAD_SIZE - SolPacket.HEADER_LENGTH;

    private final SerialConsole system;
    private @Nullable RmcpPlusSession owner;
    private final List<Unasked> farewells = new ArrayList<>();
    private Duration retryInterval = Duration.ofMillis(500);
    private int retries = 7;
    private int lastIn;
    private SolPacket lastAnswer = SolPacket.ack(0, 0, 0);
    private int sequence;
    private @Nullable Bytes underWay;
    private Instant sentAt = Instant.EPOCH;
    private int tries;
    private boolean suspended;
    private boolean paused;
    private boolean overrun;

    /** A datagram that nobody asked for. */
    record Unasked(RmcpPlusSession session, Bytes datagram) {}

    SerialOverLan(SerialConsole system) {
        this.system = system;
    }

    void retryEach(Duration interval, int count) {
        retryInterval = interval;
        retries = count;
    }

    /** Who has the console: nobody once that session is over. */
    Optional<RmcpPlusSession> owner() {
        RmcpPlusSession session = owner;
        if (session != null && !session.active()) {
            owner = null;
        }
        return Optional.ofNullable(owner);
    }

    void activate(RmcpPlusSession session) {
        owner = session;
        lastIn = 0;
        sequence = 0;
        underWay = null;
        suspended = false;
        paused = false;
        overrun = false;
        system.opened();
    }

    /** Ends the console, and says so to the one who had it. */
    void deactivate(Session by) {
        RmcpPlusSession had = owner().orElse(null);
        owner = null;
        if (had != null && had.id() != by.id()) {
            farewells.add(datagram(had, SolPacket.ack(0, 0, SolPacket.DEACTIVATED)));
        }
    }

    void forget() {
        owner = null;
        farewells.clear();
    }

    /** What a packet of a session is answered at once; the system's output follows unasked. */
    List<byte[]> receive(Session session, Bytes payload, Instant now) {
        RmcpPlusSession holder = owner().orElse(null);
        if (holder == null || holder.id() != session.id()) {
            return List.of();
        }
        var packet = SolPacket.readFrom(payload.reader());
        acknowledged(packet);
        if (packet.sequence() == 0) {
            return List.of();
        }
        if (packet.sequence() != lastIn) {
            lastIn = packet.sequence();
            lastAnswer = take(packet, now);
        }
        return List.of(datagram(holder, lastAnswer).datagram().toArray());
    }

    private SolPacket take(SolPacket packet, Instant now) {
        paused = packet.has(SolPacket.CTS_PAUSE);
        if (packet.has(SolPacket.FLUSH_OUTBOUND)) {
            system.flush();
        }
        if (packet.has(SolPacket.BREAK)) {
            system.broken();
        }
        int length = packet.data().length();
        int accepted = Math.min(SolPacket.MAX_DATA, system.typed(packet.data().toArray(), now));
        return SolPacket.ack(lastIn, accepted, accepted < length ? SolPacket.NACK : 0);
    }

    private void acknowledged(SolPacket packet) {
        Bytes sent = underWay;
        if (packet.acked() == 0 || packet.acked() != sequence) {
            return;
        }
        suspended = packet.has(SolPacket.NACK);
        if (sent != null) {
            int accepted = Math.min(packet.accepted(), sent.length());
            byte[] all = sent.toArray();
            // The rest goes under a new number.
            Bytes rest = Bytes.of(all, accepted, all.length - accepted);
            underWay = rest.length() == 0 ? null : rest;
            tries = 0;
            overrun = false;
        }
    }

    /** What has to go out now without being asked. */
    List<Unasked> due(Instant now) {
        List<Unasked> all = new ArrayList<>(farewells);
        farewells.clear();
        RmcpPlusSession session = owner().orElse(null);
        if (session != null && !suspended && !paused) {
            output(session, now).ifPresent(all::add);
        }
        return all;
    }

    private Optional<Unasked> output(RmcpPlusSession session, Instant now) {
        Bytes sent = underWay;
        if (sent == null) {
            byte[] fetched = system.fetch(CHARACTERS);
            if (fetched.length == 0) {
                return Optional.empty();
            }
            tries = 0;
            sent = Bytes.of(fetched);
            underWay = sent;
        }
        if (tries > 0 && now.isBefore(sentAt.plus(retryInterval))) {
            return Optional.empty();
        }
        if (tries > retries) {
            // By the book the characters are given up, and the next packet tells.
            underWay = null;
            overrun = true;
            return output(session, now);
        }
        if (tries == 0) {
            sequence = SolPacket.next(sequence);
        }
        tries++;
        sentAt = now;
        int status = overrun ? SolPacket.OVERRUN : 0;
        return Optional.of(datagram(session, new SolPacket(sequence, 0, 0, status, sent)));
    }

    /** When to look again, where nothing comes before. */
    Optional<Instant> next() {
        return owner().isPresent() && underWay != null && !suspended && !paused
                ? Optional.of(sentAt.plus(retryInterval))
                : Optional.empty();
    }

    private static Unasked datagram(RmcpPlusSession session, SolPacket packet) {
        SessionCodec codec = session.codec();
        if (codec == null) {
            throw new IllegalStateException("a console in a session that is not active");
        }
        byte[] payload = packet.toByteArray();
        return new Unasked(session, Bytes.of(codec.encode(PayloadType.SERIAL_OVER_LAN, payload)));
    }
}
