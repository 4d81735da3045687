package dev.sideband.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.RecordedSessions;
import dev.sideband.ipmi.crypto.Algorithms;
import dev.sideband.ipmi.rmcp.AsfMessage;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class PacketTest {
    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    static Stream<Bytes> handshakeDatagrams() {
        return RecordedSessions.sessions()
                .limit(2)
                .flatMap(session ->
                        Stream.of(
                                        "open_session_request",
                                        "open_session_response",
                                        "rakp1",
                                        "rakp2",
                                        "rakp3",
                                        "rakp4")
                                .map(name -> RecordedSessions.hex(session, name)));
    }

    @ParameterizedTest
    @MethodSource("handshakeDatagrams")
    void refusesEveryTruncation(Bytes datagram) {
        // A RAKP 2 may claim one byte more than it has; its code would be too short.
        int shortest = datagram.u8(5) == PayloadType.RAKP_2 ? 1 : 0;
        for (int length = 0; length < datagram.length() - shortest; length++) {
            byte[] cut = Arrays.copyOf(datagram.toArray(), length);
            assertThatThrownBy(() -> read(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(WireFormatException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void survivesAnyBytes(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Bytes> datagrams = handshakeDatagrams().toList();
        for (int i = 0; i < 200; i++) {
            byte[] datagram = datagrams.get(random.nextInt(datagrams.size())).toArray();
            for (int flips = random.nextInt(6); flips >= 0; flips--) {
                datagram[random.nextInt(datagram.length)] = (byte) random.nextInt();
            }
            assertThatCode(() -> read(datagram))
                    .as("seed %d: %s", seed, Bytes.of(datagram))
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            e -> assertThat(e).isInstanceOf(WireFormatException.class));
        }
    }

    private static void read(byte[] datagram) {
        if (Packet.decode(datagram) instanceof Packet.Sessionless packet) {
            Handshake.readFrom(packet);
        }
    }

    @Test
    void findsTheConsoleThatAnAnswerIsFor() {
        var open = new OpenSessionResponse(1, 0, 4, 0x0A0B0C0D, 7, new Algorithms(1, 1, 1));
        assertThat(ConsoleSessionId.of(open.toDatagram())).isEqualTo(0x0A0B0C0D);
        assertThat(ConsoleSessionId.of(Rakp2.refusal(1, 13, 77).toDatagram())).isEqualTo(77);
        assertThat(ConsoleSessionId.of(Rakp4.refusal(1, 13, 78).toDatagram())).isEqualTo(78);
        var inSession =
                Bytes.fromHex(
                        "0600ff0706c0a4a3a2a0010000002000b95097beb3c70604dcff7d2d4b7e4277b13c3713");
        assertThat(ConsoleSessionId.of(inSession.toArray())).isEqualTo(0xA0A2A3A4);
    }

    @Test
    void findsNoConsoleInAnswersOutsideOfSessions() {
        var message = Bytes.fromHex("811c6320043b00049d");
        assertThat(ConsoleSessionId.of(new Packet.Sessionless15(message).toDatagram())).isZero();
        assertThat(
                        ConsoleSessionId.of(
                                new Packet.Sessionless(PayloadType.IPMI, message).toDatagram()))
                .isZero();
        for (int length = 0; length < 20; length++) {
            byte[] cut = Arrays.copyOf(Rakp4.refusal(1, 13, 78).toDatagram(), length);
            assertThat(ConsoleSessionId.of(cut)).isZero();
        }
    }

    @Test
    void readsBothFramingsOutsideOfSessions() {
        var message = Bytes.fromHex("2018c88100388e04b5");
        var old = new Packet.Sessionless15(message);
        assertThat(Bytes.of(old.toDatagram()))
                .isEqualTo(Bytes.fromHex("0600ff07" + "00" + "0000000000000000" + "09" + message));
        assertThat(Packet.decode(old.toDatagram())).isEqualTo(old);
        var plus = new Packet.Sessionless(PayloadType.IPMI, message);
        assertThat(Packet.decode(plus.toDatagram())).isEqualTo(plus);
    }

    @Test
    void readsPresencePingAndPong() {
        var ping = new AsfMessage.Ping(0x2A);
        assertThat(Bytes.of(ping.toDatagram()))
                .isEqualTo(Bytes.fromHex("0600ff06000011be802a0000"));
        assertThat(Packet.decode(ping.toDatagram())).isEqualTo(new Packet.Asf(ping));
        var pong = new AsfMessage.Pong(0x2A, true);
        assertThat(Bytes.of(pong.toDatagram()))
                .isEqualTo(
                        Bytes.fromHex(
                                "0600ff06000011be402a0010000011be0000000081000000000000" + "00"));
        assertThat(Packet.decode(pong.toDatagram())).isEqualTo(new Packet.Asf(pong));
    }
}
