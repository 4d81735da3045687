package dev.sideband.collector.chaos;

import dev.sideband.localkafka.LocalKafka;

import java.nio.file.Path;

/** The broker, which clients know as {@code localhost}; ends with its input. */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        var options =
                new LocalKafka.Options(
                        Path.of(arguments[0]), Integer.parseInt(arguments[1]), "localhost");
        try (LocalKafka kafka = LocalKafka.start(options)) {
            System.out.println("> up at " + kafka.bootstrapServers());
            while (System.in.read() >= 0) {
                // Nothing is asked of it.
            }
        }
        System.exit(0);
    }
}
