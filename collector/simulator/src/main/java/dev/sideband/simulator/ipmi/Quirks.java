package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.session.Handshake;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.session.PacketCodec;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.SessionHeader;
import dev.sideband.ipmi.session.SessionHeader15;
import dev.sideband.ipmi.wire.Bytes;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The quirks of one BMC at work; those that count have their state here. */
final class Quirks {
    /** Tag, level and id, and one proposal of each kind. */
    private static final int ONE_PROPOSAL_LENGTH = 32;

    private final Set<WireQuirk> all;
    private final List<Twist> commands = new ArrayList<>();
    private final List<RecordQuirk> records = new ArrayList<>();
    private final Set<LoginQuirk> login = EnumSet.noneOf(LoginQuirk.class);
    private final Set<Ipmi15Quirk> ipmi15 = EnumSet.noneOf(Ipmi15Quirk.class);
    private int lastReceived;
    private Optional<PacketTwist> packets = Optional.empty();

    Quirks(Set<WireQuirk> all) {
        this.all = Set.copyOf(all);
        for (WireQuirk quirk : all) {
            switch (quirk) {
                case CommandQuirk one -> commands.add(one.twist());
                case DcmiQuirk one -> commands.add(one.twist());
                case Ipmi15Quirk one -> ipmi15.add(one);
                case SdrQuirk one -> commands.add(one.twist());
                case SelQuirk one -> commands.add(one.twist());
                case SensorQuirk one -> commands.add(one.twist());
                case RecordQuirk one -> add(one);
                case LoginQuirk one -> login.add(one);
                case PacketQuirk one -> setPackets(one);
            }
        }
    }

    private void add(RecordQuirk quirk) {
        records.add(quirk);
        if (quirk == RecordQuirk.OTHER_LUN) {
            commands.add(SensorQuirk.onLun(1));
        }
    }

    private void setPackets(PacketQuirk quirk) {
        if (packets.isPresent()) {
            throw new IllegalArgumentException(
                    "%s cannot be played with another packet quirk".formatted(quirk));
        }
        packets = Optional.of(quirk.twist());
    }

    boolean has(WireQuirk quirk) {
        return all.contains(quirk);
    }

    /** Commands as this BMC answers them, given how they are usually answered. */
    Responder around(Responder usual) {
        Responder outermost = usual;
        for (Twist twist : commands) {
            Responder inner = outermost;
            outermost = request -> twist.answer(request, inner);
        }
        return outermost;
    }

    /** The records that this BMC has, given those that it should have. */
    List<Bytes> records(List<Bytes> usual) {
        List<Bytes> changed = usual;
        for (RecordQuirk quirk : records) {
            changed = quirk.change(changed);
        }
        return changed;
    }

    /** Whether a packet's number lies where this BMC looks. */
    boolean isInWindow(SessionHeader header) {
        int ahead = header.sequence() - lastReceived;
        if (has(PacketQuirk.NARROW_WINDOW) && header.sequence() != 1 && (ahead < 1 || ahead > 7)) {
            return false;
        }
        lastReceived = header.sequence();
        return true;
    }

    /** Whether a step of the login is not heard at all. */
    boolean isDeafTo(Packet.Sessionless packet) {
        return has(LoginQuirk.ONE_PROPOSAL_ONLY)
                && packet.payloadType() == PayloadType.OPEN_SESSION_REQUEST
                && packet.payload().length() > ONE_PROPOSAL_LENGTH;
    }

    boolean changesRecords() {
        return !records.isEmpty();
    }

    /** The datagrams that carry an answer. */
    List<byte[]> packets(Session session, PacketCodec codec, byte[] answer) {
        WholeBlockPadding padding = session instanceof RmcpPlusSession plus ? plus.padding() : null;
        if (padding != null) {
            return List.of(padding.packet(answer));
        }
        return packets.orElse(PacketTwist.USUAL).packets(codec, answer);
    }

    /** A datagram of a session of IPMI 1.5. */
    byte[] packet(Session15 session, byte[] usual) {
        byte[] whole = Session15.unpadded(usual);
        return ipmi15.isEmpty()
                ? whole
                : session.withHeader(
                        whole,
                        head -> {
                            SessionHeader15 changed = head;
                            for (Ipmi15Quirk quirk : ipmi15) {
                                changed = quirk.change(changed);
                            }
                            return changed;
                        });
    }

    /** The datagram that answers a step of the login. */
    Optional<byte[]> login(Handshake question, Function<Handshake, Optional<Handshake>> usual) {
        Function<Handshake, Optional<Handshake>> outermost = usual;
        for (LoginQuirk quirk : login) {
            Function<Handshake, Optional<Handshake>> inner = outermost;
            outermost = one -> quirk.twist().answer(one, inner);
        }
        Optional<byte[]> answer = outermost.apply(question).map(Handshake::toDatagram);
        for (LoginQuirk quirk : login) {
            answer = answer.map(quirk::datagram);
        }
        return answer;
    }
}
