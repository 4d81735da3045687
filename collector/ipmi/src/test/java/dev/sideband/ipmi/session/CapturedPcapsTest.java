package dev.sideband.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpExchange;
import dev.sideband.ipmi.crypto.RakpHmac;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.crypto.SessionKeys;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.testing.Captures;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Whole sessions off the wire, given only user and password. */
class CapturedPcapsTest {
    private static final String FOLDER = "ipmi-captures/rmcpp/pcap/";
    private static final int FILE_HEADER = 24;
    private static final int ETHERNET_AND_IP = 14 + 20;

    private static int packets;

    /** A datagram of a capture; the managed system's port is the one that is asked first. */
    private record Captured(int from, int to, Bytes datagram) {}

    private record Sides(SessionCodec console, SessionCodec bmc) {}

    static Stream<JsonNode> captures() throws IOException {
        var index = Captures.require(FOLDER + "index.json").toFile();
        return StreamSupport.stream(new ObjectMapper().readTree(index).spliterator(), false);
    }

    @AfterAll
    static void tellHowMany() {
        System.out.printf("rmcpp/pcap: %d packets of sessions read%n", packets);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void readsASessionFromItsPasswordOnly(JsonNode capture) throws IOException {
        List<Captured> all = read(capture.get("file").textValue());
        Sides sides = null;
        var handshake = new ArrayList<Handshake>();
        for (Captured one : all) {
            switch (Packet.decode(one.datagram().toArray())) {
                case Packet.Sessionless packet when packet.payloadType() != PayloadType.IPMI -> {
                    handshake.add(Handshake.readFrom(packet));
                    sides = handshake.size() == 6 ? sides(capture, handshake) : sides;
                }
                case Packet.InSession _ -> assertReadable(sides, one, all.getFirst().to());
                case Packet.Sessionless _,
                        Packet.Sessionless15 _,
                        Packet.InSession15 _,
                        Packet.Asf _ -> {}
            }
        }
        // One of the files holds nothing but its header.
        assertThat(handshake).hasSize(all.isEmpty() ? 0 : 6);
    }

    private static void assertReadable(@Nullable Sides sides, Captured one, int bmcPort) {
        assertThat(sides).as("comes after RAKP 4").isNotNull();
        var receiver = one.to() == bmcPort ? sides.bmc() : sides.console();
        var decoded = receiver.decode(one.datagram().toArray());
        assertThat(decoded).isInstanceOf(SessionCodec.Payload.class);
        var content = ((SessionCodec.Payload) decoded).content();
        assertThat(IpmiMessage.readFrom(content.reader()).toByteArray())
                .isEqualTo(content.toArray());
        packets++;
    }

    private static Sides sides(JsonNode capture, List<Handshake> handshake) {
        var opened = (OpenSessionResponse) handshake.get(1);
        var rakp1 = (Rakp1) handshake.get(2);
        var rakp2 = (Rakp2) handshake.get(3);
        var exchange =
                new RakpExchange(
                        opened.consoleSessionId(),
                        opened.bmcSessionId(),
                        rakp1.consoleRandom(),
                        rakp2.bmcRandom(),
                        rakp2.guid(),
                        rakp1.role(),
                        rakp1.username());
        var suite = CipherSuite.of(opened.algorithms()).orElseThrow();
        assertThat(suite.id()).isEqualTo(capture.get("suite").intValue());
        var password =
                RakpKey.of(capture.get("password").textValue().getBytes(StandardCharsets.UTF_8));
        RakpHmac hmac = suite.authentication();
        assertThat(rakp2.code()).isEqualTo(hmac.rakp2Code(password, exchange));
        assertThat(((Rakp3) handshake.get(4)).code()).isEqualTo(hmac.rakp3Code(password, exchange));
        assertThat(((Rakp4) handshake.get(5)).check())
                .isEqualTo(
                        SessionKeys.derive(suite, password, password, exchange)
                                .rakp4Check(exchange));
        int console = exchange.consoleSessionId();
        int bmc = exchange.bmcSessionId();
        return new Sides(
                new SessionCodec(
                        suite,
                        SessionKeys.derive(suite, password, password, exchange),
                        console,
                        bmc,
                        new SecureRandom()),
                new SessionCodec(
                        suite,
                        SessionKeys.derive(suite, password, password, exchange),
                        bmc,
                        console,
                        new SecureRandom()));
    }

    private static List<Captured> read(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(Captures.require(FOLDER + file));
        var in = new WireReader(bytes, FILE_HEADER, bytes.length - FILE_HEADER);
        var datagrams = new ArrayList<Captured>();
        while (in.hasMore()) {
            in.skip("time", 8);
            int length = in.i32("length");
            in.skip("length on the wire", 4);
            in.skip("Ethernet and IP headers", ETHERNET_AND_IP);
            int from = Short.toUnsignedInt(Short.reverseBytes((short) in.u16("source port")));
            int to = Short.toUnsignedInt(Short.reverseBytes((short) in.u16("target port")));
            in.skip("UDP length and checksum", 4);
            datagrams.add(
                    new Captured(
                            from,
                            to,
                            Bytes.of(in.bytes("datagram", length - ETHERNET_AND_IP - 8))));
        }
        return datagrams;
    }
}
