package dev.sideband.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.localkafka.LocalKafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicAdminIT {
    private LocalKafka kafka;
    private Admin admin;

    @BeforeAll
    void start(@TempDir Path directory) {
        kafka = LocalKafka.start(new LocalKafka.Options(directory, 0));
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    void stop() {
        admin.close();
        kafka.close();
    }

    @Test
    void createsWhatIsMissingAndLeavesTheRest() throws Exception {
        Topics topics = new Topics("some.");
        admin.createTopics(List.of(new NewTopic(topics.health().name(), 1, (short) 1))).all().get();

        TopicAdmin.createMissing(admin, topics, TopicSettings.LOCAL);
        TopicAdmin.createMissing(admin, topics, TopicSettings.LOCAL);

        assertThat(partitions(topics.readings())).isEqualTo(TopicSettings.LOCAL.partitions());
        assertThat(partitions(topics.health())).isEqualTo(1);
        assertThatCode(() -> TopicAdmin.check(admin, topics)).doesNotThrowAnyException();
    }

    @Test
    void setsThePolicyOfEachTopic() throws Exception {
        Topics topics = new Topics("policy.");
        TopicAdmin.createMissing(admin, topics, TopicSettings.LOCAL);

        assertThat(setting(topics.readings(), "cleanup.policy")).isEqualTo("delete");
        assertThat(setting(topics.readings(), "retention.ms"))
                .isEqualTo(Long.toString(topics.readings().retention().toMillis()));
        assertThat(setting(topics.sensors(), "cleanup.policy")).isEqualTo("compact");
    }

    @Test
    void namesTheTopicsThatDiffer() throws Exception {
        Topics topics = new Topics("uneven.");
        admin.createTopics(List.of(new NewTopic(topics.events().name(), 5, (short) 1))).all().get();
        TopicAdmin.createMissing(admin, topics, TopicSettings.LOCAL);

        assertThatThrownBy(() -> TopicAdmin.check(admin, topics))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("uneven.events 5")
                .hasMessageContaining("uneven.readings 6");
    }

    @Test
    void namesTheTopicsThatAreMissing() {
        assertThatThrownBy(() -> TopicAdmin.check(admin, new Topics("none.")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("topics are missing: none.targets, none.status");
    }

    private int partitions(Topic<?> topic) throws Exception {
        var description = admin.describeTopics(List.of(topic.name())).topicNameValues();
        return Objects.requireNonNull(description.get(topic.name())).get().partitions().size();
    }

    private String setting(Topic<?> topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        var configs = admin.describeConfigs(List.of(resource)).all().get();
        return Objects.requireNonNull(configs.get(resource)).get(name).value();
    }
}
