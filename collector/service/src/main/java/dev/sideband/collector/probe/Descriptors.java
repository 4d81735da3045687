package dev.sideband.collector.probe;

import dev.sideband.collector.probe.SensorDescriptor.Address;
import dev.sideband.ipmi.dcmi.DcmiSensor;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.sensor.Thresholds;

import org.jspecify.annotations.Nullable;

import java.util.OptionalDouble;

/** IPMI sensors as descriptors. */
final class Descriptors {
    private Descriptors() {}

    /**
     * What is published of {@code sensor}.
     *
     * @param now the thresholds that the BMC works with
     */
    static SensorDescriptor of(IpmiSensor sensor, Thresholds now) {
        SensorKey key = sensor.key();
        return new SensorDescriptor(
                sensor.id(),
                sensor.name(),
                sensor.kind().word(),
                sensor.unit(),
                new Address(key.owner(), key.channel(), key.lun(), key.number()),
                sensor.entity().text(),
                sensor.entity().instance(),
                new SensorDescriptor.Thresholds(
                        orNull(now.lnr()),
                        orNull(now.lcr()),
                        orNull(now.lnc()),
                        orNull(now.unc()),
                        orNull(now.ucr()),
                        orNull(now.unr()),
                        orNull(sensor.hysteresisUpper()),
                        orNull(sensor.hysteresisLower())));
    }

    /** What is published of a sensor that is known by DCMI only. */
    static SensorDescriptor of(DcmiSensor sensor) {
        int instance = sensor.entity().instance();
        return new SensorDescriptor(
                sensor.id(),
                sensor.name(),
                sensor.kind().word(),
                sensor.unit(),
                null,
                sensor.entity().text(),
                instance,
                SensorDescriptor.Thresholds.NONE);
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
