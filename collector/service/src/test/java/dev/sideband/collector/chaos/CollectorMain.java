package dev.sideband.collector.chaos;

import dev.sideband.collector.CollectorConfig;
import dev.sideband.collector.CollectorService;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.schemas.Topics;

import java.nio.file.Path;
import java.util.Map;

/** A collector; ends in order with its input. */
final class CollectorMain {
    private CollectorMain() {}

    public static void main(String[] arguments) throws Exception {
        Topics topics = new Topics(arguments[1]);
        SameSchemas.register(topics);
        var config =
                new CollectorConfig(
                        arguments[0],
                        SameSchemas.URL,
                        topics,
                        arguments[2],
                        TargetsFile.read(Path.of(arguments[3])).credentials(),
                        Map.of());
        try (CollectorService collector = CollectorService.start(config)) {
            System.out.println("> started");
            while (System.in.read() >= 0) {
                // Nothing is asked of it.
            }
            System.out.println("> stopped after %d polls".formatted(collector.snapshot().polls()));
        }
        System.exit(0);
    }
}
