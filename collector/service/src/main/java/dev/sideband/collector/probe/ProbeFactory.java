package dev.sideband.collector.probe;

import dev.sideband.avro.Target;

import org.jspecify.annotations.Nullable;

/** Makes probes. */
@FunctionalInterface
public interface ProbeFactory {
    /**
     * A probe of {@code target}; it asks nothing yet. Where the target can't be asked at all, every
     * call to the probe says why.
     *
     * @param credentials those that the target names; null where this collector has none of that
     *     name
     */
    Probe probe(Target target, @Nullable Credentials credentials);
}
