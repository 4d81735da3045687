package dev.sideband.ipmi.quirk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.command.app.GetDeviceId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.EnumSet;

class QuirkProfilesTest {
    @ParameterizedTest
    @CsvSource({
        "674, 0x100, 1, 0x70, IGNORE_SCANNING_BIT",
        "10368, 0x203, 1, 0x00, OWNER_IS_BMC",
        "343, 0x28, 0, 0x55, WRONG_THRESHOLD_BITS",
        "10876, 0x640, 2, 0x07, ACCEPT_BAD_CHECKSUMS",
        "11, 0x2000, 1, 0x50, ANALOG_IN_DISCRETE",
    })
    void knowsFirmwareByItsDeviceId(
            int manufacturer, int product, int major, int minor, Quirk quirk) {
        assertThat(QuirkProfiles.of(device(manufacturer, product, major, minor)).has(quirk))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "674, 0x100, 2, 0x30",
        "674, 0x100, 3, 0x15",
        "47196, 0x2000, 2, 0x10",
        "343, 111, 1, 8",
    })
    void leavesTheRestAlone(int manufacturer, int product, int major, int minor) {
        assertThat(QuirkProfiles.of(device(manufacturer, product, major, minor)))
                .isEqualTo(Quirks.NONE);
    }

    @Test
    void ignoresThatFirmwareIsBeingUpdated() {
        assertThat(QuirkProfiles.of(device(674, 0x100, 0x81, 0x70)).all())
                .containsExactly(Quirk.IGNORE_SCANNING_BIT);
    }

    @Test
    void everyQuirkHasAProfile() {
        var used = EnumSet.noneOf(Quirk.class);
        QuirkProfiles.all().forEach(profile -> used.addAll(profile.quirks().all()));
        assertThat(used).containsExactly(Quirk.values());
    }

    @Test
    void readsARangeOfFirmwareAsTheBmcWritesIt() {
        QuirkProfile profile = QuirkProfile.parse("1|ff|1.09-2.49|OWNER_IS_BMC|a test");
        assertThat(profile.matches(device(1, 0xFF, 1, 0x08))).isFalse();
        assertThat(profile.matches(device(1, 0xFF, 1, 0x09))).isTrue();
        assertThat(profile.matches(device(1, 0xFF, 2, 0x49))).isTrue();
        assertThat(profile.matches(device(1, 0xFF, 2, 0x50))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "674 | 0100 | * | IGNORE_SCANNING_BIT",
                "674 | 0100 | * | IGNORE_SCANNING_BIT | ",
                "dell | 0100 | * | IGNORE_SCANNING_BIT | somebody",
                "674 | wx | * | IGNORE_SCANNING_BIT | somebody",
                "674 | 0100 | 1.00 | IGNORE_SCANNING_BIT | somebody",
                "674 | 0100 | 2.00-1.00 | IGNORE_SCANNING_BIT | somebody",
                "674 | 0100 | 1-2 | IGNORE_SCANNING_BIT | somebody",
                "674 | 0100 | * | NO_SUCH_QUIRK | somebody",
                "674 | 0100 | * | OWNER_IS_BMC, OWNER_IS_BMC | somebody",
            })
    void namesALineThatItCannotRead(String line) {
        assertThatThrownBy(() -> QuirkProfile.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line);
    }

    @Test
    void addsUpWhatSeveralProfilesSay() {
        Quirks both = Quirks.of(Quirk.OWNER_IS_BMC).plus(Quirks.of(Quirk.IGNORE_SCANNING_BIT));
        assertThat(both.all())
                .containsExactlyInAnyOrder(Quirk.OWNER_IS_BMC, Quirk.IGNORE_SCANNING_BIT);
        assertThat(both.plus(Quirks.NONE)).isEqualTo(both);
    }

    private static GetDeviceId.Response device(int manufacturer, int product, int fw1, int fw2) {
        return new GetDeviceId.Response(0x20, 1, fw1, fw2, 0x02, 0xBF, manufacturer, product);
    }
}
