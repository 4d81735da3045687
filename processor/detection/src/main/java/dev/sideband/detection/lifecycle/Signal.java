package dev.sideband.detection.lifecycle;

import dev.sideband.avro.Evidence;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What is said about one alert at one moment of event time. */
public sealed interface Signal {
    /** When it was observed. */
    Instant at();

    /** It is wrong, or still is. */
    record Wrong(Instant at, Finding finding) implements Signal {}

    /**
     * It is over.
     *
     * @param reason as in the Alert record
     * @param held whether it has to stay over for a while before it counts
     * @param value the value that says so
     */
    record Over(Instant at, String reason, boolean held, @Nullable Double value, Evidence evidence)
            implements Signal {}

    /** A poll gave no evidence, neither for it nor against it. */
    record Unseen(Instant at) implements Signal {}

    /** Nothing can be seen until further notice. */
    record Blind(Instant at) implements Signal {}

    /** What it rests on can be seen again and says the same. */
    record Seen(Instant at) implements Signal {}
}
