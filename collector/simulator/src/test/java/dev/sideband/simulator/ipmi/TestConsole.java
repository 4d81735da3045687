package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpExchange;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.crypto.SessionKeys;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.session.Handshake;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.OpenSessionResponse;
import dev.sideband.ipmi.session.Packet;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.session.Rakp2;
import dev.sideband.ipmi.session.Rakp3;
import dev.sideband.ipmi.session.Rakp4;
import dev.sideband.ipmi.session.SessionCodec;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** A remote console that hands its datagrams to a BMC directly, one step at a time. */
final class TestConsole {
    private static final Bytes RANDOM = Bytes.of(new byte[16]);

    private final Bmc bmc;
    private final CipherSuite suite;
    private final int sessionId;
    private Instant now;
    private int bmcSessionId;
    private int sequence;
    private @Nullable RakpExchange exchange;
    private @Nullable SessionCodec codec;

    TestConsole(Bmc bmc, CipherSuite suite, int sessionId, Instant now) {
        this.bmc = bmc;
        this.suite = suite;
        this.sessionId = sessionId;
        this.now = now;
    }

    static TestConsole loggedIn(Bmc bmc, int sessionId, Instant now, String name, String password) {
        var console = new TestConsole(bmc, CipherSuite.SUITE_17, sessionId, now);
        console.open();
        console.rakp1(name, 4);
        console.rakp3(password);
        return console;
    }

    void at(Instant later) {
        now = later;
    }

    int bmcSessionId() {
        return bmcSessionId;
    }

    OpenSessionResponse open() {
        return open(new OpenSessionRequest(1, 4, sessionId, suite.algorithms()));
    }

    OpenSessionResponse open(OpenSessionRequest request) {
        var response = (OpenSessionResponse) shake(request).orElseThrow();
        bmcSessionId = response.bmcSessionId();
        return response;
    }

    Rakp2 rakp1(String name, int privilege) {
        Bytes username = Bytes.of(name.getBytes(StandardCharsets.ISO_8859_1));
        int role = Rakp1.NAME_ONLY | privilege;
        var answer =
                (Rakp2) shake(new Rakp1(2, bmcSessionId, RANDOM, role, username)).orElseThrow();
        if (answer.status() == 0) {
            exchange =
                    new RakpExchange(
                            sessionId,
                            bmcSessionId,
                            RANDOM,
                            answer.bmcRandom(),
                            answer.guid(),
                            role,
                            username);
        }
        return answer;
    }

    Rakp4 rakp3(String password) {
        return rakp3(3, password);
    }

    Rakp4 rakp3(int tag, String password) {
        RakpExchange agreed = exchange();
        RakpKey key = RakpKey.of(password.getBytes(StandardCharsets.ISO_8859_1));
        Bytes code = suite.authentication().rakp3Code(key, agreed);
        var answer = (Rakp4) shake(new Rakp3(tag, 0, bmcSessionId, code)).orElseThrow();
        if (answer.status() == 0 && codec == null) {
            SessionKeys keys = SessionKeys.derive(suite, key, key, agreed);
            codec = new SessionCodec(suite, keys, sessionId, bmcSessionId, new SecureRandom());
        }
        return answer;
    }

    private RakpExchange exchange() {
        if (exchange == null) {
            throw new IllegalStateException("RAKP 1 first");
        }
        return exchange;
    }

    Optional<Handshake> shake(Handshake message) {
        return bmc.answer(message.toDatagram(), now)
                .map(answer -> Handshake.readFrom((Packet.Sessionless) Packet.decode(answer)));
    }

    /** Sends a command of LUN 0 under a new sequence number. */
    IpmiMessage.Response send(int netFn, int command, int... data) {
        return sendAgain(request(netFn, command, data)).orElseThrow();
    }

    IpmiMessage.Request request(int netFn, int command, int... data) {
        sequence = (sequence + 1) % 64;
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        return IpmiMessage.Request.toBmc(netFn, 0, sequence, command, Bytes.of(bytes));
    }

    /** Sends a request as it is, in a packet of its own. */
    Optional<IpmiMessage.Response> sendAgain(IpmiMessage.Request request) {
        return bmc.answer(datagram(request), now).map(this::response);
    }

    byte[] datagram(IpmiMessage.Request request) {
        return codec().encode(PayloadType.IPMI, request.toByteArray());
    }

    IpmiMessage.Response response(byte[] datagram) {
        var payload = (SessionCodec.Payload) codec().decode(datagram);
        return (IpmiMessage.Response) IpmiMessage.readFrom(payload.content().reader());
    }

    private SessionCodec codec() {
        if (codec == null) {
            throw new IllegalStateException("log in first");
        }
        return codec;
    }
}
