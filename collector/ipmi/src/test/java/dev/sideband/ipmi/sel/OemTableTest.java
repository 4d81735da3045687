package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import dev.sideband.ipmi.sdr.Severity;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/** A vendor's table needs no code; this is what its lines mean. */
class OemTableTest {
    private static final String TABLE =
            """
            # a comment
            vendor|4242 4243|Example
            product|0007
            when|type=c0 event=70
            state|2|warning|ok|Only on this product
            product|*
            when|type=c0 event=70
            state|0,2-3|critical|info|Something broke
            data|2=01 3|part {3:7-4=A,,C}, bits {3:3-0&}
            data|2|unit {2*2}
            record|c5|1=07|warning|Own record {2x} {3h}{4h}
            """;

    private static final String EVENT = "010002bc009265200004c03070";

    @Test
    void namesAStateAndHowBadItIs() {
        SelEvent event = describe(1, EVENT + "03ffff");
        assertThat(event.event()).isEqualTo("Something broke");
        assertThat(event.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(event.oem()).isNull();
        assertThat(describe(1, "010002bc009265200004c030f0" + "03ffff").severity())
                .isEqualTo(Severity.INFO);
        assertThat(describe(1, EVENT + "01ffff").event()).isEqualTo("OEM offset 01h");
    }

    @Test
    void aProductHasItsOwnStatesBeforeThoseOfAll() {
        assertThat(describe(7, EVENT + "02ffff").event()).isEqualTo("Only on this product");
        assertThat(describe(8, EVENT + "02ffff").event()).isEqualTo("Something broke");
    }

    @ParameterizedTest
    @CsvSource({
        "a0012b, 'part C, bits 1 and 2 and 4'",
        "a0011b, 'unit 2, data 3 1Bh'",
        "a00500, 'unit 10, data 3 00h'",
        "80ff00, 'unit 510'",
        "20ff05, '05'",
    })
    void saysWhatTheDataAddAndGivesTheRestInBytes(String data, String said) {
        assertThat(describe(1, EVENT + data).oem()).isEqualTo(said);
    }

    @Test
    void readsRecordsOfTheVendorsOwnTypes() {
        OemEvents oem = OemEvents.of(List.of(OemTable.of(TABLE)), 4243, 1);
        Bytes data = Bytes.fromHex("07aabbcc0000");
        OemRule.Whole rule = requireNonNull(oem.record(0xC5, data));
        assertThat(rule.text().of(data)).isEqualTo("Own record AAh BBCC");
        assertThat(oem.record(0xC5, Bytes.fromHex("08aabbcc0000"))).isNull();
        assertThat(oem.record(0xC6, Bytes.fromHex("07aabbcc0000"))).isNull();
    }

    @Test
    void knowsNothingOfAVendorWithoutATable() {
        assertThat(OemEvents.of(1, 1)).isSameAs(OemEvents.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stat|0|critical|ok|misspelt",
                "state|0|dreadful|ok|no such severity",
                "state|0|critical|ok",
                "when|kind=05",
                "data|2|{2",
                "data|2|{2!}",
                "vendor|x|Name",
            })
    void refusesALineThatItDoesNotUnderstandAndShowsIt(String line) {
        assertThatThrownBy(() -> OemTable.of(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(line);
    }

    private static SelEvent describe(int product, String hex) {
        OemEvents oem = OemEvents.of(List.of(OemTable.of(TABLE)), 4242, product);
        return SelEvent.describe(SelRecord.decode(Bytes.fromHex(hex)), Map.of(), oem);
    }
}
