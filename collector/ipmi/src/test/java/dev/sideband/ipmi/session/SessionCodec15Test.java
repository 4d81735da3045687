package dev.sideband.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.MessageAuthenticator;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.session.SessionCodec.Dropped;
import dev.sideband.ipmi.session.SessionCodec.Payload;
import dev.sideband.ipmi.session.SessionCodec15.Messages;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Arrays;

class SessionCodec15Test {
    private static final int SESSION = 0x01020304;
    private static final byte[] MESSAGE = Bytes.fromHex("2018c881040137").toArray();

    @ParameterizedTest
    @EnumSource(AuthenticationType.class)
    void talksToItself(AuthenticationType type) {
        var console = codec(type, Messages.ALL, 100, 200);
        var bmc = codec(type, Messages.ALL, 200, 100);
        for (int length = 0; length < 256; length++) {
            byte[] message = new byte[length];
            Arrays.fill(message, (byte) length);
            byte[] datagram = console.encode(PayloadType.IPMI, message);
            assertThat(datagram.length).isNotIn(56, 84, 112, 128, 156);
            assertThat(bmc.decode(datagram.clone()))
                    .isEqualTo(new Payload(PayloadType.IPMI, Bytes.of(message)));
            if (type != AuthenticationType.NONE) {
                assertThat(bmc.decode(datagram)).isEqualTo(new Dropped(DropReason.REPLAYED));
            }
        }
    }

    /** Authentication type, number, id, code, length, message. */
    @Test
    void writesTheFieldsInTheirOrder() {
        byte[] packet =
                codec(AuthenticationType.PASSWORD, Messages.ALL, 100, 200)
                        .encode(PayloadType.IPMI, MESSAGE);
        assertThat(Bytes.of(packet).toHex())
                .isEqualTo(
                        "0600ff0704"
                                + "64000000"
                                + "04030201"
                                + "73656372657400000000000000000000"
                                + "07"
                                + "2018c881040137");
    }

    @ParameterizedTest
    @EnumSource(names = {"MD2", "MD5"})
    void dropsPacketsInWhichOneBitIsWrong(AuthenticationType type) {
        byte[] good = codec(type, Messages.ALL, 200, 100).encode(PayloadType.IPMI, MESSAGE);
        var console = codec(type, Messages.ALL, 100, 200);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            // The reserved byte and the sequence of RMCP mean nothing.
            if (bit / 8 != 1 && bit / 8 != 2) {
                assertThat(console.decode(bad)).as("bit %d", bit).isInstanceOf(Dropped.class);
            }
        }
        assertThat(console.decode(good)).isInstanceOf(Payload.class);
    }

    @Test
    void dropsPacketsWithoutCodeWhereAllHaveOne() {
        byte[] plain =
                codec(AuthenticationType.NONE, Messages.ALL, 200, 100)
                        .encode(PayloadType.IPMI, MESSAGE);
        assertThat(codec(AuthenticationType.MD5, Messages.ALL, 100, 200).decode(plain.clone()))
                .isEqualTo(new Dropped(DropReason.UNPROTECTED));
        assertThat(codec(AuthenticationType.MD5, Messages.SENT, 100, 200).decode(plain.clone()))
                .isInstanceOf(Payload.class);
    }

    /** Dell PowerEdge 2850 sends codes although it said that there are none. */
    @Test
    void checksCodesThatNeedNotBeThere() {
        byte[] coded =
                codec(AuthenticationType.MD5, Messages.ALL, 200, 100)
                        .encode(PayloadType.IPMI, MESSAGE);
        var console = codec(AuthenticationType.MD5, Messages.NONE, 100, 200);
        byte[] wrong = coded.clone();
        wrong[20] ^= 1;
        assertThat(console.decode(wrong)).isEqualTo(new Dropped(DropReason.BAD_CODE));
        assertThat(console.decode(coded)).isInstanceOf(Payload.class);
        assertThat(console.encode(PayloadType.IPMI, MESSAGE)[4]).isZero();
        console.sendCodes();
        assertThat(console.encode(PayloadType.IPMI, MESSAGE)[4]).isEqualTo((byte) 2);
    }

    /** Sun Fire 4100. */
    @Test
    void takesSequenceNumbersThatAreTurnedRound() {
        var console = codec(AuthenticationType.MD5, Messages.ALL, 100, 0x11223344);
        var sun = codec(AuthenticationType.MD5, Messages.ALL, 0x44332211, 100);
        byte[] first = sun.encode(PayloadType.IPMI, MESSAGE);
        assertThat(console.decode(first.clone())).isInstanceOf(Payload.class);
        assertThat(console.decode(first)).isEqualTo(new Dropped(DropReason.REPLAYED));
    }

    /** Tyan S2882 leaves the session's id out. */
    @Test
    void takesAnEmptySessionIdWhereTheCodeIsRight() {
        var authenticator = authenticator(AuthenticationType.MD5);
        byte[] packet =
                new SessionCodec15(authenticator, Messages.ALL, 0, 200, 100)
                        .encode(PayloadType.IPMI, MESSAGE);
        assertThat(codec(AuthenticationType.MD5, Messages.ALL, 100, 200).decode(packet))
                .isInstanceOf(Payload.class);
        byte[] plain =
                new SessionCodec15(authenticator, Messages.NONE, 0, 200, 100)
                        .encode(PayloadType.IPMI, MESSAGE);
        assertThat(codec(AuthenticationType.MD5, Messages.NONE, 100, 200).decode(plain))
                .isEqualTo(new Dropped(DropReason.OTHER_SESSION));
    }

    @Test
    void survivesAnyBytes() {
        var samples = new ArrayList<byte[]>();
        for (var type : AuthenticationType.values()) {
            samples.add(codec(type, Messages.ALL, 200, 100).encode(PayloadType.IPMI, MESSAGE));
        }
        var console = codec(AuthenticationType.MD5, Messages.SENT, 100, 200);
        Fuzz.of("IPMI 1.5 packets", samples)
                .run(20_000, IllegalArgumentException.class, console::decode);
    }

    private static SessionCodec15 codec(
            AuthenticationType type, Messages messages, int firstSent, int firstReceived) {
        return new SessionCodec15(authenticator(type), messages, SESSION, firstSent, firstReceived);
    }

    private static MessageAuthenticator authenticator(AuthenticationType type) {
        return new MessageAuthenticator(
                type, RakpKey.of(new byte[] {'s', 'e', 'c', 'r', 'e', 't'}));
    }
}
