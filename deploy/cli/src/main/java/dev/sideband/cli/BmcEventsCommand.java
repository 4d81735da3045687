package dev.sideband.cli;

import dev.sideband.cli.Table.Cell;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sel.OemEvents;
import dev.sideband.ipmi.sel.SelBatch;
import dev.sideband.ipmi.sel.SelEvent;
import dev.sideband.ipmi.sel.SelItem;
import dev.sideband.ipmi.sel.SelPosition;
import dev.sideband.ipmi.sel.SelReader;
import dev.sideband.ipmi.sel.SelRecord;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.OptionSpec;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The records of a BMC's System Event Log, in the log's order: the newest last. */
final class BmcEventsCommand extends BmcCommand {
    private static final int RECORDS_AT_ONCE = 256;

    private final OptionSpec last =
            Specs.option("--last", "N", Integer.class, "Only the last N records of each log.");
    private final OptionSpec since =
            OptionSpec.builder("--since")
                    .paramLabel("DURATION")
                    .type(Duration.class)
                    .converters(new DurationConverter())
                    .description(
                            "Only records of this time, such as 90m or 7d, and those without a"
                                    + " time.")
                    .build();
    private final InstantSource clock;

    BmcEventsCommand(InstantSource clock) {
        super(
                "events",
                "Reads the BMC's System Event Log, or the hardware logs of its Redfish service, the"
                        + " newest record of each last.",
                "sideband bmc events ipmi://10.0.12.7 --user monitor --password-file secret",
                "sideband bmc events r12-u07 --targets targets.yaml --last 20",
                "sideband bmc events r12-u07 --targets targets.yaml --since 24h --json");
        this.clock = clock;
        add(last, since);
    }

    @Override
    void run(IpmiSession session) throws IpmiException, InterruptedException {
        List<SelRecord> records;
        Map<SensorKey, IpmiSensor> sensors;
        OemEvents oem;
        try (StatusLine line = statusLine()) {
            var client = new WatchedClient(session, line);
            records = wanted(read(client));
            sensors =
                    IpmiSensor.from(new SdrRepositoryReader().read(client)).stream()
                            .collect(Collectors.toMap(IpmiSensor::key, Function.identity()));
            GetDeviceId.Response device = client.send(new GetDeviceId());
            oem = OemEvents.of(device.manufacturerId(), device.productId());
        }
        var table = new Table("ID", "TIME", "SEVERITY", "", "~SENSOR", "~EVENT");
        for (SelRecord log : records) {
            SelEvent event = SelEvent.describe(log, sensors, oem);
            if (bmc().json()) {
                Json.print(out(), object(log, event));
            } else {
                table.add(row(log, event));
            }
        }
        if (!bmc().json() && !table.isEmpty()) {
            table.print(out(), bmc().terminal());
        }
        out().flush();
    }

    @Override
    void run(RedfishClient client) throws RedfishException, InterruptedException {
        Duration age = since.getValue();
        new RedfishEvents(this, clock)
                .print(client, age == null ? null : clock.instant().minus(age), last.getValue());
    }

    private List<SelRecord> read(IpmiClient client) throws IpmiException, InterruptedException {
        var reader = new SelReader(client);
        List<SelRecord> records = new ArrayList<>();
        SelPosition position = SelPosition.START;
        SelBatch batch;
        do {
            batch = reader.read(position, RECORDS_AT_ONCE);
            position = batch.position();
            records.addAll(batch.records());
            for (SelItem item : batch.items()) {
                if (item instanceof SelItem.Notice notice) {
                    err().println("sideband: " + notice.text());
                    err().flush();
                }
            }
        } while (batch.more());
        return records;
    }

    private List<SelRecord> wanted(List<SelRecord> all) {
        Duration age = since.getValue();
        List<SelRecord> recent = all;
        if (age != null) {
            Instant start = clock.instant().minus(age);
            recent =
                    all.stream()
                            .filter(record -> {
                                Instant time = record.bmcTime();
                                return time == null || !time.isBefore(start);
                            })
                            .toList();
        }
        Integer most = last.getValue();
        int skipped = most == null ? 0 : Math.max(0, recent.size() - Math.max(0, most));
        return recent.subList(skipped, recent.size());
    }

    private static Map<String, @Nullable Object> object(SelRecord log, SelEvent event) {
        SensorKey sensor = event.sensor();
        Instant time = log.bmcTime();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("log", "SEL");
        object.put("record_id", log.id());
        object.put("time", time == null ? null : time.toString());
        object.put("sensor", event.sensorName());
        object.put("sensor_number", sensor == null ? null : sensor.number());
        object.put("sensor_type", event.sensorType());
        object.put("event", event.event());
        object.put("direction", direction(event));
        object.put("severity", severity(event));
        object.put("detail", event.detail());
        object.put("oem", event.oem());
        object.put("raw", log.raw().toHex());
        return object;
    }

    private static List<Cell> row(SelRecord log, SelEvent event) {
        Instant time = log.bmcTime();
        Tone tone = Severities.tone(event.severity());
        return List.of(
                new Cell("%04x".formatted(log.id()), Tone.FAINT),
                Cell.of(time == null ? "(no time)" : time.toString()),
                new Cell(severity(event), tone),
                new Cell(arrow(event), tone),
                Cell.of(subject(event)),
                Cell.of(event.event() + more(event)));
    }

    private static String severity(SelEvent event) {
        return event.severity().name().toLowerCase(Locale.ROOT);
    }

    /** Up where a state began, down where it ended. */
    private static String arrow(SelEvent event) {
        if (!event.hasDirection()) {
            return "";
        }
        return event.asserted() ? "▲" : "▼";
    }

    /** What the event data adds, by the standard and by the vendor. */
    private static String more(SelEvent event) {
        String both =
                Stream.of(event.detail(), event.oem())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("; "));
        return both.isEmpty() ? "" : " (" + both + ")";
    }

    private static String subject(SelEvent event) {
        String type = event.sensorType() == null ? "OEM" : event.sensorType();
        return event.sensorName() == null ? type : type + " " + event.sensorName();
    }

    private static @Nullable String direction(SelEvent event) {
        if (!event.hasDirection()) {
            return null;
        }
        return event.asserted() ? "asserted" : "deasserted";
    }
}
