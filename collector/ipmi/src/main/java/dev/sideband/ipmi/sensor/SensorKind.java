package dev.sideband.ipmi.sensor;

import dev.sideband.ipmi.sdr.SensorType;

import org.jspecify.annotations.Nullable;

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

    /**
     * The kind of a sensor with a value. The unit says more than the sensor type: watts are power
     * even where the type is Current, as it is on many boards.
     */
    static SensorKind of(int sensorType, @Nullable String unit, String name) {
        return switch (unit) {
            case "Cel", "K", "[degF]" -> TEMPERATURE;
            case "V", "mV" -> VOLTAGE;
            case "A" -> CURRENT;
            case "W", "V.A", "J/s" -> POWER;
            case "J", "W.h" -> ENERGY;
            case "Hz" -> FREQUENCY;
            case "{rpm}" -> FAN;
            case "%" -> percentage(sensorType, name);
            case null, default -> ofType(sensorType);
        };
    }

    private static SensorKind ofType(int sensorType) {
        return switch (sensorType) {
            case SensorType.TEMPERATURE -> TEMPERATURE;
            case SensorType.VOLTAGE -> VOLTAGE;
            case SensorType.CURRENT -> CURRENT;
            case SensorType.FAN -> FAN;
            default -> OTHER;
        };
    }

    /** IPMI has no sensor type for humidity: only the name can tell. */
    private static SensorKind percentage(int sensorType, String name) {
        if (name.toLowerCase(Locale.ROOT).contains("humid")) {
            return HUMIDITY;
        }
        return sensorType == SensorType.FAN ? FAN : PERCENTAGE;
    }
}
