package dev.sideband.collector.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import java.util.function.DoubleSupplier;

/** Adds meters that only ask somebody who counts anyway; they cost nothing until asked. */
record MeterSource(MeterRegistry registry, Tags tags) {
    static MeterSource of(MeterRegistry registry) {
        return new MeterSource(registry, Tags.empty());
    }

    /** The same with one more label, whose values are a closed set. */
    MeterSource with(String label, String value) {
        return new MeterSource(registry, tags.and(label, value));
    }

    /** What only grows. */
    MeterSource counter(String name, String description, DoubleSupplier count) {
        // Only the function is held for good, what it is about is not.
        FunctionCounter.builder(name, registry, _ -> count.getAsDouble())
                .description(description)
                .tags(tags)
                .register(registry);
        return this;
    }

    /** What goes up and down. */
    MeterSource gauge(String name, String description, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .description(description)
                .tags(tags)
                .register(registry);
        return this;
    }

    /** The same, in bytes. */
    MeterSource bytes(String name, String description, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .description(description)
                .baseUnit("bytes")
                .tags(tags)
                .register(registry);
        return this;
    }
}
