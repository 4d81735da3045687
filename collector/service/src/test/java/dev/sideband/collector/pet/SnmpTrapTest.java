package dev.sideband.collector.pet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.pet.PetSeverity;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class SnmpTrapTest {
    private static final String PET = "2b06010401986f0101";

    @Test
    void readsATrap() {
        var trap = SnmpTrap.read(Traps.trap(7)).orElseThrow();
        assertThat(trap.sequence()).isEqualTo(7);
        assertThat(trap.sensorType()).isEqualTo(1);
        assertThat(trap.offset()).isEqualTo(9);
        assertThat(trap.severity()).isEqualTo(PetSeverity.CRITICAL);
        assertThat(trap.sensorNumber()).isEqualTo(0x31);
    }

    @Test
    void leavesOtherTrapsAlone() {
        byte[] linkDown = Traps.trap("2b0601040109", 0, Traps.octets(1));
        assertThat(SnmpTrap.read(linkDown)).isEmpty();
        byte[] ofVersion2 = Traps.trap(1);
        ofVersion2[6] = 1;
        assertThat(SnmpTrap.read(ofVersion2)).isEmpty();
    }

    @Test
    void refusesAnOctetStringThatIsTooShort() {
        byte[] cut = Traps.trap(PET, 0x010109, Traps.octets(1).substring(0, 80));
        assertThatThrownBy(() -> SnmpTrap.read(cut)).isInstanceOf(WireFormatException.class);
    }

    @Test
    void refusesEveryTruncation() {
        byte[] whole = Traps.trap(1);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SnmpTrap.read(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(WireFormatException.class);
        }
    }

    @Test
    void survivesAnyDatagram() {
        Fuzz.of("SNMP trap", List.of(Traps.trap(1), Traps.trap(0xFFFF)))
                .run(
                        20_000,
                        WireFormatException.class,
                        bytes -> assertThat(SnmpTrap.read(bytes)).isNotNull());
    }
}
