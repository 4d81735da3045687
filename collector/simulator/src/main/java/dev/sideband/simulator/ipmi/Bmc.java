package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.rmcp.AsfMessage;
import dev.sideband.ipmi.rmcp.RmcpHeader;
import dev.sideband.ipmi.session.Handshake;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.OpenSessionResponse;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.session.PacketCodec;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.session.Rakp2;
import dev.sideband.ipmi.session.Rakp3;
import dev.sideband.ipmi.session.Rakp4;
import dev.sideband.ipmi.session.SessionCodec;
import dev.sideband.ipmi.session.SessionHeader;
import dev.sideband.ipmi.session.SessionHeader15;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.simulator.Tally;
import dev.sideband.simulator.model.Identity;
import dev.sideband.simulator.model.Physics;
import dev.sideband.simulator.model.SerialConsole;
import dev.sideband.simulator.model.Server;

import org.jspecify.annotations.Nullable;

import java.net.SocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A BMC without its socket: a datagram in, at most one out (IPMI 2.0 §13).
 *
 * <p>What cannot be read, or does not belong to anything here, is left without an answer. Owned by
 * the thread that serves it.
 */
public final class Bmc {
    private static final int CLOSE_SESSION = 0x3C;

    private final SessionWatch watch = new SessionWatch();
    private final Server server;
    private final Identity identity;
    private final BmcSettings settings;
    private final Quirks quirks;
    private final SessionTable sessions;
    private final Login login;
    private final Login15 login15;
    private final Controller controller;
    private final SerialOverLan console;
    private final PayloadCommands payloads;
    private final Tally tally = new Tally();
    private @Nullable SocketAddress sender;

    /**
     * @param random for session ids, challenges and initialization vectors; may be shared
     */
    public Bmc(Server server, List<Account> accounts, SecureRandom random) {
        this(server, BmcSettings.of(server.blueprint().profile(), accounts), random);
    }

    /**
     * @param random for session ids, challenges and initialization vectors; may be shared
     */
    public Bmc(Server server, BmcSettings settings, SecureRandom random) {
        this.server = server;
        this.settings = settings;
        this.quirks = new Quirks(settings.quirks());
        this.identity = identity(server, quirks);
        this.sessions = new SessionTable(identity.profile().sessionLimit(), settings);
        this.login = new Login(sessions, identity.guid(), quirks, random);
        this.login15 = new Login15(sessions, random);
        this.console = new SerialOverLan(new SerialConsole(server));
        this.payloads = new PayloadCommands(console);
        this.controller = new Controller(server, identity, sessions, login15, payloads, quirks);
    }

    private static Identity identity(Server server, Quirks quirks) {
        Identity real = Identity.of(server.blueprint().profile(), server.seed());
        return quirks.has(LoginQuirk.ZERO_GUID) ? real.withoutGuid() : real;
    }

    /** What it was asked for. */
    public Tally tally() {
        return tally;
    }

    /** 16 bytes as they are on the wire. */
    public Bytes guid() {
        return identity.guid();
    }

    /** The answer to a datagram, where it deserves one; {@code datagram} is spent afterwards. */
    public Optional<byte[]> answer(byte[] datagram, Instant now) {
        return receive(datagram, now).stream().findFirst();
    }

    /** The UDP port by which this BMC is reached. */
    void listensOn(int port) {
        payloads.listensOn(port);
    }

    /** Whether its answers come from another UDP port than the one that was asked. */
    boolean answersFromOtherPort() {
        return quirks.has(PacketQuirk.ANSWERS_FROM_OTHER_PORT);
    }

    /** What has to be sent now though nobody asked for it: the output of a console. */
    List<Outgoing> unasked(Instant now) {
        List<Outgoing> all = new ArrayList<>();
        for (SerialOverLan.Unasked one : console.due(now)) {
            SocketAddress to = one.session().console();
            if (to != null) {
                all.add(new Outgoing(to, one.datagram()));
            }
        }
        return all;
    }

