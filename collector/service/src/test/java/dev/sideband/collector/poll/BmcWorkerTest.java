package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Event;
import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Quality;
import dev.sideband.avro.Reachability;
import dev.sideband.avro.Reading;
import dev.sideband.avro.Sensor;
import dev.sideband.avro.Status;
import dev.sideband.avro.Target;
import dev.sideband.collector.Samples;
import dev.sideband.collector.probe.FailureReason;
import dev.sideband.collector.probe.LogDelta;
import dev.sideband.collector.probe.Measurement;
import dev.sideband.collector.probe.Observation;
import dev.sideband.collector.probe.ProbeException;
import dev.sideband.collector.probe.SensorDescriptor;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

class BmcWorkerTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final FakeProbe probe = new FakeProbe();
    private final FakeTelemetry telemetry = new FakeTelemetry();
    private final FakeLog log = new FakeLog();
    private final PollCounters counters = new PollCounters();
    private final Target target = Samples.target("r12-u07");
    private final SensorDescriptor inlet = Samples.sensor("20.0.0.01", "Inlet");
    private final SensorDescriptor outlet = Samples.sensor("20.0.0.02", "Outlet");
    private final BmcWorker worker =
            new BmcWorker(
                    target,
                    probe,
                    new BmcWorker.Environment(
                            telemetry,
                            log,
                            counters,
                            clock,
                            () -> 0.5,
                            new Semaphore(1),
                            new Governor(Governor.Limits.DEFAULT),
                            () -> true),
                    Duration.ZERO);

    private void answers(Observation observation) {
        probe.observations.add(() -> observation);
    }

    private void fails(FailureReason reason) {
        probe.observations.add(() -> {
            throw new ProbeException(reason, "127.0.0.1:623: " + reason.word());
        });
    }

    private void pollWhenDue() throws InterruptedException {
        clock.advanceTo(worker.due());
        worker.wake();
    }

    @Test
    void describesSensorsBeforeItsFirstReadings() throws Exception {
        answers(Samples.observation(Samples.good(inlet, 21.5)));

        worker.wake();

        assertThat(telemetry.said)
                .extracting(said -> (Object) said.getClass())
                .containsExactly(Sensor.class, Reading.class, Status.class);
        assertThat(telemetry.all(Reading.class).getFirst().getValue()).isEqualTo(21.5);
    }

    @Test
    void waitsThroughTheLastPartOfAMillisecond() {
        clock.advanceTo(worker.due().minusNanos(1_000));
        assertThat(worker.millisLeft()).isEqualTo(1);

        clock.advanceTo(worker.due());
        assertThat(worker.millisLeft()).isZero();
    }

    @Test
    void keepsTheSessionAliveUntilTheNextPollIsDue() throws Exception {
        answers(Samples.observation(Samples.good(inlet, 21.5)));
        worker.wake();

        clock.advanceTo(worker.due().minusMillis(1));
        worker.rise();
        assertThat(probe.keptAlive).isEqualTo(1);
        assertThat(probe.polls).isEqualTo(1);

        clock.advanceTo(worker.due());
        worker.rise();
        assertThat(probe.keptAlive).isEqualTo(1);
        assertThat(probe.polls).isEqualTo(2);
    }

    @Test
    void saysBetweenPollsWhenNewsComesInAnotherWay() throws Exception {
        answers(Samples.observation(Samples.good(inlet, 21.5)));
        probe.news = Optional.of("polling");
        worker.wake();
        assertThat(telemetry.lastStatus().getNews()).isEqualTo("polling");

        probe.news = Optional.of("push by webhook");
        clock.advanceTo(worker.due().minusMillis(2));
        worker.rise();
        clock.advanceTo(worker.due().minusMillis(1));
        worker.rise();

        assertThat(telemetry.lastStatus().getNews()).isEqualTo("push by webhook");
        assertThat(telemetry.all(Status.class)).as("once").hasSize(2);
    }

    @Test
    void describesSensorsOnceWhileTheyStayTheSame() throws Exception {
        answers(Samples.observation(Samples.good(inlet, 21.5)));

        worker.wake();
        pollWhenDue();

        assertThat(telemetry.all(Sensor.class)).hasSize(1);
        assertThat(telemetry.all(Reading.class)).hasSize(2);
    }

    @Test
    void describesSensorsAgainWhenTheirDescriptionWasLost() throws Exception {
        answers(Samples.observation(Samples.good(inlet, 21.5)));

        worker.wake();
        telemetry.onLoss.run();
        pollWhenDue();

        assertThat(telemetry.all(Sensor.class)).hasSize(2);
    }

    @Test
    void takesSensorsOffTheTopicThatTheBmcNoLongerHas() throws Exception {
        answers(Samples.observation(Samples.good(inlet, 21.5), Samples.good(outlet, 30.0)));
        answers(Samples.observation(Samples.good(inlet, 21.5)));

        worker.wake();
        pollWhenDue();

        assertThat(telemetry.forgotten).containsExactly("r12-u07/20.0.0.02");
    }

    @Test
    void writesAStatusAfterEachPoll() throws Exception {
        answers(Samples.observation(Samples.good(inlet, 21.5)));

        worker.wake();

        Status status = telemetry.lastStatus();
        assertThat(status.getState()).isEqualTo(Reachability.REACHABLE);
        assertThat(status.getSensorsExpected()).isEqualTo(1);
        assertThat(status.getSensorsGood()).isEqualTo(1);
        assertThat(status.getClockSkewMs()).isEqualTo(-1_500L);
        assertThat(status.getManufacturerId()).isEqualTo(674);
        assertThat(status.getFirmware()).isEqualTo("6.10");
        assertThat(status.getIntervalMs()).isEqualTo(10_000);
        assertThat(status.getLastGoodPoll()).isEqualTo(clock.instant());
        assertThat(status.getLocation()).isEqualTo(Samples.LOCATION);
    }

    @Test
    void isSlowWhereSensorsGaveNothing() throws Exception {
        Measurement stale = Measurement.missing(outlet, Quality.STALE, clock.instant());
        answers(Samples.observation(Samples.good(inlet, 21.5), stale));

        worker.wake();

        assertThat(telemetry.lastStatus().getState()).isEqualTo(Reachability.SLOW);
        assertThat(telemetry.lastStatus().getDetail()).contains("1 of 2 sensors");
        assertThat(telemetry.all(Reading.class).getLast().getValue()).isNull();
    }

    @Test
    void saysWhichProtocolFailsOfABmcThatIsObservedOverTheOther() throws Exception {
        Observation seen = Samples.observation(Samples.good(inlet, 21.5));
        String trouble = "Redfish fails (bad-password), read over IPMI alone: 127.0.0.1: wrong";
        answers(
                new Observation(
                        seen.measurements(), seen.catalogue(), seen.identity(), null, trouble));
        answers(seen);

        worker.wake();
        Status failing = telemetry.lastStatus();
        pollWhenDue();

        assertThat(failing.getState()).isEqualTo(Reachability.SLOW);
        assertThat(failing.getReason()).as("it is observed").isNull();
        assertThat(failing.getDetail()).isEqualTo(trouble);
        assertThat(failing.getSensorsGood()).isEqualTo(1);
        assertThat(telemetry.all(Reading.class)).hasSize(2);
        assertThat(telemetry.lastStatus().getState()).isEqualTo(Reachability.REACHABLE);
        assertThat(telemetry.lastStatus().getDetail()).isNull();
        assertThat(counters.failedPolls()).isZero();
    }

    @Test
    void isReachableWhereSensorsAreAbsent() throws Exception {
        Measurement absent = Measurement.missing(outlet, Quality.ABSENT, clock.instant());
        answers(Samples.observation(Samples.good(inlet, 21.5), absent));

        worker.wake();

        assertThat(telemetry.lastStatus().getState()).isEqualTo(Reachability.REACHABLE);
    }

    @Test
    void mayTakeLongerWhereItReadsAllDescriptors() throws Exception {
        probe.observations.add(() -> {
            clock.advance(INTERVAL.plusSeconds(1));
            return Samples.observation(Samples.good(inlet, 21.5));
        });

        worker.wake();

        assertThat(telemetry.lastStatus().getState()).isEqualTo(Reachability.REACHABLE);
        assertThat(counters.latePolls()).isZero();
    }

    @Test
    void isSlowWhereThePollTookLongerThanItsInterval() throws Exception {
        answers(Samples.observation(Samples.good(inlet, 21.5)));
        worker.wake();
        probe.observations.clear();
        probe.observations.add(() -> {
            clock.advance(INTERVAL.plusSeconds(1));
            return Samples.observation(Samples.good(inlet, 21.5));
        });

        worker.wake();

        assertThat(telemetry.lastStatus().getState()).isEqualTo(Reachability.SLOW);
        assertThat(telemetry.lastStatus().getPollDurationMs()).isEqualTo(11_000);
        assertThat(counters.latePolls()).isEqualTo(1);
    }

    @Test
    void quarantinesASilentBmcAtTheSecondFailure() throws Exception {
        fails(FailureReason.TIMEOUT);

        worker.wake();
        assertThat(telemetry.lastStatus().getState()).isEqualTo(Reachability.SLOW);
        assertThat(telemetry.lastStatus().getReason()).isEqualTo("timeout");

        pollWhenDue();
        assertThat(telemetry.lastStatus().getState()).isEqualTo(Reachability.QUARANTINED);
        assertThat(telemetry.lastStatus().getDetail()).isEqualTo("127.0.0.1:623: timeout");
        assertThat(counters.failedPolls()).isEqualTo(2);
    }

    @Test
    void saysEveryIntervalThatABmcIsStillInQuarantineWithoutAskingIt() throws Exception {
        fails(FailureReason.BAD_PASSWORD);
        worker.wake();
        Instant until = clock.instant().plusSeconds(45);

        while (worker.due().isBefore(until)) {
            pollWhenDue();
        }

        assertThat(probe.polls).isEqualTo(1);
        assertThat(telemetry.all(Status.class).size()).isBetween(4, 6);
    }

    @Test
    void triesAWrongPasswordAgainAfterAMinute() throws Exception {
        fails(FailureReason.BAD_PASSWORD);
        worker.wake();
        Instant failed = clock.instant();

        while (probe.polls < 2) {
            pollWhenDue();
        }

        assertThat(Duration.between(failed, clock.instant())).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void isReachableAtTheFirstGoodPollAfterQuarantine() throws Exception {
        fails(FailureReason.TIMEOUT);
        fails(FailureReason.TIMEOUT);
        answers(Samples.observation(Samples.good(inlet, 21.5)));
        worker.wake();
        Instant failed = clock.instant();

        while (probe.polls < 3) {
            pollWhenDue();
        }

        assertThat(telemetry.lastStatus().getState()).isEqualTo(Reachability.REACHABLE);
        assertThat(Duration.between(failed, clock.instant())).isLessThan(INTERVAL.multipliedBy(4));
    }

    @Test
    void callsWhatItStumblesOverMalformedAndGoesOn() throws Exception {
        probe.observations.add(() -> {
            throw new IllegalStateException("boom");
        });
        answers(Samples.observation(Samples.good(inlet, 21.5)));

        worker.wake();
        assertThat(telemetry.lastStatus().getReason()).isEqualTo("malformed");

        pollWhenDue();
        assertThat(telemetry.lastStatus().getState()).isEqualTo(Reachability.REACHABLE);
    }

    @Test
    void commitsLogRecordsWithThePositionBehindThem() throws Exception {
        answers(Samples.observation());
        LogPosition behind = Samples.position("r12-u07", 2, null);
        probe.deltas.add(
                () -> new LogDelta(List.of(Samples.entry(1), Samples.entry(2)), behind, false));

        worker.wake();

        assertThat(probe.askedFrom).containsExactly((LogPosition) null);
        assertThat(log.committed).hasSize(1);
        assertThat(log.committed.getFirst().events())
                .extracting(Event::getEventId)
                .containsExactly("r12-u07/SEL/0/0001/0badcafe", "r12-u07/SEL/0/0002/0badcafe");
        assertThat(log.committed.getFirst().after()).isEqualTo(behind);
    }

    @Test
    void readsTheLogBeforeItsTimeAndNothingElse() throws Exception {
        answers(Samples.observation());
        worker.wake();
        Instant due = worker.due();
        LogPosition behind = Samples.position("r12-u07", 1, null);
        probe.deltas.add(() -> new LogDelta(List.of(Samples.entry(1)), behind, false));
        assertThat(worker.millisToLook()).isZero();

        worker.look();

        assertThat(log.committed).hasSize(1);
        assertThat(probe.polls).isEqualTo(1);
        assertThat(worker.due()).isEqualTo(due);
        assertThat(worker.millisToLook()).isEqualTo(LookPacing.GAP.toMillis());
    }

    @Test
    void leavesWhatGoesWrongBeforeItsTimeToTheNextPoll() throws Exception {
        answers(Samples.observation());
        worker.wake();
        probe.deltas.add(() -> {
            throw new ProbeException(FailureReason.TIMEOUT, "127.0.0.1:623: no answer");
        });

        worker.look();

        assertThat(worker.state().state()).isEqualTo(Reachability.REACHABLE);
    }

    @Test
    void keepsAwayFromABmcThatDoesNotAnswerWhateverIsHinted() throws Exception {
        fails(FailureReason.TIMEOUT);
        worker.look();
        worker.wake();
        worker.look();
        assertThat(probe.askedFrom).isEmpty();
    }

    @Test
    void readsALongLogInPartsWithinOnePoll() throws Exception {
        answers(Samples.observation());
        LogPosition first = Samples.position("r12-u07", 1, null);
        LogPosition second = Samples.position("r12-u07", 2, null);
        probe.deltas.add(() -> new LogDelta(List.of(Samples.entry(1)), first, true));
        probe.deltas.add(() -> new LogDelta(List.of(Samples.entry(2)), second, false));

        worker.wake();

        assertThat(probe.askedFrom).containsExactly(null, first);
        assertThat(log.positions).containsEntry("r12-u07", second);
    }

    @Test
    void readsTheSameRecordsAgainWhereTheyWereNotCommitted() throws Exception {
        answers(Samples.observation());
        LogPosition behind = Samples.position("r12-u07", 1, null);
        probe.deltas.add(() -> new LogDelta(List.of(Samples.entry(1)), behind, false));
        probe.deltas.add(() -> new LogDelta(List.of(Samples.entry(1)), behind, false));

        log.refuse = true;
        worker.wake();
        log.refuse = false;
        pollWhenDue();

        assertThat(probe.askedFrom).containsExactly(null, (LogPosition) null);
        assertThat(log.committed).hasSize(1);
    }

    @Test
    void writesNothingWhereTheLogDidNotMove() throws Exception {
        answers(Samples.observation());
        LogPosition there = Samples.position("r12-u07", 1, null);
        log.positions.put("r12-u07", there);
        probe.deltas.add(() -> new LogDelta(List.of(), there, false));

        worker.wake();

        assertThat(log.committed).isEmpty();
    }

    @Test
    void keepsReadingSensorsOfABmcWhoseLogIsRefused() throws Exception {
        answers(Samples.observation(Samples.good(inlet, 21.5)));
        probe.deltas.add(() -> {
            throw new ProbeException(FailureReason.PRIVILEGE, "SEL: refused");
        });

        worker.wake();

        assertThat(telemetry.lastStatus().getState()).isEqualTo(Reachability.SLOW);
        assertThat(telemetry.lastStatus().getDetail()).isEqualTo("SEL: refused");
        assertThat(worker.due()).isBefore(clock.instant().plus(INTERVAL.multipliedBy(2)));
    }

    @Test
    void countsAPollThatBeginsLate() throws Exception {
        answers(Samples.observation());
        worker.wake();
        clock.advanceTo(worker.due().plus(INTERVAL.dividedBy(5)));

        worker.wake();

        assertThat(counters.latePolls()).isEqualTo(1);
        assertThat(counters.polls()).isEqualTo(2);
    }

    @Test
    void saysAtOnceInWhichRackAMovedServerIs() throws Exception {
        answers(Samples.observation(Samples.good(inlet, 21.5)));
        worker.wake();
        Target moved = Samples.target("r12-u07", Samples.location("dc2"));

        worker.describeAs(moved);
        pollWhenDue();

        assertThat(telemetry.all(Sensor.class)).hasSize(2);
        assertThat(telemetry.lastStatus().getLocation().getSite()).isEqualTo("dc2");
    }

    @Test
    void closesItsSessionAndForgetsARemovedTarget() throws Exception {
        answers(Samples.observation(Samples.good(inlet, 21.5)));
        worker.wake();

        worker.stopForGood();
        worker.run();

        assertThat(probe.closed).isTrue();
        assertThat(telemetry.forgotten).containsExactly("r12-u07/20.0.0.01", "r12-u07");
    }

    @Test
    void keepsTheStatusOfATargetThatAnotherRunTakesUp() throws Exception {
        answers(Samples.observation(Samples.good(inlet, 21.5)));
        worker.wake();

        worker.stop();
        worker.run();

        assertThat(probe.closed).isTrue();
        assertThat(telemetry.forgotten).isEmpty();
    }
}
