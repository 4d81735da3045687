package dev.sideband.schemas.serde;

import dev.sideband.avro.Reading;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a reading costs, against Confluent's own serializer. Run by hand; it has a main. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SerdeBenchmark {
    private static final String TOPIC = new Topics().readings().name();
    private static final Map<String, ?> CONFLUENT =
            Map.of("schema.registry.url", "mock://benchmark", "specific.avro.reader", true);

    private final AvroSerde<Reading> ours =
            AvroSerde.of(new Topics().readings(), Registries.connect("mock://benchmark"));
    private final KafkaAvroSerializer theirSerializer =
            new KafkaAvroSerializer(Registries.connect("mock://benchmark"), CONFLUENT);
    private final KafkaAvroDeserializer theirDeserializer =
            new KafkaAvroDeserializer(Registries.connect("mock://benchmark"), CONFLUENT);
    private final Reading reading = Records.reading();
    private final byte[] bytes = ours.serializer().serialize(TOPIC, reading);

    @Benchmark
    public Object weSerialize() {
        return ours.serializer().serialize(TOPIC, reading);
    }

    @Benchmark
    public Object theySerialize() {
        return theirSerializer.serialize(TOPIC, reading);
    }

    @Benchmark
    public Object weDeserialize() {
        return ours.deserializer().deserialize(TOPIC, bytes);
    }

    @Benchmark
    public Object theyDeserialize() {
        return theirDeserializer.deserialize(TOPIC, bytes);
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder().include(SerdeBenchmark.class.getSimpleName()).build())
                .run();
    }
}
