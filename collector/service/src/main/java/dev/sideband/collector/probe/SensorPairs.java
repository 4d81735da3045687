package dev.sideband.collector.probe;

import dev.sideband.collector.probe.SensorDescriptor.Address;
import dev.sideband.redfish.discovery.Vendor;
import dev.sideband.redfish.sensor.RedfishSensor;
import dev.sideband.redfish.sensor.SameQuantity;
import dev.sideband.redfish.sensor.SensorKind;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Which sensors of IPMI and of Redfish are the same one, told by the sensor's number where a vendor
 * gives IPMI's, by what it is called, by the quantity that its name means, and by the part that it
 * watches where that has one of the kind alone.
 */
final class SensorPairs {
    private static final int BMC = 0x20;

    /** iLO counts its temperatures in Redfish otherwise than in IPMI. */
    private static final Set<Vendor> OWN_NUMBERS = EnumSet.of(Vendor.HPE, Vendor.CRAY);

    private static final Pattern OUTPUT =
            Pattern.compile("out|dc|12 ?v|5 ?v|3\\.3|stby|aux|fan", Pattern.CASE_INSENSITIVE);

    private SensorPairs() {}

    /** The ids of IPMI's sensors by those of Redfish's that are the same. */
    static Map<String, String> find(
            List<SensorDescriptor> ipmi, List<RedfishSensor> redfish, Vendor vendor) {
        Map<String, String> pairs = new HashMap<>();
        Set<String> taken = new HashSet<>();
        if (!OWN_NUMBERS.contains(vendor)) {
            pair(ipmi, redfish, pairs, taken, SensorPairs::haveOneNumber);
        }
        pair(ipmi, redfish, pairs, taken, SensorPairs::haveOneName);
        pair(ipmi, redfish, pairs, taken, SensorPairs::areOneQuantity);
        pair(ipmi, redfish, pairs, taken, SensorPairs::watchOnePart);
        return Map.copyOf(pairs);
    }

    /** Pairs those that fit each other and nobody else. */
    private static void pair(
            List<SensorDescriptor> ipmi,
            List<RedfishSensor> redfish,
            Map<String, String> pairs,
            Set<String> taken,
            BiPredicate<SensorDescriptor, RedfishSensor> fit) {
        Map<String, Integer> suitors = new HashMap<>();
        Map<String, String> found = new HashMap<>();
        for (RedfishSensor sensor : redfish) {
            if (pairs.containsKey(sensor.id())) {
                continue;
            }
            List<SensorDescriptor> fitting =
                    ipmi.stream()
                            .filter(other -> !taken.contains(other.id()))
                            .filter(other -> isAlike(other, sensor) && fit.test(other, sensor))
                            .toList();
            if (fitting.size() == 1) {
                String id = fitting.getFirst().id();
                suitors.merge(id, 1, Integer::sum);
                found.put(sensor.id(), id);
            }
        }
        found.forEach((one, other) -> {
            if (suitors.getOrDefault(other, 0) == 1) {
                pairs.put(one, other);
                taken.add(other);
            }
        });
    }

    private static boolean isAlike(SensorDescriptor ipmi, RedfishSensor redfish) {
        return ipmi.type().equals(redfish.kind().word())
                && Objects.equals(ipmi.unit(), redfish.unit());
    }

    private static boolean haveOneNumber(SensorDescriptor ipmi, RedfishSensor redfish) {
        Address address = ipmi.address();
        Integer number = redfish.sensorNumber();
        return address != null
                && number != null
                && address.owner() == BMC
                && address.lun() == 0
                && address.number() == number;
    }

    private static boolean haveOneName(SensorDescriptor ipmi, RedfishSensor redfish) {
        String name = SameQuantity.plain(ipmi.name());
        return !name.isEmpty() && name.equals(SameQuantity.plain(redfish.name()));
    }

    private static boolean areOneQuantity(SensorDescriptor ipmi, RedfishSensor redfish) {
        String quantity = quantity(ipmi, redfish.kind());
        return quantity != null
                && (quantity.equals(SameQuantity.role(redfish.kind(), redfish.name()))
                        || redfish.id().endsWith("." + quantity));
    }

    /** By its name, and else by its part: what a supply takes has many names. */
    private static @Nullable String quantity(SensorDescriptor ipmi, SensorKind kind) {
        String named = SameQuantity.role(kind, ipmi.name());
        boolean supply = "power supply".equals(ipmi.entity()) && ipmi.entityInstance() != null;
        if (named != null || !supply || OUTPUT.matcher(ipmi.name()).find()) {
            return named;
        }
        return switch (kind) {
            case POWER -> "psu%d.input-power".formatted(ipmi.entityInstance());
            case VOLTAGE -> "psu%d.input-voltage".formatted(ipmi.entityInstance());
            default -> null;
        };
    }

    private static boolean watchOnePart(SensorDescriptor ipmi, RedfishSensor redfish) {
        return redfish.kind() == SensorKind.TEMPERATURE
                && redfish.entity() != null
                && redfish.entityInstance() != null
                && redfish.entityInstance().equals(ipmi.entityInstance())
                && redfish.entity().equals(ipmi.entity())
                && saysNoMore(ipmi.name())
                && saysNoMore(redfish.name());
    }

    /** Whether a name is that of a part's temperature, and not of one of several in it. */
    private static boolean saysNoMore(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "")
                .matches("(cpu|processor|p|psu?|dimm|inlet|ambient)?(pkg)?(temp(erature)?|tmp)?");
    }
}
