package dev.sideband.schemas;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

import java.time.Duration;

/**
 * A topic of the catalogue: its key is a string, its value an Avro record.
 *
 * @param <V> the value
 * @param shortName its name without the prefix, as people type it
 * @param name its name in Kafka
 * @param value the class of its values
 * @param cleanup what Kafka does with old records
 * @param retention how long Kafka keeps its records; of a compacted topic, its tombstones
 * @param keyedBy what its keys are
 */
public record Topic<V extends SpecificRecord>(
        String shortName,
        String name,
        Class<V> value,
        Cleanup cleanup,
        Duration retention,
        KeyedBy keyedBy) {
    /** What Kafka does with old records. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    /**
     * What a topic's keys are; where they start with a target, the target alone chooses the
     * partition.
     */
    public enum KeyedBy {
        TARGET,
        TARGET_AND_PART,
        ALERT,
        SCOPE,
        /** A hash of the value. */
        CONTENT
    }

    /** The schema of its values. */
    public Schema schema() {
        return SpecificData.get().getSchema(value);
    }

    /** The registry's name for the schema of its values. */
    public String subject() {
        return name + "-value";
    }
}
