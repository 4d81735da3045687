package dev.sideband.collector.probe;

import dev.sideband.redfish.log.RedfishEvent;
import dev.sideband.redfish.resource.ResourcePath;
import dev.sideband.redfish.sensor.RedfishSensor;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which sensor an entry of a Redfish log is about: the one whose resource it names, else the only
 * one with its IPMI number, else the only one with its name.
 */
final class EventSensors {
    private final Map<Object, String> ids = new HashMap<>();

    private record IpmiNumber(int number) {}

    private record Name(String name) {
        static Name of(String name) {
            return new Name(name.strip().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Knows {@code sensors}.
     *
     * @param published the id under which a sensor is published
     */
    EventSensors(List<RedfishSensor> sensors, UnaryOperator<String> published) {
        Set<Object> several = new HashSet<>();
        for (RedfishSensor sensor : sensors) {
            String id = published.apply(sensor.id());
            put(ResourcePath.of(sensor.resource()), id, several);
            put(Name.of(sensor.name()), id, several);
            if (sensor.sensorNumber() != null) {
                put(new IpmiNumber(sensor.sensorNumber()), id, several);
            }
        }
        several.forEach(ids::remove);
    }

    /** A fan has a percentage and a speed in one resource: it names neither then. */
    private void put(Object key, String id, Set<Object> several) {
        String other = ids.put(key, id);
        if (other != null && !other.equals(id)) {
            several.add(key);
        }
    }

    /** The id of the sensor; null where none is known. */
    @Nullable String of(RedfishEvent event) {
        String byResource =
                event.component() == null ? null : ids.get(ResourcePath.of(event.component()));
        if (byResource != null) {
            return byResource;
        }
        String byNumber =
                event.sensorNumber() == null ? null : ids.get(new IpmiNumber(event.sensorNumber()));
        if (byNumber != null) {
            return byNumber;
        }
        return event.sensorName() == null ? null : ids.get(Name.of(event.sensorName()));
    }
}
