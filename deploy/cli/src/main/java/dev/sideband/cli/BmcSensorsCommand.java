package dev.sideband.cli;

import dev.sideband.cli.Table.Cell;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.sensor.Quality;
import dev.sideband.ipmi.sensor.SensorObservation;
import dev.sideband.ipmi.sensor.SensorReader;
import dev.sideband.ipmi.sensor.Side;
import dev.sideband.ipmi.sensor.Thresholds;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.OptionSpec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Every sensor of a BMC with what it reads now. */
final class BmcSensorsCommand extends BmcCommand {
    private static final MathContext SHOWN = new MathContext(6);

    private final SensorFilter filter = new SensorFilter();
    private final OptionSpec withThresholds =
            Specs.flag("--thresholds", "Show the thresholds, which takes longer.");

    BmcSensorsCommand() {
        super(
                "sensors",
                "Reads every sensor of the BMC.",
                "sideband bmc sensors ipmi://10.0.12.7 --user monitor --password-file secret",
                "sideband bmc sensors r12-u07 --targets targets.yaml --type temperature,fan",
                "sideband bmc sensors r12-u07 --targets targets.yaml --name 'PSU*' --thresholds",
                "sideband bmc sensors r12-u07 --targets targets.yaml --json");
        add(filter.options());
        add(withThresholds);
    }

    @Override
    void run(IpmiSession session) throws IpmiException, InterruptedException {
        try (StatusLine line = statusLine()) {
            var client = new WatchedClient(session, line);
            List<IpmiSensor> sensors =
                    IpmiSensor.from(new SdrRepositoryReader().read(client)).stream()
                            .filter(filter::takes)
                            .toList();
            if (sensors.isEmpty()) {
                line.clear();
                err().println("sideband: no sensor is like that");
                err().flush();
            }
            var reader = new SensorReader(client);
            reader.expect(sensors);
            if (bmc().json()) {
                for (IpmiSensor sensor : sensors) {
                    Json.print(out(), object(reader.read(sensor), reader.thresholds(sensor)));
                    out().flush();
                }
            } else if (!sensors.isEmpty()) {
                Table table = table(sensors, reader);
                line.clear();
                table.print(out(), bmc().terminal());
            }
        }
    }

    private Table table(List<IpmiSensor> sensors, SensorReader reader)
            throws IpmiException, InterruptedException {
        boolean thresholds = Specs.isSet(withThresholds);
        Table table =
                thresholds
                        ? new Table(
                                "SENSOR", ">VALUE", "UNIT", "STATUS", ">LNR", ">LCR", ">LNC",
                                ">UNC", ">UCR", ">UNR")
                        : new Table("SENSOR", "TYPE", ">VALUE", "UNIT", "STATUS");
        for (IpmiSensor sensor : sensors) {
            SensorObservation seen = reader.read(sensor);
            if (!thresholds) {
                table.add(row(seen));
            } else if (sensor.hasThresholdStates()) {
                table.add(row(seen, reader.thresholds(sensor)));
            }
        }
        return table;
    }

    private static List<Cell> row(SensorObservation seen) {
        IpmiSensor sensor = seen.sensor();
        return List.of(
                Cell.of(sensor.name()),
                new Cell(sensor.kind().word(), Tone.FAINT),
                Cell.of(shown(seen.value())),
                Cell.of(Units.symbol(sensor.unit())),
                status(seen));
    }

    private static List<Cell> row(SensorObservation seen, Thresholds thresholds) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(seen.sensor().name()));
        row.add(Cell.of(shown(seen.value())));
        row.add(Cell.of(Units.symbol(seen.sensor().unit())));
        row.add(status(seen));
        for (OptionalDouble threshold :
                List.of(
                        thresholds.lnr(),
                        thresholds.lcr(),
                        thresholds.lnc(),
                        thresholds.unc(),
                        thresholds.ucr(),
                        thresholds.unr())) {
            row.add(new Cell(shown(threshold), Tone.FAINT));
        }
        return row;
    }

    /** The threshold status, the states, or why there is neither. */
    private static Cell status(SensorObservation seen) {
        if (seen.quality() != Quality.GOOD) {
            return new Cell(
                    seen.quality().name().toLowerCase(Locale.ROOT).replace('_', ' '), Tone.FAINT);
        }
        String states = String.join(", ", seen.stateTexts());
        return states.isEmpty()
                ? new Cell(Severities.text(seen), Severities.tone(seen.status()))
                : Cell.of(states);
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

    private static String shown(OptionalDouble value) {
        return value.isEmpty()
                ? "-"
                : new BigDecimal(value.getAsDouble())
                        .round(SHOWN)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
