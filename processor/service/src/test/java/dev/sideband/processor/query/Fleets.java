package dev.sideband.processor.query;

import dev.sideband.avro.Alert;
import dev.sideband.avro.HealthReason;
import dev.sideband.avro.Reachability;
import dev.sideband.avro.Severity;
import dev.sideband.processor.view.Fleet;

import java.time.Instant;

/** A fleet with something of everything in it. */
final class Fleets {
    /** What a hostile BMC calls its sensor. */
    static final String SCRIPT = "<script>document.title='owned'</script>";

    private Fleets() {}

    static Fleet mixed(Instant now) {
        var fleet = new Fleet(now);
        for (int i = 1; i <= 14; i++) {
            String id = "r12-u%02d".formatted(i);
            fleet.server(id, Reachability.REACHABLE, null, i).health(id, 100, "OK");
        }
        hot(fleet);
        fleet.server("r12-u15", Reachability.QUARANTINED, "timeout", 15)
                .health("r12-u15", null, "UNKNOWN");
        fleet.alert(
                fleet.firing("r12-u15", "silent/bmc", Severity.WARNING, "BMC silent: timeout", 95));
        fleet.server("r12-u16", Reachability.SLOW, null, 16)
                .health("r12-u16", 90, "OK")
                .sensor("r12-u16", SCRIPT, "temperature", "Cel", 41, 90);
        Alert over =
                fleet.firing(
                        "r12-u03",
                        "threshold/fan",
                        Severity.CRITICAL,
                        "Fan 2 is 0 rpm, at or below its lower critical threshold of 600 rpm",
                        900);
        return fleet.alert(over).alert(fleet.resolved(over, 240));
    }

    private static void hot(Fleet fleet) {
        String title = "CPU1 Temp is 96 °C, at or above its upper critical threshold of 95 °C";
        fleet.health(
                        "r12-u07",
                        50,
                        "DEGRADED",
                        new HealthReason("r12-u07/threshold/cpu1-temp", 40, title),
                        new HealthReason("r12-u07/event/dimm", 10, "DIMM A1: Correctable ECC"))
                .sensor("r12-u07", "CPU1 Temp", "temperature", "Cel", 96, 95)
                .sensor("r12-u07", "CPU2 Temp", "temperature", "Cel", 71, 95)
                .sensor("r12-u07", "Inlet Temp", "temperature", "Cel", 24, 42)
                .sensor("r12-u07", "Fan 1", "fan", "{rpm}", 9120, 25_000)
                .sensor("r12-u07", "Fan 2", "fan", "{rpm}", 9240, 25_000)
                .sensor("r12-u07", "PSU1 Input Power", "power", "W", 312, 1100)
                .sensor("r12-u07", "12V", "voltage", "V", 12.06, 13.2)
                .sensor("r12-u07", "VCore", "voltage", "V", 0.897, 1.5)
                .missing("r12-u07", "GPU1 Temp", "temperature")
                .states("r12-u07", "PSU1 Status", "Presence detected")
                .states("r12-u07", "Chassis")
                .alert(fleet.firing("r12-u07", "threshold/cpu1-temp", Severity.CRITICAL, title, 75))
                .alert(
                        fleet.firing(
                                "r12-u07",
                                "event/dimm",
                                Severity.WARNING,
                                "DIMM A1: Correctable ECC",
                                1400));
    }
}
