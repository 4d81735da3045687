package dev.sideband.redfish.sensor;

import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Consumption, supplies and voltages of a chassis in one document (DSP0268 Power). */
final class PowerDocument {
    private static final Pattern SUPPLY_VOLTAGE =
            Pattern.compile("voltage ?(\\d{1,3})", Pattern.CASE_INSENSITIVE);

    private PowerDocument() {}

    static List<Finding> read(Resource power, String chassis) {
        List<Finding> findings = new ArrayList<>();
        consumption(power, chassis, findings);
        // Before the supplies: of a voltage that both have, this one has the sensor's number.
        for (Resource item : power.parts("Voltages")) {
            findings.add(voltage(item, chassis));
        }
        supplies(power, chassis, findings);
        return findings;
    }

    private static void consumption(Resource power, String chassis, List<Finding> findings) {
        boolean first = true;
        for (Resource item : power.parts("PowerControl")) {
            if (item.body().has("PowerConsumedWatts")) {
                findings.add(
                        new Finding.Builder(chassis, item)
                                .name(item.text("Name").orElse("Power Consumption"))
                                .role(first ? "system.power" : null)
                                .reading(item, "PowerConsumedWatts", UnitOfMeasure.WATTS)
                                // The control's, which may be off while the meter runs (AMI).
                                .stateOfSomethingElse()
                                .build());
            }
            first = false;
        }
    }

    private static void supplies(Resource power, String chassis, List<Finding> findings) {
        List<Resource> items = power.places("PowerSupplies");
        boolean total = repeatsTotal(items);
        for (int i = 0; i < items.size(); i++) {
            if (!items.get(i).isEmpty()) {
                supply(items.get(i), i, total, chassis, findings);
            }
        }
    }

    /**
     * Whether LastPowerOutputWatts is the whole server's on each supply, as XCC and iLO 5 of
     * multi-node machines have it: sharing a load so that it is equal to a watt is not for long.
     */
    private static boolean repeatsTotal(List<Resource> supplies) {
        List<Double> loads =
                supplies.stream()
                        .map(supply -> supply.number("LastPowerOutputWatts"))
                        .filter(load -> load.orElse(0) > 0)
                        .map(OptionalDouble::getAsDouble)
                        .toList();
        return loads.size() > 2 && loads.stream().distinct().count() == 1;
    }

    private static void supply(
            Resource item, int index, boolean total, String chassis, List<Finding> findings) {
        SupplyName psu = SupplyName.of(item, index);
        findings.add(psu.status(item, chassis));
        if (item.body().has("PowerInputWatts")) {
            findings.add(
                    psu.quantity(item, chassis, SupplyName.INPUT_POWER)
                            .reading(item, "PowerInputWatts", UnitOfMeasure.WATTS)
                            .build());
        }
        if (item.body().has("PowerOutputWatts")) {
            findings.add(
                    psu.quantity(item, chassis, SupplyName.OUTPUT_POWER)
                            .reading(item, "PowerOutputWatts", UnitOfMeasure.WATTS)
                            .build());
        } else if (item.body().has("LastPowerOutputWatts")) {
            Finding last =
                    psu.quantity(item, chassis, SupplyName.OUTPUT_POWER)
                            .reading(item, "LastPowerOutputWatts", UnitOfMeasure.WATTS)
                            .build();
            findings.add(total ? last.without(Quality.UNAVAILABLE) : last);
        }
        if (item.body().has("LineInputVoltage")) {
            findings.add(
                    psu.quantity(item, chassis, SupplyName.INPUT_VOLTAGE)
                            .reading(item, "LineInputVoltage", UnitOfMeasure.VOLTS)
                            .build());
        }
    }

    /**
     * Older iDRACs call what a supply takes Voltage 1, and only the context tells of the supply.
     */
    private static @Nullable String role(Resource item, String name) {
        boolean supply = item.text("PhysicalContext").filter("PowerSupply"::equals).isPresent();
        Matcher number = SUPPLY_VOLTAGE.matcher(name);
        return supply && number.matches()
                ? "psu%s.input-voltage".formatted(number.group(1))
                : SameQuantity.role(SensorKind.VOLTAGE, name);
    }

    private static Finding voltage(Resource item, String chassis) {
        String name = item.text("Name").orElse("Voltage");
        Finding found =
                new Finding.Builder(chassis, item)
                        .name(name)
                        .role(role(item, name))
                        .reading(item, "ReadingVolts", UnitOfMeasure.VOLTS)
                        .thresholds(Limits.flat(item, name))
                        .build();
        // iLO 7 lists nameless rails of 0 V with limits of 65535: nothing was ever measured there.
        boolean blank = item.text("Name").isEmpty() && found.value().orElse(1) == 0;
        return blank ? found.without(Quality.UNAVAILABLE) : found;
    }
}
