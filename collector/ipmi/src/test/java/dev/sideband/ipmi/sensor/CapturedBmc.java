package dev.sideband.ipmi.sensor;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.sensor.GetSensorReading;
import dev.sideband.ipmi.command.sensor.GetSensorThresholds;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.sdr.Captures;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * Answers as ipmi_sim does when it plays a captured machine: threshold states come from comparing
 * raw values, unsigned, with the thresholds that the machine has enabled.
 */
final class CapturedBmc {
    private static final int THRESHOLDS = 6;

    private final JsonNode readings;

    CapturedBmc(JsonNode readings) {
        this.readings = readings;
    }

    /** Commands carry their LUN outside of their data: a scripted BMC for each. */
    IpmiClient client() {
        return new IpmiClient() {
            @Override
            public <R> R send(IpmiCommand<R> command) throws IpmiException {
                return new ScriptedBmc()
                        .on(0x04, new GetSensorReading(0, 0).code(), in -> reading(command, in))
                        .on(
                                0x04,
                                new GetSensorThresholds(0, 0).code(),
                                in -> thresholds(command, in))
                        .send(command);
            }
        };
    }

    private JsonNode sensor(IpmiCommand<?> command, WireReader in) throws IpmiException {
        JsonNode sensor = readings.get("32/" + command.lun() + "/" + in.u8("sensor number"));
        if (sensor == null || !sensor.has("raw")) {
            throw ScriptedBmc.refused(CompletionCode.NOT_PRESENT);
        }
        return sensor;
    }

    private byte[] reading(IpmiCommand<?> command, WireReader in) throws IpmiException {
        JsonNode sensor = sensor(command, in);
        int states = hasThresholds(sensor) ? compared(sensor) : captured(sensor);
        int flags = sensor.get("scanning").asBoolean() ? 0xC0 : 0x80;
        return new WireWriter().u8(sensor.get("raw").asInt()).u8(flags).u16(states).toByteArray();
    }

    /** Discrete sensors were captured with zeros for thresholds. */
    private static boolean hasThresholds(JsonNode sensor) {
        return sensor.has("thresholds")
                && (Captures.stream(sensor.get("thresholds")).anyMatch(t -> t.asInt() != 0)
                        || sensor.path("threshold_access").asText().equals("readable"));
    }

    private static int captured(JsonNode sensor) {
        int states = 0;
        for (JsonNode bit : sensor.path("bits")) {
            states |= 1 << bit.asInt();
        }
        return states;
    }

    private static int compared(JsonNode sensor) {
        int raw = sensor.get("raw").asInt();
        int states = 0;
        for (int i = 0; i < THRESHOLDS; i++) {
            int threshold = sensor.get("thresholds").get(i).asInt();
            boolean past = i < THRESHOLDS / 2 ? raw <= threshold : raw >= threshold;
            if (past) {
                states |= 1 << i;
            }
        }
        return states & sensor.get("threshold_mask").asInt();
    }

    private byte[] thresholds(IpmiCommand<?> command, WireReader in) throws IpmiException {
        JsonNode sensor = sensor(command, in);
        if (!sensor.has("thresholds")) {
            throw ScriptedBmc.refused(CompletionCode.NOT_PRESENT);
        }
        var answer = new WireWriter().u8(sensor.get("threshold_mask").asInt());
        sensor.get("thresholds").forEach(threshold -> answer.u8(threshold.asInt()));
        return answer.toByteArray();
    }
}
