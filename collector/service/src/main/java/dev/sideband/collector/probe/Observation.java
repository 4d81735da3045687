package dev.sideband.collector.probe;

import dev.sideband.avro.Quality;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one poll found out, without the log.
 *
 * @param measurements one for each sensor that can be read
 * @param catalogue all sensors, those too that only send events; equal as long as nothing changed
 * @param identity what the BMC says of itself
 * @param clockSkewMillis the BMC's clock minus ours; null where the BMC's is not set or not told
 * @param trouble which of the BMC's protocols fails, and why, though another answers; null where
 *     none does
 */
public record Observation(
        List<Measurement> measurements,
        List<SensorDescriptor> catalogue,
        BmcIdentity identity,
        @Nullable Long clockSkewMillis,
        @Nullable String trouble) {

    public Observation {
        measurements = List.copyOf(measurements);
        catalogue = List.copyOf(catalogue);
    }

    /** Without trouble. */
    public Observation(
            List<Measurement> measurements,
            List<SensorDescriptor> catalogue,
            BmcIdentity identity,
            @Nullable Long clockSkewMillis) {
        this(measurements, catalogue, identity, clockSkewMillis, null);
    }

    /** The same, with trouble or without. */
    Observation withTrouble(@Nullable String said) {
        return new Observation(measurements, catalogue, identity, clockSkewMillis, said);
    }

    /** How many sensors gave a value or state that can be relied on. */
    public int good() {
        return (int) measurements.stream().filter(m -> m.quality() == Quality.GOOD).count();
    }

    /** How many sensors gave nothing though the BMC did not say that there is nothing to give. */
    public int missing() {
        return (int) measurements.stream().filter(m -> isMissing(m.quality())).count();
    }

    private static boolean isMissing(Quality quality) {
        return switch (quality) {
            case GOOD, UNAVAILABLE, SCANNING_OFF, ABSENT -> false;
            case STALE, IMPLAUSIBLE, DECODE_ERROR, UNKNOWN -> true;
        };
    }
}
