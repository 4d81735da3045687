package dev.sideband.ipmi.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.chassis.BootDevice;
import dev.sideband.ipmi.command.chassis.BootFlags;
import dev.sideband.ipmi.command.chassis.SetSystemBootOptions;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class BootOverrideTest {
    private static final BootFlags PXE = BootFlags.once(BootDevice.PXE, true);

    private final Map<Integer, Bytes> parameters = new HashMap<>();
    private final List<String> written = new ArrayList<>();
    private final Set<Integer> unsupported = new HashSet<>();
    private int heldByAnother;
    private int pauses;

    private final ScriptedBmc bmc =
            new ScriptedBmc()
                    .on(0x00, 0x08, request -> set(request.u8("parameter"), request))
                    .on(0x00, 0x09, request -> get(request.u8("parameter")));
    private final BootOverride override = new BootOverride(bmc, _ -> pauses++);

    @Test
    void writesUnderTheLockAndGivesItBack() throws Exception {
        var result = override.set(PXE);
        assertThat(written).containsExactly("0:01", "4:1f1f", "5:a004000000", "0:02", "0:00");
        assertThat(result.confirmed()).isTrue();
        assertThat(result.readBack()).contains(PXE);
    }

    @Test
    void doesWithoutALockWhereThereIsNone() throws Exception {
        unsupported.addAll(Set.of(0, 4));
        assertThat(override.set(PXE).confirmed()).isTrue();
        assertThat(written).containsExactly("5:a004000000");
    }

    @Test
    void waitsForTheLockOfAnotherConsole() throws Exception {
        heldByAnother = 2;
        assertThat(override.set(PXE).confirmed()).isTrue();
        assertThat(pauses).isEqualTo(2);
    }

    @Test
    void takesOverALockThatNobodyGivesBack() throws Exception {
        heldByAnother = 1000;
        assertThat(override.set(PXE).confirmed()).isTrue();
        assertThat(pauses).isEqualTo(3);
        assertThat(written).endsWith("0:00");
    }

    @Test
    void givesTheLockBackWhenTheFlagsAreRefused() {
        unsupported.add(5);
        assertThatThrownBy(() -> override.set(PXE)).isInstanceOf(Refused.class);
        assertThat(written).endsWith("0:00");
    }

    @Test
    void givesTheLockBackWhenNobodyAnswers() {
        bmc.on(
                0x00,
                0x08,
                request -> {
                    int parameter = request.u8("parameter");
                    set(parameter, request);
                    if (parameter == 5) {
                        throw new NoAnswer("lost");
                    }
                    return new byte[0];
                });
        assertThatThrownBy(() -> override.set(PXE)).isInstanceOf(NoAnswer.class);
        assertThat(written).endsWith("0:00");
    }

    @Test
    void confirmsNothingThatItCannotReadBack() throws Exception {
        bmc.on(
                0x00,
                0x09,
                _ -> {
                    throw ScriptedBmc.refused(CompletionCode.INVALID_COMMAND);
                });
        var result = override.set(PXE);
        assertThat(result.readBack()).isEmpty();
        assertThat(result.confirmed()).isFalse();
    }

    @Test
    void letsTheFirmwareDecideAgain() throws Exception {
        override.set(PXE);
        assertThat(override.clear().readBack().orElseThrow().device()).contains(BootDevice.NONE);
    }

    @Test
    void callsFlagsThatEndTooEarlyMalformed() {
        parameters.put(5, Bytes.fromHex("80"));
        assertThatThrownBy(override::read).isInstanceOf(Malformed.class);
    }

    private byte[] set(int parameter, WireReader request) throws Refused {
        Bytes data = Bytes.of(request.rest());
        if (unsupported.contains(parameter)) {
            throw ScriptedBmc.refused(SetSystemBootOptions.PARAMETER_UNSUPPORTED);
        }
        if (parameter == 0 && data.u8(0) == 1 && heldByAnother-- > 0) {
            throw ScriptedBmc.refused(SetSystemBootOptions.SET_IN_PROGRESS_HELD);
        }
        written.add(parameter + ":" + data);
        parameters.put(parameter, data);
        return new byte[0];
    }

    private byte[] get(int parameter) throws Refused {
        Bytes data = parameters.get(parameter);
        if (data == null) {
            throw ScriptedBmc.refused(SetSystemBootOptions.PARAMETER_UNSUPPORTED);
        }
        return Bytes.fromHex("01%02x%s".formatted(parameter, data)).toArray();
    }
}
