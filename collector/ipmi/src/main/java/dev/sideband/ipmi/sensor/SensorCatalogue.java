package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.fru.FruDevices;
import dev.sideband.ipmi.fru.FruLocation;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SensorKey;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sensors of one BMC, in its order. Equal catalogues are one object, and equal sensors of
 * different ones too, so that a fleet costs as much as its models do. Immutable.
 */
public final class SensorCatalogue {
    /** Of a BMC without sensors. */
    public static final SensorCatalogue EMPTY = new SensorCatalogue(List.of(), List.of());

    private static final Interner<IpmiSensor> SENSORS = new Interner<>();
    private static final Interner<SensorCatalogue> CATALOGUES = new Interner<>();

    private final List<IpmiSensor> sensors;
    private final List<FruLocation> frus;
    private final Map<SensorKey, IpmiSensor> byKey;

    private SensorCatalogue(List<IpmiSensor> sensors, List<FruLocation> frus) {
        this.sensors = sensors;
        this.frus = frus;
        var keys = new HashMap<SensorKey, IpmiSensor>();
        sensors.forEach(sensor -> keys.putIfAbsent(sensor.key(), sensor));
        this.byKey = Map.copyOf(keys);
    }

    /** What the records of a BMC describe. */
    public static SensorCatalogue of(List<SdrRecord> records, Quirks quirks) {
        List<IpmiSensor> sensors =
                IpmiSensor.from(records, quirks).stream().map(SENSORS::intern).toList();
        return CATALOGUES.intern(new SensorCatalogue(sensors, FruDevices.readableIn(records)));
    }

    /** All sensors, those too that cannot be read. */
    public List<IpmiSensor> sensors() {
        return sensors;
    }

    /** The FRU devices that can be read, of which the same records tell. */
    public List<FruLocation> frus() {
        return frus;
    }

    public Map<SensorKey, IpmiSensor> byKey() {
        return byKey;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SensorCatalogue that
                && sensors.equals(that.sensors)
                && frus.equals(that.frus);
    }

    @Override
    public int hashCode() {
        return 31 * sensors.hashCode() + frus.hashCode();
    }
}
