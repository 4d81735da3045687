package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.sideband.ipmi.sdr.EventState;
import dev.sideband.ipmi.sdr.EventStates;
import dev.sideband.ipmi.sdr.Severity;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.regex.Pattern;

/** How bad events are: every one has a severity, and what is only not there is nothing bad. */
class EventSeverityTest {
    private static final Pattern HARMLESS =
            Pattern.compile(
                    "(?i).*(absent|disabled|standby|inactive|not installed|removal|spare).*");

    private static final Pattern TURNED_OFF_ON_PURPOSE_OR_NOT =
            Pattern.compile("(?i).*(logging disabled|memory device disabled|password disable).*");

    @Test
    void everyEventHasOneInBothDirections() {
        int events = 0;
        for (int eventType = 0; eventType < 0x80; eventType++) {
            for (int sensorType = 0; sensorType < 0x100; sensorType++) {
                for (EventState state : EventStates.table(eventType, sensorType)) {
                    boolean whole =
                            state.severity(true) != null
                                    && state.severity(false) != null
                                    && !state.text().isBlank();
                    if (!whole) {
                        fail("%02X/%02X: %s", eventType, sensorType, state);
                    }
                    events++;
                }
            }
        }
        System.out.printf("severities: %d states%n", events);
    }

    @Test
    void whatIsNotThereOrNotOnIsNotBad() {
        for (int eventType = 0; eventType < 0x80; eventType++) {
            for (int sensorType = 0; sensorType < 0xC0; sensorType++) {
                for (EventState state : EventStates.table(eventType, sensorType)) {
                    if (HARMLESS.matcher(state.text()).matches()
                            && !TURNED_OFF_ON_PURPOSE_OR_NOT.matcher(state.text()).matches()) {
                        assertThat(state.severity(true))
                                .as(state.text())
                                .isIn(Severity.OK, Severity.INFO);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10306f02ffff, INFO, log cleared",
        "09300b03ffff, WARNING, non-redundant with sufficient resources",
        "09300b01ffff, WARNING, redundancy lost",
        "08306f07ffff, INFO, power supply in standby",
        "25306f01ffff, INFO, entity absent",
    })
    void isMildWithWhatIsNoFault(String event, Severity severity, String what) {
        assertThat(describe(event).severity()).as(what).isEqualTo(severity);
    }

    /** Dell C410x says "going high" when it is over, though the value fell: the bit decides. */
    @Test
    void theDirectionIsTheBitsAndNotTheTexts() {
        SelEvent raised = describe("0130" + "01" + "59" + "6050");
        SelEvent over = describe("0130" + "81" + "59" + "4050");
        assertThat(raised.event()).isEqualTo(over.event()).contains("going high");
        assertThat(raised.asserted()).isTrue();
        assertThat(over.asserted()).isFalse();
        assertThat(raised.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(over.severity()).isEqualTo(Severity.OK);
        assertThat(over.stateKey()).isEqualTo(raised.stateKey());
    }

    @ParameterizedTest
    @CsvSource({"70", "75", "7f", "f0", "6f"})
    void vendorsEventsThatNobodyKnowsAreWorthKnowing(String eventType) {
        SelEvent event = describe("c830" + eventType + "0312ff");
        assertThat(event.severity()).isEqualTo(Severity.INFO);
        assertThat(event.event()).isEqualTo("OEM offset 03h");
    }

    private static SelEvent describe(String event) {
        Bytes record = Bytes.fromHex("010002bc009265200004" + event);
        return SelEvent.describe(SelRecord.decode(record), Map.of());
    }
}
