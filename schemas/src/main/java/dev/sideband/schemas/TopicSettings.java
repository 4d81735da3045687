package dev.sideband.schemas;

/**
 * How topics are created where they are missing.
 *
 * @param partitions of each topic
 * @param replication the number of copies of each partition
 */
public record TopicSettings(int partitions, short replication) {
    /** For a cluster of at least three brokers. */
    public static final TopicSettings DEFAULT = new TopicSettings(12, (short) 3);

    /** For the one broker of the demo and of standalone. */
    public static final TopicSettings LOCAL = new TopicSettings(6, (short) 1);

    public TopicSettings {
        if (partitions < 1 || replication < 1) {
            throw new IllegalArgumentException(
                    "topics want at least 1 partition and 1 replica, not %d and %d"
                            .formatted(partitions, replication));
        }
    }
}
