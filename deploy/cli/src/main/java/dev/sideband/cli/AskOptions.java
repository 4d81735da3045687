package dev.sideband.cli;

import dev.sideband.avro.Command;
import dev.sideband.avro.CommandAction;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** What every command to the collectors says: who asks, why, and until when. */
final class AskOptions {
    @Mixin private BrokerOptions brokers;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, for whoever looks later.")
    private String reason;

    @Option(names = "--by", paramLabel = "NAME", description = "Who asks (the user of this shell).")
    private String by = System.getProperty("user.name", "");

    @Option(
            names = "--expires",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Not to be begun later than this from now (30s); at most 1h.")
    private Duration expires = Duration.ofSeconds(30);

    @Option(
            names = "--dry-run",
            description = "Only say what would be done; the BMC is asked what it can do.")
    private boolean dryRun;

    @Option(names = "--json", description = "Each step as one JSON object a line.")
    private boolean json;

    BrokerOptions brokers() {
        return brokers;
    }

    Duration expires() {
        return expires;
    }

    boolean json() {
        return json;
    }

    /** A command with an id of its own. */
    Command command(
            String target, CommandAction action, Map<String, String> parameters, Instant now) {
        Instant asked = now.truncatedTo(ChronoUnit.MILLIS);
        return Command.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setTarget(target)
                .setAction(action)
                .setParameters(parameters)
                .setRequestedBy(by)
                .setReason(reason)
                .setRequestedAt(asked)
                .setExpiresAt(asked.plus(expires))
                .setDryRun(dryRun)
                .build();
    }
}
