package dev.sideband.cli;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.sensor.Quality;
import dev.sideband.ipmi.sensor.SensorObservation;
import dev.sideband.ipmi.sensor.SensorReader;
import dev.sideband.ipmi.sensor.Side;
import dev.sideband.ipmi.sensor.ThresholdStatus;
import dev.sideband.ipmi.sensor.Thresholds;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Every sensor of a BMC with what it reads now. */
final class BmcSensorsCommand extends BmcCommand {
    private static final MathContext SHOWN = new MathContext(6);

    BmcSensorsCommand() {
        super(
                "sensors",
                "Reads every sensor of the BMC.",
                "sideband bmc sensors ipmi://10.0.12.7 --user monitor --password-file secret"
                        + " --json");
    }

    @Override
    void run(IpmiSession session) throws IpmiException, InterruptedException {
        var out = out();
        var reader = new SensorReader(session);
        var table = new Table("SENSOR", "TYPE", "VALUE", "UNIT", "STATUS", "STATES", "QUALITY");
        for (IpmiSensor sensor : IpmiSensor.from(new SdrRepositoryReader().read(session))) {
            if (!sensor.readable()) {
                continue;
            }
            SensorObservation seen = reader.read(sensor);
            if (bmc().json()) {
                Json.print(out, object(seen, reader.thresholds(sensor)));
                out.flush();
            } else {
                table.add(
                        sensor.name(),
                        sensor.kind().word(),
                        seen.value().isPresent() ? rounded(seen.number()) : "-",
                        sensor.unit() == null ? "" : sensor.unit(),
                        status(seen),
                        String.join(", ", seen.stateTexts()),
                        seen.quality() == Quality.GOOD ? "" : seen.quality().name());
            }
        }
        if (!bmc().json()) {
            table.print(out);
        }
    }

    private static Map<String, @Nullable Object> object(
            SensorObservation seen, Thresholds thresholds) {
        IpmiSensor sensor = seen.sensor();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", sensor.id());
        object.put("name", sensor.name());
        object.put("type", sensor.kind().word());
        object.put("unit", sensor.unit());
        object.put("value", number(seen.value()));
        object.put("quality", seen.quality().name());
        object.put("status", word(seen.status()));
        object.put("direction", seen.side() == Side.NONE ? null : word(seen.side()));
        object.put("states", seen.stateTexts());
        Map<String, @Nullable Object> limits = new LinkedHashMap<>();
        limits.put("lnr", number(thresholds.lnr()));
        limits.put("lcr", number(thresholds.lcr()));
        limits.put("lnc", number(thresholds.lnc()));
        limits.put("unc", number(thresholds.unc()));
        limits.put("ucr", number(thresholds.ucr()));
        limits.put("unr", number(thresholds.unr()));
        object.put("thresholds", limits);
        object.put("entity", sensor.entity().text());
        object.put("sensor_number", sensor.key().number());
        object.put("lun", sensor.key().lun());
        return object;
    }

    private static String rounded(double value) {
        return new BigDecimal(value).round(SHOWN).stripTrailingZeros().toPlainString();
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static String status(SensorObservation seen) {
        if (seen.status() == ThresholdStatus.UNKNOWN) {
            return "";
        }
        return seen.side() == Side.NONE
                ? word(seen.status())
                : word(seen.status()) + " " + word(seen.side());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
