package dev.sideband.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class TargetPartitionerTest {
    private static final int PARTITIONS = 12;

    @ParameterizedTest
    @ValueSource(strings = {"r12-u07", "", "Gehäuse-3", "10.0.12.7"})
    void putsATargetWhereKafkasDefaultDoes(String target) {
        byte[] key = new StringSerializer().serialize("", target);
        assertThat(TargetPartitioner.partition(target, PARTITIONS))
                .isEqualTo(Utils.toPositive(Utils.murmur2(key)) % PARTITIONS);
    }

    @Test
    void putsThePartsOfATargetWhereTheTargetIs() {
        assertThat(List.of("r12-u07/20.0.0.30", "r12-u07/fan/1", "r12-u07/"))
                .allSatisfy(key ->
                        assertThat(TargetPartitioner.partition(key, PARTITIONS))
                                .isEqualTo(TargetPartitioner.partition("r12-u07", PARTITIONS)));
    }

    @Test
    void agreesWithTheProducersQuestion() {
        try (TargetPartitioner partitioner = new TargetPartitioner()) {
            byte[] key = new StringSerializer().serialize("", "r12-u07/20.0.0.30");
            assertThat(partitioner.partition("sensors", null, key, null, null, cluster()))
                    .isEqualTo(TargetPartitioner.partition("r12-u07", PARTITIONS));
        }
    }

    @Test
    void refusesARecordWithoutAKey() {
        try (TargetPartitioner partitioner = new TargetPartitioner()) {
            assertThatThrownBy(() ->
                            partitioner.partition("sensors", null, null, null, null, cluster()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("topic sensors");
        }
    }

    private static Cluster cluster() {
        Node node = new Node(1, "localhost", 9092);
        List<PartitionInfo> partitions =
                IntStream.range(0, PARTITIONS)
                        .mapToObj(number ->
                                new PartitionInfo(
                                        "sensors",
                                        number,
                                        node,
                                        new Node[] {node},
                                        new Node[] {node}))
                        .toList();
        return new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
    }
}
