package dev.sideband.redfish.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * What a BMC sent (DSP0268: Event). It is only asked whether there may be something in a log: its
 * parts are missing or wrong at many BMCs, and the log says it all anyway.
 */
public final class PushedEvent {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String METRIC_REPORT = "#MetricReport.";

    private PushedEvent() {}

    /**
     * Whether there may be something in a log. Not where it is a report of metrics, which comes the
     * same way, or says nothing at all; what cannot be read may be anything.
     */
    public static boolean isNews(String text) {
        if (text.isBlank()) {
            return false;
        }
        JsonNode event = parsed(text);
        if (!event.isObject()) {
            return !text.contains(METRIC_REPORT);
        }
        boolean metrics =
                event.path("@odata.type").asText().startsWith(METRIC_REPORT)
                        || (event.has("MetricValues") && !event.has("Events"));
        JsonNode events = event.path("Events");
        boolean empty = event.isEmpty() || (events.isArray() && events.isEmpty());
        return !metrics && !empty;
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