    /** When to ask for {@link #unasked} again, where nothing is received before. */
    Optional<Instant> nextUnasked() {
        return console.next();
    }

    /** A datagram and where it goes. */
    record Outgoing(SocketAddress to, Bytes datagram) {}

    /** What comes back for a datagram, as {@link #receive(byte[], Instant)}. */
    List<byte[]> receive(byte[] datagram, SocketAddress from, Instant now) {
        sender = from;
        return receive(datagram, now);
    }

    /**
     * What comes back for a datagram: nothing or its answer, and more where there are quirks.
     * {@code datagram} is spent afterwards.
     */
    public List<byte[]> receive(byte[] datagram, Instant now) {
        if (!server.machine(now, Physics::powered)) {
            // Standby power is gone as well, and with it all that was in the controller's memory.
            reset();
            return List.of();
        }
        try {
            return switch (Packet.decode(datagram)) {
                case Packet.Asf(AsfMessage message) -> answerPing(message).stream().toList();
                case Packet.Sessionless15(Bytes message) ->
                        answer15(message, now).stream().toList();
                case Packet.Sessionless packet -> answerSessionless(packet, now).stream().toList();
                case Packet.InSession15(SessionHeader15 header) ->
                        answerIn15(header, datagram, now);
                case Packet.InSession(SessionHeader header) -> {
                    Session session = sessions.find(header.sessionId()).orElse(null);
                    yield session == null || !quirks.isInWindow(header)
                            ? List.of()
                            : answerIn(session, datagram, now);
                }
            };
        } catch (WireFormatException e) {
            return List.of();
        }
    }

    private Optional<byte[]> answerPing(AsfMessage message) {
        return switch (message) {
            case AsfMessage.Ping(int tag) when !quirks.has(LoginQuirk.NO_PONG) ->
                    Optional.of(new AsfMessage.Pong(tag, true).toDatagram());
            case AsfMessage.Ping _, AsfMessage.Pong _ -> Optional.empty();
        };
    }

    private Optional<byte[]> answer15(Bytes message, Instant now) {
        return quirks.has(LoginQuirk.DEAF_TO_15_OUTSIDE_SESSIONS)
                ? Optional.empty()
                : answerOutsideSession(message, now)
                        .map(bytes -> new Packet.Sessionless15(bytes).toDatagram());
    }

    private Optional<byte[]> answerSessionless(Packet.Sessionless packet, Instant now) {
        if (packet.payloadType() == PayloadType.IPMI) {
            return quirks.has(LoginQuirk.DEAF_TO_RMCP_PLUS_OUTSIDE_SESSIONS)
                    ? Optional.empty()
                    : answerOutsideSession(packet.payload(), now)
                            .map(bytes ->
                                    new Packet.Sessionless(PayloadType.IPMI, bytes).toDatagram());
        }
        if (settings.suites().isEmpty() || quirks.isDeafTo(packet)) {
            return Optional.empty();
        }
        return quirks.login(Handshake.readFrom(packet), question -> answer(question, now));
    }

    private Optional<Handshake> answer(Handshake question, Instant now) {
        tally.add(Tally.Kind.LOGIN);
        return switch (question) {
            case OpenSessionRequest request -> Optional.of(login.answer(request, now));
            case Rakp1 rakp1 -> Optional.of(login.answer(rakp1, now));
            case Rakp3 rakp3 -> {
                Optional<Handshake> answer = login.answer(rakp3, now).map(Handshake.class::cast);
                sessions.findPlus(rakp3.bmcSessionId())
                        .filter(Session::active)
                        .ifPresent(session -> watch.opened(session.id(), sender, now));
                yield answer;
            }
            case OpenSessionResponse _, Rakp2 _, Rakp4 _ -> Optional.empty();
        };
    }

