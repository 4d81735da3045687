package dev.sideband.ipmi.session;

import static dev.sideband.ipmi.RecordedSessions.exchange;
import static dev.sideband.ipmi.RecordedSessions.hex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.ipmi.RecordedSessions;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.IntegrityAlgorithm;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.security.SecureRandom;
import java.util.stream.Stream;

/** Sessions between foreign programs, seen as the console and as the managed system. */
class RecordedPacketsTest {
    private static int compared;

    static Stream<JsonNode> sessions() {
        return RecordedSessions.sessions();
    }

    static Stream<JsonNode> signed() {
        return sessions().filter(session -> session.get("integrity_algorithm").intValue() != 0);
    }

    @AfterAll
    static void tellHowMany() {
        System.out.printf("rmcpp/sessions.json: %d messages and packets as expected%n", compared);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void writesHandshakeMessagesAsItReadThem(JsonNode session) {
        for (String name :
                new String[] {
                    "open_session_request",
                    "open_session_response",
                    "rakp1",
                    "rakp2",
                    "rakp3",
                    "rakp4"
                }) {
            Bytes datagram = hex(session, name);
            var packet = (Packet.Sessionless) Packet.decode(datagram.toArray());
            var message = Handshake.readFrom(packet);
            assertThat(Bytes.of(message.toDatagram())).as(name).isEqualTo(datagram);
            compared++;
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void findsTheFieldsOfTheHandshake(JsonNode session) {
        var exchange = exchange(session);
        var open = (OpenSessionResponse) handshake(session, "open_session_response");
        var rakp1 = (Rakp1) handshake(session, "rakp1");
        var rakp2 = (Rakp2) handshake(session, "rakp2");

        assertThat(open.consoleSessionId()).isEqualTo(exchange.consoleSessionId());
        assertThat(open.bmcSessionId()).isEqualTo(exchange.bmcSessionId());
        assertThat(rakp1.consoleRandom()).isEqualTo(exchange.consoleRandom());
        assertThat(rakp1.role()).isEqualTo(exchange.role());
        assertThat(rakp1.username()).isEqualTo(exchange.username());
        assertThat(rakp2.bmcRandom()).isEqualTo(exchange.bmcRandom());
        assertThat(rakp2.guid()).isEqualTo(exchange.guid());
        assertThat(rakp2.code()).isEqualTo(hex(session, "rakp2_key_exchange_code"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void readsEveryPacketOfBothDirections(JsonNode session) {
        var console = codec(session, "console_sid", "bmc_sid");
        var bmc = codec(session, "bmc_sid", "console_sid");
        for (JsonNode packet : session.get("packets")) {
            var receiver = packet.get("dir").textValue().equals("to_bmc") ? bmc : console;
            var clear = hex(packet, "clear");

            assertThat(receiver.decode(hex(packet, "packet").toArray()))
                    .isEqualTo(
                            new SessionCodec.Payload(packet.get("payload_type").intValue(), clear));
            var message = IpmiMessage.readFrom(clear.reader());
            assertThat(Bytes.of(message.toByteArray())).isEqualTo(clear);
            compared++;
        }
    }

    @ParameterizedTest
    @MethodSource("signed")
    void refusesPacketsInWhichOneBitIsWrong(JsonNode session) {
        var console = codec(session, "console_sid", "bmc_sid");
        for (JsonNode packet : session.get("packets")) {
            if (packet.get("dir").textValue().equals("to_console")) {
                byte[] datagram = hex(packet, "packet").toArray();
                for (int bit = 0; bit < datagram.length * 8; bit++) {
                    byte[] damaged = datagram.clone();
                    damaged[bit / 8] ^= (byte) (1 << bit % 8);
                    // The reserved byte and the sequence of RMCP mean nothing.
                    if (bit / 8 != 1 && bit / 8 != 2) {
                        assertThat(console.decode(damaged))
                                .as("bit %d", bit)
                                .isInstanceOf(SessionCodec.Dropped.class);
                    }
                }
                break;
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void talksToItself(CipherSuite suite) {
        var session =
                sessions()
                        .filter(each -> RecordedSessions.suite(each) == suite)
                        .findFirst()
                        .orElseThrow();
        var console = codec(session, "console_sid", "bmc_sid");
        var bmc = codec(session, "bmc_sid", "console_sid");
        for (int length = 0; length < 300; length++) {
            byte[] message = new byte[length];
            byte[] datagram = console.encode(PayloadType.IPMI, message);
            if (suite.integrity() == IntegrityAlgorithm.HMAC_SHA256_128) {
                assertThat(datagram.length % 4).isZero();
            }
            assertThat(bmc.decode(datagram.clone()))
                    .isEqualTo(new SessionCodec.Payload(PayloadType.IPMI, Bytes.of(message)));
            assertThat(bmc.decode(datagram))
                    .isEqualTo(new SessionCodec.Dropped(DropReason.REPLAYED));
        }
    }

    private static Handshake handshake(JsonNode session, String name) {
        return Handshake.readFrom((Packet.Sessionless) Packet.decode(hex(session, name).toArray()));
    }

    private static SessionCodec codec(JsonNode session, String localId, String remoteId) {
        return new SessionCodec(
                RecordedSessions.suite(session),
                RecordedSessions.keys(session),
                session.get(localId).intValue(),
                session.get(remoteId).intValue(),
                new SecureRandom());
    }
}
