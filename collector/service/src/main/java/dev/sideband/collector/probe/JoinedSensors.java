package dev.sideband.collector.probe;

import dev.sideband.avro.Quality;
import dev.sideband.redfish.discovery.Vendor;
import dev.sideband.redfish.sensor.RedfishSensor;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one observation of what IPMI and Redfish tell of one machine: each sensor once. Of a sensor
 * that both have, IPMI's id and thresholds stay, and Redfish fills what IPMI does not tell. Which
 * are the same is remembered, so that each keeps its id while one of the two does not answer.
 */
final class JoinedSensors {
    private List<SensorDescriptor> ipmi = List.of();
    private List<SensorDescriptor> redfish = List.of();
    private Map<String, String> pairs = Map.of();
    private Map<String, SensorDescriptor> ipmiById = Map.of();
    private List<SensorDescriptor> catalogue = List.of();

    /** Joins, where at least one of the two was seen. */
    Observation join(
            @Nullable Observation byIpmi,
            @Nullable Observation byRedfish,
            List<RedfishSensor> sensors,
            Vendor vendor,
            Instant now) {
        learn(byIpmi, byRedfish, sensors, vendor);
        List<Measurement> measurements = new ArrayList<>();
        Map<String, Measurement> others = new HashMap<>();
        List<Measurement> fromRedfish =
                byRedfish == null ? stale(redfish, now) : byRedfish.measurements();
        fromRedfish.forEach(measurement -> {
            String id = pairs.get(measurement.sensor().id());
            if (id == null) {
                measurements.add(measurement);
            } else {
                others.put(id, measurement);
            }
        });
        Set<String> told = new HashSet<>();
        for (Measurement one : byIpmi == null ? stale(ipmi, now) : byIpmi.measurements()) {
            told.add(one.sensor().id());
            measurements.add(joined(one, others.get(one.sensor().id())));
        }
        others.forEach((id, other) -> {
            SensorDescriptor sensor = ipmiById.get(id);
            if (sensor != null && told.add(id)) {
                measurements.add(as(sensor, other));
            }
        });
        return new Observation(
                measurements, catalogue, identity(byIpmi, byRedfish), skew(byIpmi, byRedfish));
    }

    /** The id under which a sensor of Redfish is published. */
    String published(String redfishId) {
        return pairs.getOrDefault(redfishId, redfishId);
    }

    private void learn(
            @Nullable Observation byIpmi,
            @Nullable Observation byRedfish,
            List<RedfishSensor> sensors,
            Vendor vendor) {
        boolean changed =
                (byIpmi != null && !byIpmi.catalogue().equals(ipmi))
                        || (byRedfish != null && !byRedfish.catalogue().equals(redfish));
        if (!changed) {
            return;
        }
        ipmi = byIpmi == null ? ipmi : byIpmi.catalogue();
        redfish = byRedfish == null ? redfish : byRedfish.catalogue();
        pairs = SensorPairs.find(ipmi, sensors, vendor);
        Map<String, SensorDescriptor> byId = new HashMap<>();
        ipmi.forEach(sensor -> byId.put(sensor.id(), sensor));
        ipmiById = byId;
        List<SensorDescriptor> all = new ArrayList<>(ipmi);
        redfish.stream().filter(sensor -> !pairs.containsKey(sensor.id())).forEach(all::add);
        catalogue = List.copyOf(all);
    }

    /** What IPMI told, with what only Redfish tells. */
    private static Measurement joined(Measurement one, @Nullable Measurement other) {
        if (other == null) {
            return one;
        }
        boolean fills =
                other.quality() == Quality.GOOD
                        && (one.quality() != Quality.GOOD
                                || (one.value() == null && other.value() != null));
        if (fills) {
            return as(one.sensor(), other);
        }
        return new Measurement(
                one.sensor(),
                one.value(),
                one.quality(),
                one.status(),
                one.side(),
                one.states(),
                one.observedAt(),
                other.health(),
                one.source());
    }

    private static Measurement as(SensorDescriptor sensor, Measurement other) {
        return new Measurement(
                sensor,
                other.value(),
                other.quality(),
                other.status(),
                other.side(),
                other.states(),
                other.observedAt(),
                other.health(),
                other.source());
    }

    private static List<Measurement> stale(List<SensorDescriptor> sensors, Instant now) {
        return sensors.stream()
                .map(sensor -> Measurement.missing(sensor, Quality.STALE, now))
                .toList();
    }

    private static BmcIdentity identity(
            @Nullable Observation byIpmi, @Nullable Observation byRedfish) {
        BmcIdentity told = byIpmi == null ? BmcIdentity.NOT_TOLD : byIpmi.identity();
        String firmware = byRedfish == null ? null : byRedfish.identity().firmware();
        // IPMI has room for two numbers of it only.
        return new BmcIdentity(
                told.manufacturerId(),
                told.productId(),
                firmware == null ? told.firmware() : firmware);
    }

    private static @Nullable Long skew(
            @Nullable Observation byIpmi, @Nullable Observation byRedfish) {
        Long byLogClock = byIpmi == null ? null : byIpmi.clockSkewMillis();
        return byLogClock != null || byRedfish == null ? byLogClock : byRedfish.clockSkewMillis();
    }
}
