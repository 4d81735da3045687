package dev.sideband.simulator.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.SelRecord;
import dev.sideband.simulator.model.Sensor.Discrete;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whatever a client sends is answered; whatever a machine can log has words. */
class FuzzedRequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> PLACES =
            Map.of(
                    "/redfish/v1/SessionService/Sessions", "POST",
                    "/redfish/v1/Systems/system", "PATCH",
                    "/redfish/v1/Systems/system/Actions/ComputerSystem.Reset", "POST",
                    "/redfish/v1/EventService/Subscriptions", "POST",
                    "/redfish/v1/Systems/system/LogServices/EventLog/Entries", "GET");

    @Test
    void anyBodyIsAnswered() {
        var caller = new Caller("openbmc");
        List<byte[]> samples =
                List.of(
                        bytes("{\"UserName\": \"monitor\", \"Password\": \"secret\"}"),
                        bytes("{\"Boot\": {\"BootSourceOverrideTarget\": \"Pxe\"}}"),
                        bytes("{\"ResetType\": \"ForceRestart\", \"IndicatorLED\": \"Lit\"}"),
                        bytes("{\"Destination\": \"http://127.0.0.1:9/\", \"Protocol\": 7}"));

        long escaped =
                Fuzz.of("redfish requests", samples)
                        .run(
                                2_000,
                                Refusal.class,
                                input ->
                                        PLACES.forEach((path, method) ->
                                                ask(caller, method, path, input)));
        assertThat(escaped).isZero();
    }

    private static void ask(Caller caller, String method, String path, byte[] input) {
        Answer answer =
                caller.bmc()
                        .answer(
                                new Request(
                                        method,
                                        path,
                                        Map.of("$skip", new String(input, StandardCharsets.UTF_8)),
                                        Optional.empty(),
                                        Optional.of(Caller.BASIC),
                                        body(input),
                                        "127.0.0.1"),
                                caller.now());
        assertThat(answer.status()).isBetween(200, 503);
    }

    private static JsonNode body(byte[] input) {
        try {
            return JSON.readTree(new String(input, StandardCharsets.UTF_8));
        } catch (JsonProcessingException notJson) {
            return JsonNodeFactory.instance.textNode("");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyStateThatASensorCanHaveHasWords() {
        int told = 0;
        for (Blueprint blueprint : Blueprint.all()) {
            for (Slot slot : blueprint.slots()) {
                if (slot.sensor() instanceof Discrete discrete) {
                    for (int rest = discrete.possible(); rest != 0; rest &= rest - 1) {
                        int state = Integer.numberOfTrailingZeros(rest);
                        for (int direction : new int[] {0, 0x80}) {
                            LogRecord record =
                                    LogRecord.of(
                                            blueprint, record(slot, discrete, direction, state));
                            assertThat(record.message()).isNotEmpty().doesNotContain("%");
                            told++;
                        }
                    }
                }
            }
        }
        System.out.printf("%d events have words%n", told);
        assertThat(told).isGreaterThan(300);
    }

    private static SelRecord record(Slot slot, Discrete sensor, int direction, int state) {
        byte[] raw = new byte[SelRecord.LENGTH];
        raw[0] = 1;
        raw[2] = 2;
        raw[10] = (byte) sensor.type();
        raw[11] = (byte) slot.number();
        raw[12] = (byte) (direction | sensor.eventType());
        raw[13] = (byte) state;
        return new SelRecord(1, Bytes.of(raw));
    }
}
