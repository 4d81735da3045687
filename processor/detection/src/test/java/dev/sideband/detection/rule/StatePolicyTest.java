package dev.sideband.detection.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Severity;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatePolicyTest {
    @ParameterizedTest
    @CsvSource({
        "Power Supply Failure detected, CRITICAL, false",
        "Power Supply input lost (AC/DC), CRITICAL, false",
        "Power Supply input out-of-range but present, WARNING, false",
        "Predictive Failure, WARNING, false",
        "Redundancy Lost, CRITICAL, false",
        "Redundancy Degraded, WARNING, false",
        "Non-redundant: Insufficient Resources, CRITICAL, false",
        "Drive Fault, CRITICAL, false",
        "In Failed Array, CRITICAL, false",
        "IERR, CRITICAL, false",
        "Thermal Trip, CRITICAL, false",
        "FRB2/Hang in POST failure, CRITICAL, false",
        "Machine Check Exception (Uncorrectable), CRITICAL, true",
        "Uncorrectable ECC / other uncorrectable memory error, CRITICAL, true",
        "Correctable ECC / other correctable memory error, WARNING, true",
        "General Chassis Intrusion, WARNING, false",
        "Limit Exceeded, WARNING, false",
        "transition to Critical from less severe, CRITICAL, false",
        "transition to Non-Critical from OK, WARNING, false",
        "transition to Non-recoverable, CRITICAL, false",
        "battery failed, CRITICAL, false",
        "Non-redundant: Sufficient Resources from Insufficient Resources, WARNING, false",
        "Redundancy Degraded from Fully Redundant, WARNING, false",
        "SEL full, WARNING, false",
        "Transition to Off Line, WARNING, false",
    })
    void knowsTrouble(String words, Severity severity, boolean momentary) {
        assertThat(StatePolicy.of(words)).contains(new StatePolicy(severity, momentary));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Presence detected",
                "Fully Redundant",
                "Limit Not Exceeded",
                "Predictive Failure deasserted",
                "Processor Presence detected",
                "transition to OK",
                "S0/G0: working",
                "Power Off/Power Down",
                "Device Present",
                "Drive Presence",
                "Processor disabled",
                "Power Supply inactive (in standby)",
            })
    void knowsWhatIsNormal(String words) {
        assertThat(StatePolicy.of(words)).get().extracting(StatePolicy::isTrouble).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "State Asserted", "Device Enabled", "0x0004", "Initiated by hard reset"})
    void saysNothingOfWhatNoTableKnows(String words) {
        assertThat(StatePolicy.of(words)).isEmpty();
    }
}
