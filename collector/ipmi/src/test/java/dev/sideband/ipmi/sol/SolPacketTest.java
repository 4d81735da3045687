package dev.sideband.ipmi.sol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.util.List;

class SolPacketTest {
    private static final Bytes LOGIN = Bytes.fromHex("030500006c6f67696e3a20");

    @Test
    void readsCharactersWithAnAcknowledgement() {
        var packet = SolPacket.readFrom(Bytes.fromHex("03050c00" + "6c6f67").reader());
        assertThat(packet).isEqualTo(new SolPacket(3, 5, 12, 0, Bytes.fromHex("6c6f67")));
        assertThat(Bytes.of(packet.toByteArray())).isEqualTo(Bytes.fromHex("03050c006c6f67"));
    }

    @Test
    void tellsEachStatusApart() {
        assertThat(status(0x40).has(SolPacket.NACK)).isTrue();
        assertThat(status(0x20).has(SolPacket.UNAVAILABLE)).isTrue();
        assertThat(status(0x10).has(SolPacket.DEACTIVATED)).isTrue();
        assertThat(status(0x08).has(SolPacket.OVERRUN)).isTrue();
        assertThat(status(0x04).has(SolPacket.BREAK_DETECTED)).isTrue();
        assertThat(status(0x83).has(0x7C)).isFalse();
    }

    private static SolPacket status(int flags) {
        return SolPacket.readFrom(Bytes.of((byte) 0, (byte) 1, (byte) 0, (byte) flags).reader());
    }

    @Test
    void looksOnlyAtTheNumbersInTheirBytes() {
        var packet = SolPacket.readFrom(Bytes.fromHex("f3e50000").reader());
        assertThat(packet.sequence()).isEqualTo(3);
        assertThat(packet.acked()).isEqualTo(5);
    }

    @Test
    void countsPastZero() {
        assertThat(SolPacket.next(0)).isEqualTo(1);
        assertThat(SolPacket.next(14)).isEqualTo(15);
        assertThat(SolPacket.next(15)).isEqualTo(1);
    }

    @Test
    void refusesEveryTruncation() {
        byte[] whole = LOGIN.toArray();
        for (int length = 0; length < SolPacket.HEADER_LENGTH; length++) {
            var cut = new WireReader(whole, 0, length);
            assertThatThrownBy(() -> SolPacket.readFrom(cut))
                    .isInstanceOf(WireFormatException.class)
                    .hasMessageContaining("SOL");
        }
    }

    @Test
    void hasNoNumberAboveFifteen() {
        assertThatThrownBy(() -> new SolPacket(16, 0, 0, 0, Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SolPacket.ack(16, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SolPacket.ack(1, 256, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void survivesAnyPayload() {
        Fuzz.of("SOL packet", List.of(LOGIN.toArray()))
                .run(
                        20_000,
                        WireFormatException.class,
                        payload -> {
                            var packet = SolPacket.readFrom(new WireReader(payload));
                            var again = SolPacket.readFrom(new WireReader(packet.toByteArray()));
                            assertThat(again).isEqualTo(packet);
                        });
    }
}
