package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Component;
import dev.sideband.avro.Source;
import dev.sideband.avro.Target;
import dev.sideband.collector.Samples;
import dev.sideband.collector.probe.BmcIdentity;
import dev.sideband.collector.probe.FailureReason;
import dev.sideband.collector.probe.PartDescriptor;
import dev.sideband.collector.probe.PartDescriptor.Marks;
import dev.sideband.collector.probe.ProbeException;
import dev.sideband.collector.probe.ServerParts;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

class InventoryFollowerTest {
    private static final BmcIdentity BMC = new BmcIdentity(1, 2, "1.0");

    private final ManualClock clock = new ManualClock();
    private final FakeProbe probe = new FakeProbe();
    private final FakeTelemetry telemetry = new FakeTelemetry();
    private final FakeLog log = new FakeLog();
    private final Semaphore readers = new Semaphore(1);
    private final Target target = Samples.target("r12-u07");
    private final InventoryFollower follower =
            new InventoryFollower(probe, telemetry, log, clock, readers);

    private static PartDescriptor part(String id, String serial) {
        return new PartDescriptor(
                id,
                "drive",
                id,
                new Marks(null, null, null, serial, null, null),
                null,
                null,
                null,
                null,
                Map.of(),
                Source.REDFISH,
                "/redfish/v1/" + id,
                null);
    }

    private void has(boolean running, Set<String> unread, PartDescriptor... parts) {
        var read = new ServerParts(List.of(parts), unread, running);
        probe.inventories.add(() -> Optional.of(read));
    }

    private void has(PartDescriptor... parts) {
        has(true, Set.of(), parts);
    }

    private void follow() throws InterruptedException {
        follower.follow(target, () -> false);
    }

    private void anHourPasses() {
        clock.advanceTo(clock.instant().plus(InventoryFollower.EVERY));
    }

    private List<String> said() {
        return telemetry.all(Component.class).stream().map(Component::getComponent).toList();
    }

    @Test
    void saysThePartsAtFirstContactAndLooksAgainAfterAnHour() throws Exception {
        has(part("a", "1"), part("b", "2"));
        follow();
        follow();
        assertThat(probe.inventoryReads).isEqualTo(1);
        assertThat(said()).containsExactly("a", "b");

        anHourPasses();
        has(part("a", "1"), part("b", "3"));
        follow();
        assertThat(said()).as("only what changed").containsExactly("a", "b", "b");
    }

    @Test
    void looksSoonWhenTheFirmwareOrTheSensorsAreOthers() throws Exception {
        follower.saw(BMC, true);
        has(part("a", "1"));
        follow();
        follower.saw(BMC, false);
        follow();
        assertThat(probe.inventoryReads).isEqualTo(1);

        follower.saw(new BmcIdentity(1, 2, "1.1"), false);
        clock.advanceTo(clock.instant().plus(InventoryFollower.RETRY));
        has(part("a", "1"));
        follow();
        assertThat(probe.inventoryReads).isEqualTo(2);
    }

    @Test
    void takesPartsThatAreGoneOffTheTopic() throws Exception {
        has(part("a", "1"), part("b", "2"));
        follow();
        anHourPasses();
        has(part("b", "2"));
        follow();
        assertThat(telemetry.forgotten).containsExactly("r12-u07/a");
    }

    @Test
    void keepsPartsOfAServerThatIsOff() throws Exception {
        has(part("a", "1"));
        follow();
        anHourPasses();
        has(false, Set.of());
        follow();
        assertThat(telemetry.forgotten).isEmpty();
    }

    @Test
    void keepsPartsThatMayStandInWhatCouldNotBeRead() throws Exception {
        has(part("a", "1"));
        follow();
        anHourPasses();
        has(true, Set.of("/drives"));
        follow();
        assertThat(telemetry.forgotten).isEmpty();

        anHourPasses();
        has(true, Set.of("/drives"));
        follow();
        assertThat(telemetry.forgotten)
                .as("it could not be read before")
                .containsExactly("r12-u07/a");
    }

