package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.PacketCodec;

import org.jspecify.annotations.Nullable;

import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;

/** A session on the managed system's side, whatever its protocol. */
abstract sealed class Session permits RmcpPlusSession, Session15 {
    /** A repeated command within this time is a retransmission. */
    private static final Duration RETRANSMISSION = Duration.ofSeconds(3);

    private PrivilegeLevel privilege = PrivilegeLevel.USER;
    private PrivilegeLevel limit = PrivilegeLevel.USER;
    private IpmiMessage.@Nullable Request lastRequest;
    private IpmiMessage.@Nullable Response lastResponse;
    private Instant lastRequestAt = Instant.EPOCH;
    private Instant lastHeard;
    private @Nullable SocketAddress console;

    Session(Instant now) {
        this.lastHeard = now;
    }

    abstract int id();

    abstract boolean active();

    /** Whether it answers a retransmitted Close Session, and nothing else. */
    abstract boolean closed();

    abstract void close(Instant now);

    /** The codec where packets of this session can be read. */
    abstract @Nullable PacketCodec codec();

    /** Begins at level User, with more to be had. */
    void grant(PrivilegeLevel highest) {
        limit = highest;
        privilege = limit.compareTo(PrivilegeLevel.USER) < 0 ? limit : PrivilegeLevel.USER;
    }

    /** The answer that the same request got a moment ago. */
    IpmiMessage.@Nullable Response repeated(IpmiMessage.Request request, Instant now) {
        boolean same =
                request.equals(lastRequest)
                        && Duration.between(lastRequestAt, now).compareTo(RETRANSMISSION) < 0;
        return same ? lastResponse : null;
    }

    void answered(IpmiMessage.Request request, IpmiMessage.Response response, Instant now) {
        lastRequest = request;
        lastResponse = response;
        lastRequestAt = now;
    }

    /** Where the other end is now: what nobody asked for goes there. */
    void heardFrom(SocketAddress address) {
        console = address;
    }

    @Nullable SocketAddress console() {
        return console;
    }

    void heard(Instant now) {
        lastHeard = now;
    }

    Instant lastHeard() {
        return lastHeard;
    }

    /** Forgets the keys. */
    void forget() {
        PacketCodec codec = codec();
        if (codec != null) {
            codec.close();
        }
    }

    PrivilegeLevel privilege() {
        return privilege;
    }

    PrivilegeLevel limit() {
        return limit;
    }

    void raiseTo(PrivilegeLevel level) {
        privilege = level;
    }
}
