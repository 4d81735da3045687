package dev.sideband.redfish.sensor;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a number measures.
 *
 * @param unit in UCUM notation; null where it has none
 * @param factor what the BMC's number is multiplied with
 */
record UnitOfMeasure(SensorKind kind, @Nullable String unit, double factor) {
    static final UnitOfMeasure CELSIUS = of(SensorKind.TEMPERATURE, "Cel");
    static final UnitOfMeasure RPM = of(SensorKind.FAN, "{rpm}");
    static final UnitOfMeasure FAN_PERCENT = of(SensorKind.FAN, "%");
    static final UnitOfMeasure PERCENT = of(SensorKind.PERCENTAGE, "%");
    static final UnitOfMeasure VOLTS = of(SensorKind.VOLTAGE, "V");
    static final UnitOfMeasure AMPERES = of(SensorKind.CURRENT, "A");
    static final UnitOfMeasure WATTS = of(SensorKind.POWER, "W");
    static final UnitOfMeasure JOULES = of(SensorKind.ENERGY, "J");
    static final UnitOfMeasure KILOWATT_HOURS =
            new UnitOfMeasure(SensorKind.ENERGY, "J", 3_600_000);
    static final UnitOfMeasure HERTZ = of(SensorKind.FREQUENCY, "Hz");
    static final UnitOfMeasure HUMIDITY = of(SensorKind.HUMIDITY, "%");
    static final UnitOfMeasure NONE = new UnitOfMeasure(SensorKind.OTHER, null, 1);
    static final UnitOfMeasure STATE = new UnitOfMeasure(SensorKind.DISCRETE, null, 1);

