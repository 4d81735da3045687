package dev.sideband.redfish.sensor;

import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A quantity as a document tells of it, before it is known which sensor it is.
 *
 * @param chassis the path of its chassis
 * @param resource where it stands, or where an excerpt says that it is from
 * @param name as the BMC has it, or what it is where the BMC has no name for it
 * @param role the quantity, where the document says which one of the machine it is, such as {@code
 *     psu1.input-power}; null where only the name tells
 * @param measure what its number measures
 * @param value in UCUM's unit; empty where there is none
 * @param quality whether the value can be relied on
 * @param states of a sensor without a value
 * @param health as {@code Status} says; null where it does not
 * @param context {@code PhysicalContext}; null where not told
 * @param sensorNumber IPMI's number of it; null where not told
 */
record Finding(
        String chassis,
        String resource,
        String name,
        @Nullable String role,
        UnitOfMeasure measure,
        OptionalDouble value,
        Quality quality,
        Thresholds thresholds,
        List<String> states,
        @Nullable String health,
        @Nullable String context,
        @Nullable Integer sensorNumber) {

    Finding {
        states = List.copyOf(states);
    }

    SensorKind kind() {
        return measure.kind();
    }

    /** The same with a value. */
    Finding measured(UnitOfMeasure what, double number) {
        return new Finding(
                chassis,
                resource,
                name,
                SameQuantity.role(what.kind(), name),
                what,
                OptionalDouble.of(number),
                Quality.GOOD,
                thresholds,
                List.of(),
                health,
                context,
                sensorNumber);
    }

    /** The same without a value. */
    Finding without(Quality why) {
        return new Finding(
                chassis,
                resource,
                name,
                role,
                measure,
                OptionalDouble.empty(),
                why,
                thresholds,
                states,
                health,
                context,
                sensorNumber);
    }

    /** The same with a value that cannot be relied on. */
    Finding doubted() {
        return value.isEmpty()
                ? this
                : new Finding(
                        chassis,
                        resource,
                        name,
                        role,
                        measure,
                        value,
                        Quality.IMPLAUSIBLE,
                        thresholds,
                        states,
                        health,
                        context,
                        sensorNumber);
    }

    /** Collects what an item of a document says of itself. */
    static final class Builder {
        private static final int MAX_SENSOR_NUMBER = 255;

        private final String chassis;
        private final Resource item;
        private String name = "";
        private @Nullable String role;
        private UnitOfMeasure measure = UnitOfMeasure.NONE;
        private Resource place;
        private String member = "";
        private Thresholds thresholds = Thresholds.NONE;
        private List<String> states = List.of();
        private boolean heedsState = true;

        Builder(String chassis, Resource item) {
            this.chassis = chassis;
            this.item = item;
            this.place = item;
        }

        Builder name(String text) {
            name = text;
            return this;
        }

        Builder role(@Nullable String quantity) {
            role = quantity;
            return this;
        }

        /** The number is {@code member} of {@code part}, and measures {@code what}. */
        Builder reading(Resource part, String number, UnitOfMeasure what) {
            place = part;
            member = number;
            measure = what;
            return this;
        }

        Builder thresholds(Thresholds limits) {
            thresholds = limits;
            return this;
        }

        Builder states(List<String> texts) {
            states = texts;
            return this;
        }

        /** {@code Status} speaks of something else than the reading, but for Absent. */
        Builder stateOfSomethingElse() {
            heedsState = false;
            return this;
        }

        Finding build() {
            OptionalDouble number = place.number(member);
            double value = isOff(number) ? Double.NaN : number.orElse(Double.NaN);
            value *= measure.factor();
            Quality quality = quality(Double.isFinite(value));
            boolean usable = quality == Quality.GOOD && measure.kind() != SensorKind.DISCRETE;
            Finding finding =
                    new Finding(
                            chassis,
                            place.text("DataSourceUri").orElse(item.path()),
                            name,
                            role,
                            measure,
                            usable ? OptionalDouble.of(value) : OptionalDouble.empty(),
                            quality,
                            thresholds,
                            quality == Quality.GOOD ? states : List.of(),
                            item.health().orElse(null),
                            item.text("PhysicalContext").orElse(null),
                            sensorNumber());
            return Plausibility.isPossible(finding) ? finding : finding.doubted();
        }

        /** What is there, and switched off, has no temperature of 0 for it. */
        private boolean isOff(OptionalDouble number) {
            boolean off =
                    heedsState && item.state().filter(s -> s.matches("(?i).*Offline")).isPresent();
            return off
                    && number.orElse(1) == 0
                    && (measure.kind() == SensorKind.TEMPERATURE
                            || measure.kind() == SensorKind.VOLTAGE);
        }

        private Quality quality(boolean hasValue) {
            String state = item.state().orElse("Enabled");
            if (item.isAbsent()) {
                return Quality.ABSENT;
            }
            if (heedsState && state.equalsIgnoreCase("Disabled")) {
                return Quality.SCANNING_OFF;
            }
            if (measure.kind() == SensorKind.DISCRETE || hasValue) {
                return Quality.GOOD;
            }
            return place.number(member).isEmpty() && isNoNumber()
                    ? Quality.DECODE_ERROR
                    : Quality.UNAVAILABLE;
        }

        /** Whether something else than nothing stands where the number should be. */
        private boolean isNoNumber() {
            Optional<String> text = place.text(member);
            return text.isPresent()
                    ? !text.get().matches("(?i)n/?a|nil|null|none|nan|-+|unknown|not available")
                    : place.body().path(member).isContainerNode()
                            && !place.body().path(member).isEmpty();
        }

        private @Nullable Integer sensorNumber() {
            OptionalDouble number = item.number("SensorNumber");
            double value = number.orElse(-1);
            return value >= 0 && value <= MAX_SENSOR_NUMBER && value == Math.rint(value)
                    ? (Integer) (int) value
                    : null;
        }
    }
}
