package dev.sideband.localkafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Uses a broker for a moment; with a second argument it then ends as if killed. */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        try (LocalKafka kafka = LocalKafka.start(new LocalKafka.Options(Path.of(arguments[0]), 0));
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("a-topic", 1, (short) 1))).all().get();
            if (arguments.length > 1) {
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