    @Test
    void goesOnInTheNextPollWhereTheTimeWasShort() throws Exception {
        probe.inventories.add(Optional::empty);
        follow();
        assertThat(readers.availablePermits()).isZero();
        has(part("a", "1"));
        follow();
        assertThat(said()).containsExactly("a");
        assertThat(readers.availablePermits()).isEqualTo(1);
    }

    @Test
    void waitsWhereTooManyOthersRead() throws Exception {
        readers.acquire();
        has(part("a", "1"));
        follow();
        assertThat(probe.inventoryReads).isZero();
        readers.release();
        follow();
        assertThat(said()).containsExactly("a");
    }

    @Test
    void readsNothingWithoutTimeToSpare() throws Exception {
        follower.follow(target, () -> true);
        assertThat(probe.inventoryReads).isZero();
    }

    @Test
    void leavesABmcAloneForAWhileThatDidNotAnswer() throws Exception {
        probe.inventories.add(() -> {
            throw new ProbeException(FailureReason.TIMEOUT, "no answer");
        });
        follow();
        follow();
        assertThat(probe.inventoryReads).isEqualTo(1);
        assertThat(readers.availablePermits()).isEqualTo(1);

        clock.advanceTo(clock.instant().plus(InventoryFollower.RETRY).plus(Duration.ofMillis(1)));
        has(part("a", "1"));
        follow();
        assertThat(said()).containsExactly("a");
    }

    @Test
    void saysAllAgainWhereARecordWasLost() throws Exception {
        has(part("a", "1"), part("b", "2"));
        follow();
        telemetry.onPartsLoss.run();
        has(part("a", "1"), part("b", "2"));
        follow();
        assertThat(said()).containsExactly("a", "b", "a", "b");
    }

    @Test
    void forgetsAllPartsOfATargetThatIsNoMore() throws Exception {
        has(part("a", "1"));
        follow();
        follower.forget(target);
        assertThat(telemetry.forgotten).containsExactly("r12-u07/a");
    }

    private List<String> announced() {
        return log.committed.stream()
                .flatMap(batch -> batch.events().stream())
                .map(event -> event.getEventId() + " " + event.getEvent())
                .toList();
    }

    @Test
    void announcesAReplacedPartOnceAndNothingAtFirst() throws Exception {
        has(part("a", "S001"));
        follow();
        assertThat(announced()).isEmpty();
        anHourPasses();
        has(part("a", "S002"));
        follow();
        anHourPasses();
        has(part("a", "S002"));
        follow();
        assertThat(announced()).containsExactly("r12-u07/inventory/1 drive a was replaced");
        assertThat(log.committed).hasSize(2);
    }

    @Test
    void announcesWhatChangedWhileNobodyLooked() throws Exception {
        has(part("a", "S001"), part("b", "S003"));
        follow();

        InventoryFollower next = new InventoryFollower(probe, telemetry, log, clock, readers);
        next.saw(BMC, true);
        next.follow(target, () -> false);
        assertThat(probe.inventoryReads).as("within the hour").isEqualTo(1);
        anHourPasses();
        has(part("a", "S002"), part("b", "S003"));
        next.follow(target, () -> false);
        assertThat(announced()).containsExactly("r12-u07/inventory/1 drive a was replaced");
    }

    @Test
    void announcesARemovedPartWhenAnotherReadingConfirmsIt() throws Exception {
        has(part("a", "S001"), part("b", "S003"));
        follow();
        anHourPasses();
        has(part("b", "S003"));
        follow();
        assertThat(announced()).isEmpty();
        clock.advanceTo(clock.instant().plus(InventoryFollower.RETRY));
        has(part("b", "S003"));
        follow();
        assertThat(announced()).containsExactly("r12-u07/inventory/1 drive a was removed");
    }

    @Test
    void announcesAChangeLaterWhereItCouldNotBeWritten() throws Exception {
        has(part("a", "S001"));
        follow();
        anHourPasses();
        log.refuse = true;
        has(part("a", "S002"));
        follow();
        assertThat(announced()).isEmpty();
        log.refuse = false;
        clock.advanceTo(clock.instant().plus(InventoryFollower.RETRY));
        has(part("a", "S002"));
        follow();
        assertThat(announced()).containsExactly("r12-u07/inventory/1 drive a was replaced");
    }
}
