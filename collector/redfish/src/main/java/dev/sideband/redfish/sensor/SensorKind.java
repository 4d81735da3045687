package dev.sideband.redfish.sensor;

import java.util.Locale;

/** What a sensor measures, in the few words that all protocols share. */
public enum SensorKind {
    TEMPERATURE,
    FAN,
    VOLTAGE,
    CURRENT,
    POWER,
    ENERGY,
    HUMIDITY,
    FREQUENCY,
    PERCENTAGE,
    OTHER,
    DISCRETE;

    /** The word on topics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
