package dev.sideband.simulator.model;

/** What a server measures or watches. */
public sealed interface Sensor {
    int number();

    /** At most 16 characters of Latin-1. */
    String name();

    /** Sensor type code (IPMI 2.0 table 42-3). */
    int type();

    Entity entity();

    /** The physical thing that a sensor belongs to (IPMI 2.0 §39.1). */
    record Entity(int id, int instance) {
        public static final int PROCESSOR = 0x03;
        public static final int DISK = 0x04;
        public static final int BOARD = 0x07;
        public static final int POWER_SUPPLY = 0x0A;
        public static final int FAN = 0x1D;
        public static final int MEMORY = 0x20;
        public static final int CHASSIS = 0x17;
        public static final int AIR_INLET = 0x37;
        public static final int CONTROLLER = 0x06;
        public static final int SYSTEM = 0x13;
    }

    /** What is measured: sensor type (table 42-3) and unit (table 43-15 of IPMI 2.0). */
    enum Measure {
        TEMPERATURE(TypeCode.TEMPERATURE, 1),
        VOLTAGE(TypeCode.VOLTAGE, 4),
        CURRENT(TypeCode.CURRENT, 5),
        POWER(TypeCode.OTHER_UNITS, 6),
        FAN_SPEED(TypeCode.FAN, 18),
        UTILIZATION(TypeCode.OTHER_UNITS, 0);

        private final int type;
        private final int unit;

        Measure(int type, int unit) {
            this.type = type;
            this.unit = unit;
        }

        public int type() {
            return type;
        }

        /** Degrees Celsius, volts, amperes, watts, revolutions per minute; 0 unspecified. */
        public int unit() {
            return unit;
        }

        /** Whether values are percentages. */
        public boolean percent() {
            return this == UTILIZATION;
        }
    }

    /** Sensor types that occur here (IPMI 2.0 table 42-3). */
    final class TypeCode {
        public static final int TEMPERATURE = 0x01;
        public static final int VOLTAGE = 0x02;
        public static final int CURRENT = 0x03;
        public static final int FAN = 0x04;
        public static final int INTRUSION = 0x05;
        public static final int PROCESSOR = 0x07;
        public static final int POWER_SUPPLY = 0x08;
        public static final int POWER_UNIT = 0x09;
        public static final int OTHER_UNITS = 0x0B;
        public static final int MEMORY = 0x0C;
        public static final int DRIVE_SLOT = 0x0D;
        public static final int EVENT_LOG = 0x10;
        public static final int SYSTEM_BOOT = 0x1D;
        public static final int ACPI = 0x22;
        public static final int WATCHDOG = 0x23;

        private TypeCode() {}
    }

    /** Where a value comes from. */
    @FunctionalInterface
    interface Quantity {
        double of(Physics machine);
    }

    /** Where the states of member {@code index} of a shared record come from, bit n for state n. */
    @FunctionalInterface
    interface States {
        int of(Physics machine, int index);
    }

    /**
     * A sensor with a number.
     *
     * @param noise largest disturbance of the measurement, in the unit of the value
     */
    record Analog(
            int number,
            String name,
            Measure measure,
            Entity entity,
            Conversion conversion,
            Limits limits,
            double noise,
            Quantity quantity)
            implements Sensor {
        @Override
        public int type() {
            return measure.type();
        }

        /** Whether there is nothing to measure while the host is off. */
        boolean restsWithHost() {
            return switch (entity.id()) {
                case Entity.PROCESSOR, Entity.MEMORY, Entity.FAN -> true;
                case Entity.BOARD -> measure == Measure.VOLTAGE && limits.has(Threshold.UNC);
                case Entity.SYSTEM -> measure == Measure.UTILIZATION;
                default -> false;
            };
        }

        /** What the sensor shows of the machine's state; {@code disturbance} is -1 to 1. */
        int count(Physics machine, double disturbance) {
            double value = quantity.of(machine);
            return conversion.toCount(value == 0 ? 0 : value + noise * disturbance);
        }
    }

    /**
     * A sensor with states; {@code count} of them with numbers in a row where the record is shared.
     *
     * @param eventType 6Fh where the sensor type has the table of states
     * @param possible bit n is set where state n can occur
     */
    record Discrete(
            int number,
            String name,
            int type,
            Entity entity,
            int eventType,
            int possible,
            int count,
            States states)
            implements Sensor {
        /** The states' meaning comes from the sensor type. */
        public static final int SENSOR_SPECIFIC = 0x6F;

        /** Offset 0 redundant, 1 redundancy lost, and more. */
        public static final int REDUNDANCY = 0x0B;

        /** States whose coming is logged. */
        public int asserts() {
            return possible;
        }

        /** States whose going is logged: being redundant ends by redundancy being lost. */
        public int deasserts() {
            return eventType == REDUNDANCY ? possible & ~1 : possible;
        }
    }
}
