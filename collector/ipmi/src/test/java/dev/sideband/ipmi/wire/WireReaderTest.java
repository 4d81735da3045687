package dev.sideband.ipmi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WireReaderTest {
    @Test
    void readsLittleEndianIntegers() {
        var in = Bytes.fromHex("01020304050607ffffffff").reader();
        assertThat(in.u8("a")).isEqualTo(0x01);
        assertThat(in.u16("b")).isEqualTo(0x0302);
        assertThat(in.u24("c")).isEqualTo(0x060504);
        assertThat(in.u8("d")).isEqualTo(7);
        assertThat(in.u32("e")).isEqualTo(0xFFFFFFFFL);
        assertThat(in.hasMore()).isFalse();
    }

    @Test
    void namesTheFieldThatIsCutOff() {
        var in = Bytes.fromHex("010203").reader();
        in.u16("head");
        assertThatThrownBy(() -> in.u16("record id"))
                .isInstanceOf(WireFormatException.class)
                .hasMessage("record id at offset 2: needs 2 bytes, 1 left");
    }

    @Test
    void writesWhatItReads() {
        byte[] written = new WireWriter(1).u8(1).u16(0x0203).u24(4).u32(0xFFFFFFFEL).toByteArray();
        var in = new WireReader(written);
        assertThat(in.u8("a")).isEqualTo(1);
        assertThat(in.u16("b")).isEqualTo(0x0203);
        assertThat(in.u24("c")).isEqualTo(4);
        assertThat(in.u32("d")).isEqualTo(0xFFFFFFFEL);
    }
}
