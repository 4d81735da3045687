package dev.sideband.ipmi.pet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.command.sensor.PetAcknowledge;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDateTime;
import java.util.List;

class PlatformEventTrapTest {
    /** Temperature, threshold, upper critical going high. */
    private static final int TOO_HOT = 0x01_01_09;

    private static final String GUID = "00112233445566778899aabbccddeeff";
    private static final String TRAP =
            GUID
                    + "0102" // sequence
                    + "35a16500" // 2026-07-07 00:00:00
                    + "003c" // one hour east
                    + "20" // sent by the management controller
                    + "20" // seen by the management controller
                    + "10" // critical
                    + "20" // by the BMC
                    + "31" // sensor
                    + "03" // processor
                    + "01" // the first
                    + "5964640000000000"
                    + "19" // English
                    + "000002a2" // Dell
                    + "0100";

    @Test
    void readsEachField() {
        var trap = PlatformEventTrap.decode(TOO_HOT, Bytes.fromHex(TRAP + "c1"));
        assertThat(trap.sensorType()).isEqualTo(0x01);
        assertThat(trap.eventType()).isEqualTo(0x01);
        assertThat(trap.offset()).isEqualTo(9);
        assertThat(trap.deassertion()).isFalse();
        assertThat(trap.guid().toHex()).isEqualTo(GUID);
        assertThat(trap.sequence()).isEqualTo(0x0102);
        assertThat(trap.localTime()).contains(LocalDateTime.of(2026, 7, 7, 0, 0));
        assertThat(trap.utcOffsetMinutes()).hasValue(60);
        assertThat(trap.trapSource()).isEqualTo(0x20);
        assertThat(trap.eventSource()).isEqualTo(0x20);
        assertThat(trap.severity()).isEqualTo(PetSeverity.CRITICAL);
        assertThat(trap.sensorDevice()).isEqualTo(0x20);
        assertThat(trap.sensorNumber()).isEqualTo(0x31);
        assertThat(trap.entity()).isEqualTo(3);
        assertThat(trap.entityInstance()).isEqualTo(1);
        assertThat(trap.eventData().toHex()).isEqualTo("5964640000000000");
        assertThat(trap.language()).isEqualTo(25);
        assertThat(trap.manufacturerId()).isEqualTo(674);
        assertThat(trap.systemId()).isEqualTo(0x0100);
        assertThat(trap.oem()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void readsATrapThatDoesNotKnowItsTime() {
        String unknown = TRAP.replace("35a16500" + "003c", "00000000" + "ffff");
        var trap = PlatformEventTrap.decode(0x6F_6F_82, Bytes.fromHex(unknown));
        assertThat(trap.localTime()).isEmpty();
        assertThat(trap.utcOffsetMinutes()).isEmpty();
        assertThat(trap.deassertion()).isTrue();
        assertThat(trap.offset()).isEqualTo(2);
        assertThat(trap.eventType()).isEqualTo(0x6F);
    }

    @Test
    void keepsTheMakersFields() {
        var trap = PlatformEventTrap.decode(TOO_HOT, Bytes.fromHex(TRAP + "c4746573740102c1"));
        assertThat(trap.oem().toHex()).isEqualTo("c4746573740102");
    }

    @ParameterizedTest
    @CsvSource({
        "00, UNSPECIFIED",
        "01, MONITOR",
        "02, INFORMATION",
        "04, OK",
        "08, NON_CRITICAL",
        "20, NON_RECOVERABLE",
        "77, UNSPECIFIED"
    })
    void readsTheSeverity(String code, PetSeverity severity) {
        String trap = TRAP.substring(0, 52) + code + TRAP.substring(54);
        assertThat(PlatformEventTrap.decode(TOO_HOT, Bytes.fromHex(trap)).severity())
                .isEqualTo(severity);
    }

    @Test
    void knowsARepeat() {
        var trap = PlatformEventTrap.decode(TOO_HOT, Bytes.fromHex(TRAP));
        assertThat(trap.isRepeatOf(PlatformEventTrap.decode(0, Bytes.fromHex(TRAP + "c1"))))
                .isTrue();
        String next = GUID + "0103" + TRAP.substring(36);
        assertThat(trap.isRepeatOf(PlatformEventTrap.decode(TOO_HOT, Bytes.fromHex(next))))
                .isFalse();
    }

    @Test
    void acknowledgesWithTheLowestByteFirst() {
        var command = PetAcknowledge.of(PlatformEventTrap.decode(TOO_HOT, Bytes.fromHex(TRAP)));
        var out = new WireWriter();
        command.writeTo(out);
        assertThat(command.netFn() << 8 | command.code()).isEqualTo(0x0417);
        assertThat(Bytes.of(out.toByteArray()).toHex())
                .isEqualTo("0201" + "0065a135" + "20" + "20" + "31" + "596464");
    }

    @Test
    void refusesEveryTruncation() {
        Bytes whole = Bytes.fromHex(TRAP);
        for (int length = 0; length < whole.length(); length++) {
            Bytes cut = Bytes.of(whole.toArray(), 0, length);
            assertThatThrownBy(() -> PlatformEventTrap.decode(TOO_HOT, cut))
                    .as("%d bytes", length)
                    .isInstanceOf(WireFormatException.class);
        }
    }

    @Test
    void survivesAnyOctets() {
        Fuzz.of("platform event trap", List.of(Bytes.fromHex(TRAP + "c474657374c1").toArray()))
                .run(
                        20_000,
                        WireFormatException.class,
                        bytes -> {
                            var trap = PlatformEventTrap.decode(bytes.length, Bytes.of(bytes));
                            assertThat(trap.localTime()).isNotNull();
                        });
    }
}
