package dev.sideband.ipmi.sol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.FakeBmc;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;

/** A BMC that says anything to an open console: it ends or goes on, and nothing else. */
class SolFuzzTest {
    private static final BmcAddress ADDRESS = new BmcAddress("127.0.0.1", 623);
    private static final int PACKETS_A_LIFE = 500;
    private static final int PACKETS = 20_000;

    @Test
    void survivesAnyPacketInALiveConsole() {
        List<byte[]> said = new ArrayList<>();
        List<byte[]> samples =
                List.of(
                        new SolPacket(1, 0, 0, 0, Bytes.fromHex("6c6f67696e3a20")).toByteArray(),
                        new SolPacket(2, 1, 1, 0, Bytes.fromHex("0d0a")).toByteArray(),
                        SolPacket.ack(1, 0, SolPacket.NACK).toByteArray(),
                        SolPacket.ack(1, 1, SolPacket.UNAVAILABLE).toByteArray());
        Fuzz.of("live console", samples)
                .run(
                        PACKETS,
                        WireFormatException.class,
                        payload -> {
                            said.add(payload);
                            if (said.size() == PACKETS_A_LIFE) {
                                live(List.copyOf(said));
                                said.clear();
                            }
                        });
    }

    private static void live(List<byte[]> said) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(said.size());
        var system = new ScriptedConsole(random);
        var network = new SlowNetwork(random, system.bmc::receive);
        system.connect(network);
        var options = SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_17);
        var capture = new SolCapture(() -> Instant.EPOCH, _ -> {});
        try (var session = IpmiSession.open(network, ADDRESS, FakeBmc.CREDENTIALS, options);
                var console = SolConsole.activate(session, SolOptions.DEFAULT, capture)) {
            byte[] keys = new byte[1000];
            console.write(keys, 0, keys.length);
            network.after(Duration.ofMillis(100), () -> say(said, system, network, console));
            assertThat(console.run().reason())
                    .isIn(SolEnd.Reason.CLOSED, SolEnd.Reason.DEACTIVATED, SolEnd.Reason.STALLED);
        } catch (Exception e) {
            throw new AssertionError("a console failed at a packet", e);
        }
    }

    private static void say(
            List<byte[]> said, ScriptedConsole system, SlowNetwork network, SolConsole console) {
        if (said.isEmpty()) {
            console.end();
            return;
        }
        byte[] payload = said.getFirst().clone();
        if (payload.length >= SolPacket.HEADER_LENGTH && said.size() > 1) {
            // Every other life would be a short one.
            payload[3] &= (byte) ~SolPacket.DEACTIVATED;
        }
        system.sendPayload(payload);
        network.after(
                Duration.ofMillis(5),
                () -> say(said.subList(1, said.size()), system, network, console));
    }
}