    /** Only the few commands that prepare a login; anything else stays without an answer. */
    private Optional<Bytes> answerOutsideSession(Bytes message, Instant now) {
        if (!(IpmiMessage.readFrom(message.reader()) instanceof IpmiMessage.Request request)
                || !toThisBmc(request)
                || request.netFn() != NetFn.APP) {
            return Optional.empty();
        }
        return controller
                .answer(new Request(request, Optional.empty(), now))
                .filter(response ->
                        response.completionCode() != CompletionCode.INSUFFICIENT_PRIVILEGE)
                .map(response -> Bytes.of(response.toByteArray()));
    }

    private List<byte[]> answerIn15(SessionHeader15 header, byte[] datagram, Instant now) {
        if (!(sessions.find(header.sessionId()).orElse(null) instanceof Session15 session)) {
            return List.of();
        }
        if (header.sequence() != 0) {
            return answerIn(session, datagram, now).stream()
                    .map(packet -> quirks.packet(session, packet))
                    .toList();
        }
        // Only Activate Session has no number.
        int at = RmcpHeader.LENGTH + header.length();
        byte[] message = Arrays.copyOfRange(datagram, at, at + header.messageLength());
        return login15.activate(session, header, message, now).stream()
                .map(packet -> quirks.packet(session, packet))
                .toList();
    }

    private List<byte[]> answerIn(Session session, byte[] datagram, Instant now) {
        sessions.purge(now);
        PacketCodec codec = session.codec();
        if (codec == null || sessions.find(session.id()).isEmpty()) {
            return List.of();
        }
        return switch (codec.decode(datagram)) {
            case SessionCodec.Payload(int type, Bytes content) -> {
                if (sender != null) {
                    session.heardFrom(sender);
                }
                yield switch (type) {
                    case PayloadType.IPMI -> answerIn(session, codec, content, now);
                    case PayloadType.SERIAL_OVER_LAN -> {
                        session.heard(now);
                        yield console.receive(session, content, now);
                    }
                    default -> List.of();
                };
            }
            case SessionCodec.Dropped _ -> List.of();
        };
    }

    private List<byte[]> answerIn(Session session, PacketCodec codec, Bytes content, Instant now) {
        if (!(IpmiMessage.readFrom(content.reader()) instanceof IpmiMessage.Request request)
                || !toThisBmc(request)) {
            return List.of();
        }
        IpmiMessage.Response response = session.repeated(request, now);
        if (response == null) {
            if (session.closed()) {
                return List.of();
            }
            session.heard(now);
            tally.add(kind(request));
            if (!isFarewell(request)) {
                watch.used(session.id(), now);
            }
            response =
                    controller.answer(new Request(request, Optional.of(session), now)).orElse(null);
            if (response == null) {
                return List.of();
            }
            session.answered(request, response, now);
        }
        return quirks.packets(session, codec, response.toByteArray());
    }

    private static Tally.Kind kind(IpmiMessage.Request request) {
        return switch (request.netFn() << 8 | request.command()) {
            case 0x0A23, 0x0421 -> Tally.Kind.SDR;
            case 0x042D -> Tally.Kind.READING;
            case 0x0427 -> Tally.Kind.THRESHOLDS;
            case 0x0A43 -> Tally.Kind.LOG;
            case 0x0A11 -> Tally.Kind.FRU;
            default -> Tally.Kind.OTHER;
        };
    }

    private static boolean isFarewell(IpmiMessage.Request request) {
        return request.netFn() == NetFn.APP && request.command() == CLOSE_SESSION;
    }

    private static boolean toThisBmc(IpmiMessage.Request request) {
        return request.responder() == IpmiMessage.BMC_ADDRESS;
    }

    /** What a reset of the controller does: every session is gone. */
    public void reset() {
        console.forget();
        sessions.clear();
    }

    /** From now on no session is known and none can be had, or all is well again; any thread. */
    public void refuseSessions(boolean refuse) {
        sessions.refuse(refuse);
    }

    public Server server() {
        return server;
    }

    /** Who opens sessions of IPMI 2.0, and whether there are two at once. */
    public SessionWatch watch() {
        return watch;
    }
}
