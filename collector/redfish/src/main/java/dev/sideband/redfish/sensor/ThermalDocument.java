package dev.sideband.redfish.sensor;

import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Temperatures and fans of a chassis in one document (DSP0268 Thermal, and iLO 4's older one). */
final class ThermalDocument {
    private static final double MOST_PERCENT = 100;

    private ThermalDocument() {}

    static List<Finding> read(Resource thermal, String chassis) {
        List<Finding> findings = new ArrayList<>();
        for (Resource item : thermal.parts("Temperatures")) {
            findings.add(temperature(item, chassis));
        }
        for (Resource item : thermal.parts("Fans")) {
            findings.add(fan(item, chassis));
        }
        return findings;
    }

    private static Finding temperature(Resource item, String chassis) {
        String name = item.text("Name").orElse("Temperature");
        // iLO 4 without OData-Version has the old names.
        String member =
                item.body().has("ReadingCelsius") || !item.has("CurrentReading")
                        ? "ReadingCelsius"
                        : "CurrentReading";
        return new Finding.Builder(chassis, item)
                .name(name)
                .reading(item, member, UnitOfMeasure.CELSIUS)
                .thresholds(Limits.flat(item, name))
                .build();
    }

    private static Finding fan(Resource item, String chassis) {
        String name = item.text("Name").or(() -> item.text("FanName")).orElse("Fan");
        // ReadingRPM is Thermal's own of version 1.0.
        String member =
                Stream.of("Reading", "CurrentReading", "ReadingRPM")
                        .filter(item.body()::has)
                        .findFirst()
                        .orElse("Reading");
        return new Finding.Builder(chassis, item)
                .name(name)
                .reading(item, member, fanUnit(item, member))
                .thresholds(Limits.flat(item, name))
                .build();
    }

    private static UnitOfMeasure fanUnit(Resource item, String member) {
        String units = item.text("ReadingUnits").or(() -> item.text("Units")).orElse("");
        UnitOfMeasure known = UnitOfMeasure.ofUnits(units);
        if (known != null) {
            return known.kind() == SensorKind.FAN ? known : UnitOfMeasure.FAN_PERCENT;
        }
        boolean percent =
                item.number("MaxReadingRange").orElse(0) == MOST_PERCENT
                        && item.number(member).orElse(0) <= MOST_PERCENT;
        return percent ? UnitOfMeasure.FAN_PERCENT : UnitOfMeasure.RPM;
    }
}