    private static final Pattern TYPED_ID =
            Pattern.compile(
                    "(temperature|voltage|current|power|energy|fan_?tach|fan_?pwm|utilization)_",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern TEMPERATURE_NAME =
            Pattern.compile("\\btemp(?:erature)?s?\\b", Pattern.CASE_INSENSITIVE);

    private static final Map<String, UnitOfMeasure> BY_UNIT = byUnit();
    private static final Map<String, UnitOfMeasure> BY_TYPE = byType();

    private static UnitOfMeasure of(SensorKind kind, String unit) {
        return new UnitOfMeasure(kind, unit, 1);
    }

    /** What {@code ReadingUnits} says; null where it says nothing that is known. */
    static @Nullable UnitOfMeasure ofUnits(String units) {
        return BY_UNIT.get(units.strip().toLowerCase(Locale.ROOT));
    }

    /** What {@code ReadingType} says, where the units say nothing; null likewise. */
    static @Nullable UnitOfMeasure ofType(String type) {
        return BY_TYPE.get(type.toLowerCase(Locale.ROOT));
    }

    /**
     * What a Sensor's Id or name says where nothing else does: bmcweb begins its Ids with the type.
     * Null where they say nothing.
     */
    static @Nullable UnitOfMeasure ofName(String id, String name) {
        Matcher type = TYPED_ID.matcher(id);
        if (type.lookingAt()) {
            return switch (type.group(1).toLowerCase(Locale.ROOT)) {
                case "temperature" -> CELSIUS;
                case "voltage" -> VOLTS;
                case "current" -> AMPERES;
                case "power" -> WATTS;
                case "energy" -> JOULES;
                case "fan_tach", "fantach" -> RPM;
                case "fan_pwm", "fanpwm" -> FAN_PERCENT;
                default -> PERCENT;
            };
        }
        return TEMPERATURE_NAME.matcher(name.replace('_', ' ')).find() ? CELSIUS : null;
    }

    private static Map<String, UnitOfMeasure> byUnit() {
        Map<String, UnitOfMeasure> units = new HashMap<>();
        all(units, CELSIUS, "cel", "c", "\u00b0c", "\u2103", "celsius", "celcius", "degreesc");
        all(units, CELSIUS, "degrees c", "degree c", "deg c", "degc", "degree celsius");
        all(units, CELSIUS, "degrees celsius", "&deg;c");
        all(
                units,
                RPM,
                "rpm",
                "{rpm}",
                "{rev}/min",
                "{revolutions}/min",
                "rev/min",
                "r/min",
                "rpms");
        all(units, PERCENT, "%", "percent", "percentage", "pct");
        all(units, HUMIDITY, "%rh", "percent rh");
        all(units, VOLTS, "v", "volt", "volts");
        all(units, new UnitOfMeasure(SensorKind.VOLTAGE, "V", 0.001), "mv", "millivolts");
        all(units, AMPERES, "a", "amp", "amps", "ampere", "amperes");
        all(units, new UnitOfMeasure(SensorKind.CURRENT, "A", 0.001), "ma", "milliamps");
        all(units, WATTS, "w", "watt", "watts");
        all(units, new UnitOfMeasure(SensorKind.POWER, "W", 0.001), "mw", "milliwatts");
        all(units, new UnitOfMeasure(SensorKind.POWER, "W", 1000), "kw", "kilowatts");
        all(units, of(SensorKind.POWER, "V.A"), "v.a", "va");
        all(units, JOULES, "j", "joules");
        all(units, new UnitOfMeasure(SensorKind.ENERGY, "J", 3600), "w.h", "wh");
        all(units, KILOWATT_HOURS, "kw.h", "kwh");
        all(units, HERTZ, "hz", "hertz");
        all(units, new UnitOfMeasure(SensorKind.FREQUENCY, "Hz", 1_000), "khz");
        all(units, new UnitOfMeasure(SensorKind.FREQUENCY, "Hz", 1_000_000), "mhz");
        all(units, new UnitOfMeasure(SensorKind.FREQUENCY, "Hz", 1_000_000_000), "ghz");
        all(units, of(SensorKind.OTHER, "Pa"), "pa", "pascal");
        all(units, of(SensorKind.OTHER, "kPa"), "kpa");
        all(units, of(SensorKind.OTHER, "[psi]"), "psi", "[psi]");
        all(units, of(SensorKind.OTHER, "[cft_i]/min"), "cfm", "[cft_i]/min", "[ft_i]3/min");
        all(units, of(SensorKind.OTHER, "m3/min"), "m3/min", "cmm");
        all(units, of(SensorKind.OTHER, "L/min"), "l/min", "lpm");
        all(units, of(SensorKind.OTHER, "m"), "m");
        all(units, of(SensorKind.OTHER, "s"), "s", "sec", "seconds");
        return Map.copyOf(units);
    }

    private static Map<String, UnitOfMeasure> byType() {
        Map<String, UnitOfMeasure> types = new HashMap<>();
        all(types, CELSIUS, "temperature");
        all(types, HUMIDITY, "humidity");
        all(types, WATTS, "power");
        all(types, JOULES, "energyjoules");
        all(types, KILOWATT_HOURS, "energykwh");
        all(types, new UnitOfMeasure(SensorKind.ENERGY, "J", 3600), "energywh");
        all(types, VOLTS, "voltage");
        all(types, AMPERES, "current");
        all(types, HERTZ, "frequency");
        all(types, RPM, "rotational");
        all(types, PERCENT, "percent", "valve");
        all(types, of(SensorKind.OTHER, "Pa"), "pressurepa", "altitude");
        all(types, of(SensorKind.OTHER, "kPa"), "pressurekpa", "pressure", "barometric");
        all(types, of(SensorKind.OTHER, "L/min"), "liquidflowlpm");
        all(types, of(SensorKind.OTHER, "L/s"), "liquidflow");
        all(types, of(SensorKind.OTHER, "[cft_i]/min"), "airflow");
        all(types, of(SensorKind.OTHER, "m3/min"), "airflowcmm");
        all(types, of(SensorKind.OTHER, "g/m3"), "absolutehumidity");
        return Map.copyOf(types);
    }

    private static void all(
            Map<String, UnitOfMeasure> units, UnitOfMeasure measure, String... names) {
        for (String name : names) {
            units.put(name, measure);
        }
    }
}
