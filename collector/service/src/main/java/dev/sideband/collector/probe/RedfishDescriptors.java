package dev.sideband.collector.probe;

import dev.sideband.avro.Quality;
import dev.sideband.avro.Side;
import dev.sideband.avro.Source;
import dev.sideband.avro.ThresholdStatus;
import dev.sideband.ipmi.sensor.Interner;
import dev.sideband.redfish.sensor.RedfishReading;
import dev.sideband.redfish.sensor.RedfishSensor;
import dev.sideband.redfish.sensor.Thresholds;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Redfish's sensors and readings in the shape that all protocols share. One BMC's thread. */
final class RedfishDescriptors {
    private static final Interner<SensorDescriptor> SHARED = new Interner<>();

    private Map<RedfishSensor, SensorDescriptor> known = Map.of();

    /** The sensors; those that are no more are forgotten. */
    List<SensorDescriptor> catalogue(List<RedfishSensor> sensors) {
        Map<RedfishSensor, SensorDescriptor> present = new HashMap<>();
        for (RedfishSensor sensor : sensors) {
            present.put(sensor, of(sensor));
        }
        known = present;
        return sensors.stream().map(this::of).toList();
    }

    Measurement measurement(RedfishReading reading, Instant observedAt) {
        return new Measurement(
                of(reading.sensor()),
                reading.value(),
                quality(reading.quality()),
                status(reading.status()),
                side(reading.side()),
                reading.states(),
                observedAt,
                reading.health(),
                Source.REDFISH);
    }

    private SensorDescriptor of(RedfishSensor sensor) {
        SensorDescriptor descriptor = known.get(sensor);
        return descriptor == null ? SHARED.intern(made(sensor)) : descriptor;
    }

    private static SensorDescriptor made(RedfishSensor sensor) {
        Thresholds limits = sensor.thresholds();
        return new SensorDescriptor(
                sensor.id(),
                sensor.name(),
                sensor.kind().word(),
                sensor.unit(),
                null,
                sensor.entity(),
                sensor.entityInstance(),
                new SensorDescriptor.Thresholds(
                        orNull(limits.lnr()),
                        orNull(limits.lcr()),
                        orNull(limits.lnc()),
                        orNull(limits.unc()),
                        orNull(limits.ucr()),
                        orNull(limits.unr()),
                        null,
                        null),
                sensor.resource());
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static Quality quality(dev.sideband.redfish.sensor.Quality quality) {
        return switch (quality) {
            case GOOD -> Quality.GOOD;
            case UNAVAILABLE -> Quality.UNAVAILABLE;
            case SCANNING_OFF -> Quality.SCANNING_OFF;
            case ABSENT -> Quality.ABSENT;
            case STALE -> Quality.STALE;
            case IMPLAUSIBLE -> Quality.IMPLAUSIBLE;
            case DECODE_ERROR -> Quality.DECODE_ERROR;
        };
    }

    private static ThresholdStatus status(dev.sideband.redfish.sensor.ThresholdStatus status) {
        return switch (status) {
            case OK -> ThresholdStatus.OK;
            case NC -> ThresholdStatus.NC;
            case CR -> ThresholdStatus.CR;
            case NR -> ThresholdStatus.NR;
            case UNKNOWN -> ThresholdStatus.UNKNOWN;
        };
    }

    private static Side side(dev.sideband.redfish.sensor.Side side) {
        return switch (side) {
            case LOW -> Side.LOW;
            case HIGH -> Side.HIGH;
            case NONE -> Side.NONE;
        };
    }
}
