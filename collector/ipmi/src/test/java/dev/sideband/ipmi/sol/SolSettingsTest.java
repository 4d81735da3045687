package dev.sideband.ipmi.sol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

class SolSettingsTest {
    private static final int TRANSPORT = 0x0C;
    private static final int GET = 0x22;

    @Test
    void readsWhatTheBmcTells() throws Exception {
        var bmc = bmc(Map.of(1, "01", 2, "c4", 3, "0a60", 4, "0732", 6, "0a"));
        assertThat(SolSettings.read(bmc))
                .isEqualTo(
                        new SolSettings(
                                Optional.of(true),
                                Optional.of(true),
                                Optional.of(PrivilegeLevel.ADMINISTRATOR),
                                OptionalInt.of(115_200),
                                Optional.of(Duration.ofMillis(50)),
                                OptionalInt.of(96),
                                Optional.of(Duration.ofMillis(500)),
                                OptionalInt.of(7)));
    }

    @Test
    void leavesOutWhatTheBmcRefusesOrCuts() throws Exception {
        var settings = SolSettings.read(bmc(Map.of(1, "00", 3, "0a", 6, "00")));
        assertThat(settings.enabled()).contains(false);
        assertThat(settings.privilege()).isEmpty();
        assertThat(settings.accumulateInterval()).isEmpty();
        assertThat(settings.sendThreshold()).isEmpty();
        assertThat(settings.bitRate()).isEmpty();
    }

    private static ScriptedBmc bmc(Map<Integer, String> parameters) {
        return new ScriptedBmc()
                .on(
                        TRANSPORT,
                        GET,
                        request -> {
                            request.u8("channel");
                            String value = parameters.get(request.u8("parameter"));
                            if (value == null) {
                                throw ScriptedBmc.refused(0x80);
                            }
                            return Bytes.fromHex("11" + value).toArray();
                        });
    }
}
