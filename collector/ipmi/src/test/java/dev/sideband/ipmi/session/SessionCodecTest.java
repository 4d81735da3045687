package dev.sideband.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpExchange;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.crypto.SessionKeys;
import dev.sideband.ipmi.rmcp.RmcpHeader;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

class SessionCodecTest {
    private static final int CONSOLE = 0xA0A2A3A4;
    private static final int BMC = 0x1B06;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @Test
    void skipsZeroWhereSequenceNumbersWrap() {
        var console = codec(CipherSuite.SUITE_17, CONSOLE, BMC, -3);
        assertThat(sequence(console)).isEqualTo(-2);
        assertThat(sequence(console)).isEqualTo(-1);
        assertThat(sequence(console)).isEqualTo(1);
    }

    @Test
    void startsAtOne() {
        assertThat(sequence(codec(CipherSuite.SUITE_3, CONSOLE, BMC, 0))).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void dropsEveryTruncation(CipherSuite suite) {
        byte[] whole = codec(suite, BMC, CONSOLE, 0).encode(PayloadType.IPMI, new byte[20]);
        var console = codec(suite, CONSOLE, BMC, 0);
        for (int length = 0; length < whole.length; length++) {
            assertThat(console.decode(Arrays.copyOf(whole, length)))
                    .isInstanceOf(SessionCodec.Dropped.class);
        }
        assertThat(console.decode(whole)).isInstanceOf(SessionCodec.Payload.class);
    }

    @Test
    void dropsPacketsOfOtherSessions() {
        byte[] other =
                codec(CipherSuite.SUITE_3, BMC, CONSOLE + 1, 0)
                        .encode(PayloadType.IPMI, new byte[7]);
        assertThat(codec(CipherSuite.SUITE_3, CONSOLE, BMC, 0).decode(other))
                .isEqualTo(new SessionCodec.Dropped(DropReason.OTHER_SESSION));
    }

    /** A genuine session never sends in the clear, so who does is not its peer. */
    @Test
    void dropsPlainPacketsOfItsOwnSession() {
        var out = new WireWriter();
        RmcpHeader.IPMI.writeTo(out);
        new SessionHeader(PayloadType.IPMI, false, false, CONSOLE, 1, 7).writeTo(out);
        out.bytes(new byte[7]);
        assertThat(codec(CipherSuite.SUITE_3, CONSOLE, BMC, 0).decode(out.toByteArray()))
                .isEqualTo(new SessionCodec.Dropped(DropReason.UNPROTECTED));
    }

    /** A session that does not sign has no way to tell a good code from a bad one. */
    @ParameterizedTest
    @EnumSource(names = {"SUITE_0", "SUITE_1", "SUITE_2", "SUITE_16"})
    void dropsPacketsThatAreProtectedOtherwise(CipherSuite suite) {
        byte[] encrypted =
                codec(CipherSuite.SUITE_17, BMC, CONSOLE, 0).encode(PayloadType.IPMI, new byte[7]);
        assertThat(codec(suite, CONSOLE, BMC, 0).decode(encrypted))
                .isEqualTo(new SessionCodec.Dropped(DropReason.UNPROTECTED));
    }

    @Test
    void sendsAPlainSessionsPayloadWithNothingBehindIt() {
        byte[] packet =
                codec(CipherSuite.SUITE_0, CONSOLE, BMC, 2)
                        .encode(PayloadType.IPMI, Bytes.fromHex("2018c881043b043c").toArray());
        assertThat(Bytes.of(packet).toHex())
                .isEqualTo("0600ff070600" + "061b0000" + "03000000" + "0800" + "2018c881043b043c");
    }

    @Test
    void forgedPacketsDoNotMoveTheWindow() {
        var bmc = codec(CipherSuite.SUITE_17, BMC, CONSOLE, 0);
        var console = codec(CipherSuite.SUITE_17, CONSOLE, BMC, 0);
        byte[] genuine = bmc.encode(PayloadType.IPMI, new byte[7]);
        byte[] forged = genuine.clone();
        forged[10] = 15;
        assertThat(console.decode(forged)).isEqualTo(new SessionCodec.Dropped(DropReason.BAD_CODE));
        assertThat(console.decode(genuine)).isInstanceOf(SessionCodec.Payload.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void survivesAnyBytes(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var console = codec(CipherSuite.SUITE_17, CONSOLE, BMC, 0);
        byte[] good =
                codec(CipherSuite.SUITE_17, BMC, CONSOLE, 0).encode(PayloadType.IPMI, new byte[30]);
        for (int i = 0; i < 200; i++) {
            byte[] bad = good.clone();
            int start = random.nextInt(bad.length);
            for (int at = start; at < bad.length; at += 1 + random.nextInt(9)) {
                bad[at] ^= (byte) (1 + random.nextInt(255));
            }
            assertThat(console.decode(bad))
                    .as("seed %d", seed)
                    .isInstanceOf(SessionCodec.Dropped.class);
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            assertThat(console.decode(noise))
                    .as("seed %d", seed)
                    .isInstanceOf(SessionCodec.Dropped.class);
        }
    }

    private static int sequence(SessionCodec codec) {
        byte[] packet = codec.encode(PayloadType.IPMI, new byte[7]);
        return SessionHeader.readFrom(new WireReader(packet, 4, packet.length - 4)).sequence();
    }

    private static SessionCodec codec(CipherSuite suite, int local, int remote, int lastSequence) {
        var exchange =
                new RakpExchange(
                        CONSOLE,
                        BMC,
                        Bytes.of(new byte[16]),
                        Bytes.of(new byte[16]),
                        Bytes.of(new byte[16]),
                        0x14,
                        Bytes.EMPTY);
        var keys =
                SessionKeys.derive(
                        suite,
                        RakpKey.of(new byte[] {1, 2, 3}),
                        RakpKey.of(new byte[] {1, 2, 3}),
                        exchange);
        return new SessionCodec(suite, keys, local, remote, new SecureRandom(), lastSequence);
    }
}
