package dev.sideband.redfish.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class StateKeysTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode entry(String id, String messageId, String... args) {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("Id", id).put("MessageId", messageId).put("Message", "something of the machine");
        List.of(args).forEach(entry.putArray("MessageArgs")::add);
        return entry;
    }

    private static LogDirection direction(ObjectNode entry) {
        String id = entry.path("MessageId").asText().replaceFirst("\\.\\d+\\.\\d+\\.", ".");
        return LogDirections.of(
                Resource.of("/e", entry), id, "", entry.path("Resolved").asBoolean());
    }

    private static @Nullable String key(ObjectNode entry) {
        Resource resource = Resource.of("/e", entry);
        return StateKeys.of(
                resource,
                direction(entry),
                null,
                null,
                entry.path("MessageId").asText(),
                resource.texts("MessageArgs"));
    }

    @ParameterizedTest
    @CsvSource({
        "SensorThresholdWarningLowGoingLow, SensorThresholdWarningLowGoingHigh",
        "SensorThresholdCriticalHighGoingHigh, SensorThresholdCriticalHighGoingLow",
        "PowerSupplyPowerLost, PowerSupplyPowerRestored",
        "PowerSupplyFanFailed, PowerSupplyFanRecovered",
        "PowerSupplyConfigurationError, PowerSupplyConfigurationErrorRecovered",
        "FanRedundancyLost, FanRedundancyRegained",
        "ChassisIntrusionDetected, ChassisIntrusionReset",
        "DriveError, DriveErrorNormal",
        "ResourceErrorThresholdExceeded, ResourceErrorThresholdCleared",
        "ResourceStatusChangedCritical, ResourceStatusChangedOK",
    })
    void areEqualForTheTwoMessagesOfAState(String begins, String ends) {
        ObjectNode begin = entry("1", "Any.1.0." + begins, "thing 3", "51.4", "50");
        ObjectNode end = entry("2", "Any.1.0." + ends, "thing 3", "49.0", "50");
        assertThat(direction(begin)).isEqualTo(LogDirection.ASSERTED);
        assertThat(direction(end)).isEqualTo(LogDirection.DEASSERTED);
        assertThat(key(begin)).isNotNull().isEqualTo(key(end));
        assertThat(key(begin)).isNotEqualTo(key(entry("3", "Any.1.0." + begins, "thing 4")));
    }

    /** bmcweb says of each entry whether it is resolved, and has a message for the end besides. */
    @Test
    void areEqualWhereEntriesMayBeResolvedToo() {
        ObjectNode begin = entry("1", "OpenBMC.0.1.SensorThresholdWarningLowGoingLow", "SSD", "0");
        ObjectNode end = entry("2", "OpenBMC.0.1.SensorThresholdWarningLowGoingHigh", "SSD", "29");
        begin.put("Resolved", false);
        end.put("Resolved", false);
        assertThat(key(begin)).isNotNull().isEqualTo(key(end));

        ObjectNode resolved = begin.deepCopy().put("Resolved", true);
        assertThat(direction(resolved)).isEqualTo(LogDirection.DEASSERTED);
        assertThat(key(resolved)).isEqualTo(key(begin));
    }

    @Test
    void areThoseOfTheEntryWhereItAloneTellsThatItIsOver() {
        ObjectNode begin = entry("7", "Platform.1.0.BoardFailure", "board");
        begin.put("Resolved", false);
        assertThat(key(begin)).isEqualTo("entry/7");
        assertThat(key(begin.deepCopy().put("Resolved", true))).isEqualTo("entry/7");
    }

    @Test
    void tellTheErrorsOfOneResourceApart() {
        String id = "ResourceEvent.1.0.ResourceErrorsDetected";
        ObjectNode one = entry("1", id, "GPU_0", "row remapping failed");
        ObjectNode other = entry("2", id, "GPU_0", "NVLink lost");
        assertThat(key(one)).isNotNull().isNotEqualTo(key(other));
        assertThat(
                        key(
                                entry(
                                        "3",
                                        "ResourceEvent.1.0.ResourceErrorsCorrected",
                                        "GPU_0",
                                        "NVLink lost")))
                .isEqualTo(key(other));
    }
}
