package dev.sideband.collector.daemon;

import dev.sideband.collector.CollectorConfig;
import dev.sideband.runtime.ConfigException;
import dev.sideband.schemas.TopicAdmin;
import dev.sideband.schemas.TopicSettings;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The brokers and the registry that a collector works with. */
final class Surroundings {
    /** Short, as a stop is noticed only between two tries. */
    private static final int PATIENCE_MILLIS = 3_000;

    private static final int UNAUTHORIZED = 401;
    private static final int SERVER_ERRORS = 500;

    private final CollectorConfig config;
    private final Optional<TopicSettings> createTopics;

    Surroundings(CollectorConfig config, Optional<TopicSettings> createTopics) {
        this.config = config;
        this.createTopics = createTopics;
    }

    /** Something is away that may come back; the message is one line for people. */
    static final class AwayException extends Exception {
        private static final long serialVersionUID = 1L;

        AwayException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Returns when brokers and registry answer and all topics are there.
     *
     * @throws AwayException where they do not answer
     * @throws ConfigException where they refuse this collector
     * @throws IllegalStateException where topics are missing or are not as they have to be
     */
    void require() throws AwayException, ConfigException, InterruptedException {
        try (Admin admin = config.clients("collector").admin()) {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                    .nodes()
                    .get();
            requireRegistry();
            if (createTopics.isPresent()) {
                TopicAdmin.createMissing(admin, config.topics(), createTopics.get());
            }
            TopicAdmin.check(admin, config.topics());
        } catch (ExecutionException failure) {
            throw told(failure.getCause() == null ? failure : failure.getCause());
        } catch (KafkaException failure) {
            throw told(failure);
        } catch (IllegalStateException topics) {
            throw createTopics.isPresent() ? topics : withAdvice(topics);
        }
    }

    private static IllegalStateException withAdvice(IllegalStateException topics) {
        return new IllegalStateException(
                topics.getMessage()
                        + "; with topics: {create: true} in the configuration the collector creates"
                        + " those that are missing",
                topics);
    }

    private void requireRegistry() throws AwayException, ConfigException {
        SchemaRegistryClient registry = config.connectRegistry();
        try (registry) {
            registry.getAllSubjects();
        } catch (RestClientException refusal) {
            if (refusal.getStatus() == UNAUTHORIZED) {
                throw new ConfigException(
                        "the registry at %s refuses the login: check username and password or token under registry"
                                .formatted(config.registryUrl()),
                        refusal);
            }
            if (refusal.getStatus() >= SERVER_ERRORS) {
                throw registryAway(refusal);
            }
            // It is there; what else it refuses is for those to say who need it.
        } catch (IOException silence) {
            throw registryAway(silence);
        }
    }

    private AwayException registryAway(Exception failure) {
        return new AwayException(
                "the schema registry at %s does not answer (%s)"
                        .formatted(config.registryUrl(), failure),
                failure);
    }

    /**
     * What a failure of Kafka's clients means.
     *
     * @return that something is away
     * @throws ConfigException where the brokers refuse this collector
     */
    AwayException told(Throwable failure) throws ConfigException {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            switch (one) {
                case AuthenticationException refusal ->
                        throw new ConfigException(
                                "the brokers at %s refuse the login (%s): check the properties under kafka"
                                        .formatted(config.bootstrapServers(), refusal.getMessage()),
                                refusal);
                case AuthorizationException refusal ->
                        throw new ConfigException(
                                "the brokers at %s do not allow what a collector has to do (%s)"
                                        .formatted(config.bootstrapServers(), refusal.getMessage()),
                                refusal);
                case RestClientException refusal when refusal.getStatus() < SERVER_ERRORS ->
                        throw new ConfigException(
                                "the registry at %s refuses a schema (%s)"
                                        .formatted(config.registryUrl(), refusal.getMessage()),
                                refusal);
                case RestClientException refusal -> {
                    return registryAway(refusal);
                }
                case IOException silence when failure instanceof SerializationException -> {
                    return registryAway(silence);
                }
                case RetriableException _ -> {
                    return brokersAway(failure);
                }
                case org.apache.kafka.common.config.ConfigException _ -> {
                    // Names that cannot be resolved: they may be known later.
                    return brokersAway(failure);
                }
                default -> {
                    // Its cause tells more.
                }
            }
        }
        return brokersAway(failure);
    }

    private AwayException brokersAway(Throwable failure) {
        return new AwayException(
                failure instanceof TimeoutException
                        ? "no broker answers at %s".formatted(config.bootstrapServers())
                        : "no broker answers at %s (%s)"
                                .formatted(config.bootstrapServers(), failure.getMessage()),
                failure);
    }
}
