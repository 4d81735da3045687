package dev.sideband.cli;

import dev.sideband.demo.Printable;
import dev.sideband.ipmi.IpmiException;
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

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every record of a BMC's System Event Log, in the log's order. */
final class BmcEventsCommand extends BmcCommand {
    private static final int RECORDS_AT_ONCE = 256;

    BmcEventsCommand() {
        super(
                "events",
                "Reads the BMC's System Event Log.",
                "sideband bmc events ipmi://10.0.12.7 --user monitor --password-file secret"
                        + " --json");
    }

    @Override
    void run(IpmiSession session) throws IpmiException, InterruptedException {
        Map<SensorKey, IpmiSensor> sensors =
                IpmiSensor.from(new SdrRepositoryReader().read(session)).stream()
                        .collect(Collectors.toMap(IpmiSensor::key, Function.identity()));
        GetDeviceId.Response device = session.send(new GetDeviceId());
        OemEvents oem = OemEvents.of(device.manufacturerId(), device.productId());
        PrintWriter out = out();
        var reader = new SelReader(session);
        SelBatch batch;
        SelPosition position = SelPosition.START;
        do {
            batch = reader.read(position, RECORDS_AT_ONCE);
            position = batch.position();
            for (SelRecord log : batch.records()) {
                SelEvent event = SelEvent.describe(log, sensors, oem);
                if (bmc().json()) {
                    Json.print(out, object(log, event));
                } else {
                    out.println(line(log, event));
                }
            }
            batch.items().stream().map(BmcEventsCommand::notice).forEach(this::say);
            out.flush();
        } while (batch.more());
    }

    private void say(String notice) {
        if (!notice.isEmpty()) {
            err().println("sideband: " + notice);
            err().flush();
        }
    }

    private static String notice(SelItem item) {
        return switch (item) {
            case SelItem.Entry _ -> "";
            case SelItem.Notice(_, _, String text) -> text;
        };
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
        object.put("severity", event.severity().name().toLowerCase(Locale.ROOT));
        object.put("detail", event.detail());
        object.put("oem", event.oem());
        object.put("raw", log.raw().toHex());
        return object;
    }

    private static String line(SelRecord log, SelEvent event) {
        Instant time = log.bmcTime();
        return Printable.of(
                "%04x  %-20s  %-8s  %s: %s%s%s"
                        .formatted(
                                log.id(),
                                time == null ? "(no time)" : time,
                                event.severity().name().toLowerCase(Locale.ROOT),
                                subject(event),
                                event.event(),
                                more(event),
                                "deasserted".equals(direction(event)) ? ", over" : ""));
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
