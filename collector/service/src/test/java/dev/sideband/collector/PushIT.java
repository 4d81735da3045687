package dev.sideband.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Event;
import dev.sideband.avro.EventKind;
import dev.sideband.avro.Status;
import dev.sideband.collector.inventory.TargetsFile;
import dev.sideband.collector.inventory.TargetsPublisher;
import dev.sideband.collector.push.PushOptions;
import dev.sideband.collector.push.WebhookOptions;
import dev.sideband.redfish.client.ClientOptions;
import dev.sideband.redfish.client.Credentials;
import dev.sideband.redfish.client.HttpPort;
import dev.sideband.redfish.client.RedfishAddress;
import dev.sideband.redfish.client.RedfishSession;
import dev.sideband.redfish.client.Trust;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** BMCs of all makers that tell by themselves what they log, between two polls. */
class PushIT {
    /** Far longer than the test waits for anything. */
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private static final int BMCS = 6;
    private static final String SUBSCRIPTIONS = "/redfish/v1/EventService/Subscriptions";

    private static Broker broker;

    @TempDir static Path brokerDir;
    @TempDir Path dir;

    @BeforeAll
    static void startBroker() {
        broker = Broker.start(brokerDir);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void bringsWhatIsPushedToTheTopicOnceAndLeavesNothingAtTheBmcs() throws Exception {
        broker.freshTopics();
        try (SimulatedFleet fleet =
                SimulatedFleet.start(FleetOptions.of(BMCS, 42).withProtocols(Protocols.REDFISH))) {
            TargetsFile targets = publish(fleet);
            PushOptions push =
                    PushOptions.DEFAULT.withWebhook(
                            new WebhookOptions("127.0.0.1", 0, Optional.empty(), Optional.empty()));
            try (CollectorService collector =
                    CollectorService.start(broker.config(targets.credentials()).withPush(push))) {
                Await.until(
                        "push by all",
                        () ->
                                ways().values().stream()
                                                .filter(way -> way.startsWith("push"))
                                                .count()
                                        == BMCS);
                System.out.println("push: " + ways());
                assertThat(ways().values())
                        .contains("push by webhook", "push by server-sent events");
                assertThat(collector.webhookReceiver().orElseThrow().mailboxes()).isPositive();
                long polls = collector.snapshot().polls();
                failFans(fleet);
                Await.until("a record of each", () -> recordsOf().size() == BMCS);
                assertThat(collector.snapshot().polls()).as("no poll was due").isEqualTo(polls);
            }
            assertThat(fleet.bmcs()).allMatch(bmc -> bmc.redfishSessions() == 0);
            assertThat(subscriptions(fleet, targets)).isEmpty();
            assertThat(fleet.bmcs()).allMatch(bmc -> bmc.redfishSessions() == 0);
            // What was pushed while nobody listened is found as ever.
            long before = records().size();
            // The machines go on, and what they log from now on is for a poll that is not due.
            List<String> logged = logged(fleet);
            try (CollectorService _ =
                    CollectorService.start(broker.config(targets.credentials()))) {
                Await.until("all that was logged", () -> areTold(logged));
            }
            System.out.printf(
                    "events: %d by push, %d in the end, %d entries logged%n",
                    before, records().size(), logged.size());
            assertThat(records()).extracting(Event::getEventId).doesNotHaveDuplicates();
        }
    }

    private TargetsFile publish(SimulatedFleet fleet) throws Exception {
        Path file = dir.resolve("targets.yaml");
        fleet.writeTargets(file, INTERVAL);
        TargetsFile targets = TargetsFile.read(file);
        new TargetsPublisher(broker.clients(), broker.topics(), broker.registry())
                .publish(targets.targets());
        return targets;
    }

    private static void failFans(SimulatedFleet fleet) throws Exception {
        Map<String, Integer> before = new HashMap<>();
        fleet.bmcs().forEach(bmc -> before.put(bmc.id(), bmc.selRecordsAdded().size()));
        fleet.bmcs().forEach(bmc -> bmc.failFan(0));
        Await.until(
                "records in the logs",
                () ->
                        fleet.bmcs().stream()
                                .allMatch(bmc ->
                                        bmc.selRecordsAdded().size()
                                                > before.getOrDefault(bmc.id(), 0)));
    }

    /** The paths of all entries that stand for something that was logged. */
    private static List<String> logged(SimulatedFleet fleet) {
        return fleet.bmcs().stream()
                .flatMap(bmc -> bmc.logged().stream())
                .map(record -> record.entry().orElseThrow())
                .distinct()
                .toList();
    }

    private static boolean areTold(List<String> entries) {
        List<String> told = records().stream().map(Event::getRawEntry).toList();
        return entries.stream()
                .allMatch(path -> told.stream().anyMatch(raw -> raw.contains("\"" + path + "\"")));
    }

    /** How news of each target comes. */
    private static Map<String, String> ways() {
        Map<String, String> ways = new HashMap<>();
        List<Status> all = broker.committed(broker.topics().status());
        all.forEach(one -> ways.put(one.getTarget(), String.valueOf(one.getNews())));
        return ways;
    }

    private static List<Event> records() {
        return broker.committed(broker.topics().events()).stream()
                .filter(event -> event.getKind() == EventKind.RECORD)
                .toList();
    }

    /** How many records there are of each target that has any about a fan. */
    private static Map<String, Integer> recordsOf() {
        Map<String, Integer> counts = new HashMap<>();
        records().stream()
                .filter(event -> event.getEvent().toLowerCase(Locale.ROOT).contains("fan"))
                .forEach(event -> counts.merge(event.getTarget(), 1, Integer::sum));
        return counts;
    }

    private static List<String> subscriptions(SimulatedFleet fleet, TargetsFile targets)
            throws Exception {
        var login = targets.credentials().values().iterator().next();
        List<String> left = new ArrayList<>();
        try (HttpPort port = HttpPort.open()) {
            for (SimulatedBmc bmc : fleet.bmcs()) {
                var address = bmc.redfish().orElseThrow();
                try (var session =
                        new RedfishSession(
                                port,
                                new RedfishAddress(
                                        true,
                                        address.getAddress().getHostAddress(),
                                        address.getPort()),
                                Credentials.of(login.username(), login.password().bytes()),
                                new Trust.Insecure(),
                                ClientOptions.DEFAULT)) {
                    left.addAll(session.get(SUBSCRIPTIONS).links("Members"));
                }
            }
        }
        return left;
    }
}
