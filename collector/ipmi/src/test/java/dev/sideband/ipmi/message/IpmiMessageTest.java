package dev.sideband.ipmi.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

class IpmiMessageTest {
    // Set Session Privilege Level to Administrator and its answer, as ipmitool and ipmi_sim
    // exchange them.
    private static final String REQUEST = "2018c881043b043c";
    private static final String RESPONSE = "811c6320043b00049d";

    @Test
    void writesARequest() {
        var request = IpmiMessage.Request.toBmc(NetFn.APP, 0, 1, 0x3B, Bytes.of((byte) 0x04));
        assertThat(Bytes.of(request.toByteArray())).isEqualTo(Bytes.fromHex(REQUEST));
        assertThat(read(REQUEST)).isEqualTo(request);
    }

    @Test
    void writesTheAnswerToARequest() {
        var request = (IpmiMessage.Request) read(REQUEST);
        var response = request.answer(CompletionCode.OK, Bytes.of((byte) 0x04));
        assertThat(Bytes.of(response.toByteArray())).isEqualTo(Bytes.fromHex(RESPONSE));
        assertThat(read(RESPONSE)).isEqualTo(response);
        assertThat(response.answers(request)).isTrue();
    }

    @Test
    void keepsUnitsApart() {
        var request = IpmiMessage.Request.toBmc(NetFn.SENSOR_EVENT, 3, 63, 0x2D, Bytes.EMPTY);
        var read = (IpmiMessage.Request) IpmiMessage.readFrom(reader(request.toByteArray()));
        assertThat(read).isEqualTo(request);
        var response = request.answer(0xCB, Bytes.EMPTY);
        assertThat(response.responderLun()).isEqualTo(3);
        assertThat(IpmiMessage.readFrom(reader(response.toByteArray()))).isEqualTo(response);
        assertThat(response.answers(read)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {REQUEST, RESPONSE})
    void refusesEveryTruncation(String hex) {
        byte[] whole = Bytes.fromHex(hex).toArray();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> IpmiMessage.readFrom(reader(cut)))
                    .isInstanceOf(WireFormatException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {REQUEST, RESPONSE})
    void refusesMessagesInWhichOneBitIsWrong(String hex) {
        byte[] whole = Bytes.fromHex(hex).toArray();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> IpmiMessage.readFrom(reader(damaged)))
                    .isInstanceOf(WireFormatException.class)
                    .hasMessageContaining("checksum");
        }
    }

    /** Seven bytes with right checksums and the network function of an answer. */
    @Test
    void refusesAnAnswerWithoutACompletionCode() {
        assertThatThrownBy(() -> read("811c6320043ba1"))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("completion code");
    }

    @Test
    void knowsNoLevelZero() {
        assertThat(PrivilegeLevel.of(0)).isEmpty();
        assertThat(PrivilegeLevel.of(6)).isEmpty();
        for (PrivilegeLevel level : PrivilegeLevel.values()) {
            assertThat(PrivilegeLevel.of(level.number())).contains(level);
        }
    }

    private static IpmiMessage read(String hex) {
        return IpmiMessage.readFrom(Bytes.fromHex(hex).reader());
    }

    private static WireReader reader(byte[] bytes) {
        return new WireReader(bytes);
    }
}
