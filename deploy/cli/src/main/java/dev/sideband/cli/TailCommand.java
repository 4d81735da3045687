package dev.sideband.cli;

import dev.sideband.schemas.Topic;
import dev.sideband.schemas.Topics;
import dev.sideband.schemas.registry.Registries;
import dev.sideband.schemas.serde.AvroSerde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Prints the decoded records of a topic as they come; ends with --max, or by Ctrl-C. */
@Command(
        name = "tail",
        description = "Prints the decoded records of a topic as they come.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without addresses it finds the standalone or demo that runs on this machine.",
            "",
            "Examples:",
            "  sideband tail readings",
            "  sideband tail alerts --from-beginning --max 10 --json",
            "  sideband tail events --bootstrap-servers kafka:9092 --registry http://registry:8081",
        })
final class TailCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(300);
    private static final int REACH_LIMIT_MS = 10_000;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "TOPIC", description = "A topic, such as readings, events or alerts.")
    private String name;

    @Option(names = "--from-beginning", description = "Begin with the oldest record.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "End after N records.")
    private long max = Long.MAX_VALUE;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "The brokers.")
    private Optional<String> bootstrapServers = Optional.empty();

    @Option(names = "--registry", paramLabel = "URL", description = "The schema registry.")
    private Optional<String> registry = Optional.empty();

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "What the topics' names begin with (${DEFAULT-VALUE}).")
    private String prefix = Topics.DEFAULT_PREFIX;

    @Override
    public Integer call() {
        var topics = new Topics(prefix);
        Topic<? extends SpecificRecord> topic =
                topics.find(name)
                        .orElseThrow(() ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "no topic \"%s\"; there are: %s"
                                                .formatted(name, names(topics))));
        Optional<RunningInstance> running = RunningInstance.find();
        String kafka =
                bootstrapServers
                        .or(() -> running.map(RunningInstance::kafka))
                        .orElseThrow(() -> missing("--bootstrap-servers"));
        String url =
                registry.or(() -> running.map(RunningInstance::registry))
                        .orElseThrow(() -> missing("--registry"));
        follow(topic, kafka, url);
        return 0;
    }

    private ParameterException missing(String option) {
        return new ParameterException(
                spec.commandLine(),
                "nothing of Sideband runs on this machine: start a standalone, or name %s"
                        .formatted(option));
    }

    private <V extends SpecificRecord> void follow(Topic<V> topic, String kafka, String url) {
        var serde = AvroSerde.of(topic, Registries.connect(url));
        try (var consumer =
                new KafkaConsumer<>(
                        settings(kafka), new StringDeserializer(), serde.deserializer())) {
            List<TopicPartition> partitions = partitions(consumer, topic, kafka);
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            var printer = new RecordPrinter(spec.commandLine().getOut(), json);
            for (long printed = 0; printed < max; ) {
                for (var found : consumer.poll(POLL)) {
                    if (printed++ < max) {
                        printer.print(found);
                    }
                }
            }
        }
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<?, ?> consumer, Topic<?> topic, String kafka) {
        List<PartitionInfo> found;
        try {
            found = consumer.partitionsFor(topic.name());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "no broker answers at %s: is it running?".formatted(kafka), e);
        }
        if (found.isEmpty()) {
            throw new IllegalStateException(
                    "the brokers at %s have no topic %s".formatted(kafka, topic.name()));
        }
        return found.stream().map(it -> new TopicPartition(it.topic(), it.partition())).toList();
    }

    private static Map<String, Object> settings(String kafka) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                REACH_LIMIT_MS,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
    }

    private static String names(Topics topics) {
        return topics.all().stream().map(Topic::shortName).collect(Collectors.joining(", "));
    }
}
