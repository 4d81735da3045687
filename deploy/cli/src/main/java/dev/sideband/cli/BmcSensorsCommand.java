package dev.sideband.cli;

import dev.sideband.cli.Table.Cell;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.dcmi.DcmiReader;
import dev.sideband.ipmi.dcmi.DcmiReading;
import dev.sideband.ipmi.quirk.QuirkProfiles;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.sensor.Quality;
import dev.sideband.ipmi.sensor.SensorObservation;
import dev.sideband.ipmi.sensor.SensorReader;
import dev.sideband.ipmi.sensor.Side;
import dev.sideband.ipmi.sensor.Thresholds;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;

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
            Quirks quirks = quirks(client);
            List<IpmiSensor> all = IpmiSensor.from(new SdrRepositoryReader().read(client), quirks);
            List<IpmiSensor> sensors = all.stream().filter(filter::takes).toList();
            var reader = new SensorReader(client, quirks);
            reader.expect(sensors, List.of());
            @Nullable Table table = bmc().json() ? null : table(Specs.isSet(withThresholds));
            for (IpmiSensor sensor : sensors) {
                SensorObservation seen = reader.read(sensor);
                if (table == null) {
                    Json.print(out(), object(seen, reader.thresholds(sensor)));
                    out().flush();
                } else {
                    addTo(table, seen, reader);
                }
            }
            List<DcmiReading> byDcmi = byDcmi(client, all);
            if (table == null) {
                byDcmi.forEach(reading -> Json.print(out(), DcmiRows.object(reading)));
                out().flush();
            } else if (!Specs.isSet(withThresholds)) {
                for (DcmiReading reading : byDcmi) {
                    table.add(DcmiRows.row(reading));
                }
            }
            line.clear();
            if (sensors.isEmpty() && byDcmi.isEmpty()) {
                err().println("sideband: no sensor is like that");
                err().flush();
            } else if (table != null) {
                table.print(out(), bmc().terminal());
            }
        }
    }

    @Override
    void run(RedfishClient client) throws RedfishException, InterruptedException {
        new RedfishSensors(this, filter, Specs.isSet(withThresholds)).print(client);
    }

    private static Quirks quirks(IpmiClient client) throws IpmiException, InterruptedException {
        try {
            return QuirkProfiles.of(client.send(new GetDeviceId()));
        } catch (Refused | Malformed untold) {
            return Quirks.NONE;
        }
    }

    /** What no sensor tells. */
    private List<DcmiReading> byDcmi(IpmiClient client, List<IpmiSensor> sensors)
            throws IpmiException, InterruptedException {
        var dcmi = new DcmiReader(client);
        dcmi.discover(sensors);
        return dcmi.read().stream().filter(reading -> filter.takes(reading.sensor())).toList();
    }

    static Table table(boolean withThresholds) {
        return withThresholds
                ? new Table(
                        "~SENSOR", ">VALUE", "UNIT", "STATUS", ">LNR", ">LCR", ">LNC", ">UNC",
                        ">UCR", ">UNR")
                : new Table("~SENSOR", "TYPE", ">VALUE", "UNIT", "~STATUS");
    }

    private void addTo(Table table, SensorObservation seen, SensorReader reader)
            throws IpmiException, InterruptedException {
        if (!Specs.isSet(withThresholds)) {
            table.add(row(seen));
        } else if (seen.sensor().hasThresholdStates()) {
            table.add(row(seen, reader.thresholds(seen.sensor())));
        }
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

    static String shown(OptionalDouble value) {
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
