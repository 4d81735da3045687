package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sideband.avro.LogPosition;
import dev.sideband.collector.Samples;
import dev.sideband.collector.probe.FailureReason;
import dev.sideband.collector.probe.Observation;
import dev.sideband.collector.probe.ProbeException;
import dev.sideband.collector.probe.Task;
import dev.sideband.collector.probe.Task.PowerOrder;
import dev.sideband.collector.probe.TaskEnd;
import dev.sideband.collector.probe.TaskEnd.Result;
import dev.sideband.collector.probe.TaskWatch;
import dev.sideband.ipmi.sol.ConsoleLine;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is done to a BMC between two polls, by the thread that polls it. */
class ErrandsTest {
    private final ManualClock clock = new ManualClock();

    /** Does what the test says, and nothing else. */
    private interface Work {
        TaskEnd carryOut(TaskWatch watch) throws ProbeException, InterruptedException;
    }

    private static final class Errands implements Errand {
        final List<TaskEnd> ends = new ArrayList<>();
        final List<String> told = new ArrayList<>();
        boolean expired;
        boolean cut;
        boolean dry;

        @Override
        public Task task() {
            return new Task.Power(PowerOrder.CYCLE);
        }

        @Override
        public boolean dryRun() {
            return dry;
        }

        @Override
        public boolean begin() {
            return !expired;
        }

        @Override
        public boolean isCut() {
            return cut;
        }

        @Override
        public void progress(String state) {
            told.add(state);
        }

        @Override
        public void line(ConsoleLine line) {
            told.add(line.text());
        }

        @Override
        public void ended(TaskEnd end) {
            ends.add(end);
        }

        TaskEnd end() {
            assertThat(ends).hasSize(1);
            return ends.getFirst();
        }
    }

    /** A worker in which time passes. */
    private final class Host implements ErrandRun.Host {
        boolean stopped;
        int rests;

        @Override
        public boolean isStopped() {
            return stopped;
        }

        @Override
        public boolean rest(Instant until) {
            rests++;
            clock.advance(Duration.ofMillis(250));
            return clock.instant().isBefore(until);
        }

        @Override
        public @Nullable LogPosition logOnTopic() {
            return null;
        }
    }

    private final Errands errand = new Errands();
    private final Host host = new Host();

    private void run(Work work) throws InterruptedException {
        FakeProbe probe = new FakeProbe();
        probe.work = (_, watch) -> work.carryOut(watch);
        new ErrandRun(errand, probe, host, clock).run();
    }

    @Test
    void tellsWhatBecameOfIt() throws Exception {
        run(watch -> {
            watch.changing();
            watch.progress("power is off");
            return TaskEnd.done("power is on");
        });

        assertThat(errand.told).containsExactly("power is off");
        assertThat(errand.end()).isEqualTo(TaskEnd.done("power is on"));
    }

    @Test
    void saysThatNothingWasDoneWhereNothingWasSent() throws Exception {
        run(watch -> {
            throw new ProbeException(FailureReason.TIMEOUT, "no answer");
        });

        assertThat(errand.end().result()).isEqualTo(Result.FAILED);
        assertThat(errand.end().reason()).isEqualTo("timeout");
        assertThat(errand.end().detail()).contains("nothing was done", "no answer");
    }

    @Test
    void saysThatItIsNotKnownWhereSomethingWasSent() throws Exception {
        run(watch -> {
            watch.changing();
            throw new ProbeException(FailureReason.TIMEOUT, "no answer");
        });

        assertThat(errand.end().result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void saysThatNothingWasDoneWhereTheBmcRefused() throws Exception {
        run(watch -> {
            watch.changing();
            watch.notChanged();
            throw new ProbeException(FailureReason.REFUSED, "D5h");
        });

        assertThat(errand.end().result()).isEqualTo(Result.FAILED);
    }

    @Test
    void doesNotBeginWhatIsNotToBeBegun() throws Exception {
        errand.expired = true;
        run(watch -> {
            throw new IllegalStateException("begun");
        });

        assertThat(errand.ends).isEmpty();
    }

    @Test
    void letsTheWorkerGoOnWhileItWaits() throws Exception {
        run(watch -> {
            watch.pause(Duration.ofSeconds(1));
            return TaskEnd.done("waited");
        });

        assertThat(host.rests).isEqualTo(4);
        assertThat(errand.end().result()).isEqualTo(Result.DONE);
    }

    @Test
    void endsWhereItIsCutOff() throws Exception {
        run(watch -> {
            watch.changing();
            errand.cut = true;
            watch.pause(Duration.ofMinutes(1));
            return TaskEnd.done("waited");
        });

        assertThat(errand.end().result()).isEqualTo(Result.UNKNOWN);
        assertThat(errand.end().reason()).isEqualTo("cut-off");
    }

    @Test
    void endsWhereTheWorkerIsToStop() throws Exception {
        run(watch -> {
            host.stopped = true;
            watch.pause(Duration.ofMinutes(1));
            return TaskEnd.done("waited");
        });

        assertThat(errand.end().result()).isEqualTo(Result.FAILED);
        assertThat(errand.end().reason()).isEqualTo("cut-off");
    }

    @Test
    void tellsItsEndWhereTheThreadIsInterrupted() {
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() ->
                        run(watch -> {
                            watch.changing();
                            throw new InterruptedException();
                        }));

        assertThat(errand.end().result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void neverChangesAnythingInADryRun() throws Exception {
        errand.dry = true;
        run(watch -> {
            watch.changing();
            return TaskEnd.done("done");
        });

        assertThat(errand.end().result()).isEqualTo(Result.FAILED);
    }

    @Test
    void wakesItsWorkerAndWaitsForNoPoll() throws Exception {
        var wakeUp = new WakeUp();
        assertThat(wakeUp.order(errand)).isTrue();

        assertThat(wakeUp.await(60_000, 60_000)).isEqualTo(WakeUp.Why.ORDERED);
        assertThat(wakeUp.isWanted()).isTrue();
        assertThat(wakeUp.nextErrand()).isSameAs(errand);
        assertThat(wakeUp.nextErrand()).isNull();
    }

    @Test
    void leavesOthersWaitingWhileOneIsUnderWay() throws Exception {
        var wakeUp = new WakeUp();
        wakeUp.order(errand);

        assertThat(wakeUp.awaitOnErrand(0, 60_000)).isEqualTo(WakeUp.Why.DUE);
    }

    @Test
    void takesNoMoreThanAFewAndNoneOnceStopped() {
        var wakeUp = new WakeUp();
        for (int n = 0; n < WakeUp.MAX_ERRANDS; n++) {
            assertThat(wakeUp.order(new Errands())).isTrue();
        }
        assertThat(wakeUp.order(errand)).isFalse();

        var stopped = new WakeUp();
        stopped.stop();
        assertThat(stopped.order(errand)).isFalse();
    }

    @Test
    void leavesALockedAccountAlone() throws Exception {
        BmcWorkerTestBed bed = new BmcWorkerTestBed(clock);
        bed.probe.observations.add(() -> {
            throw new ProbeException(FailureReason.BAD_PASSWORD, "wrong password");
        });
        bed.worker.wake();
        bed.probe.work =
                (_, _) -> {
                    throw new IllegalStateException("another login");
                };
        bed.worker.order(errand);

        bed.worker.runErrand();

        assertThat(errand.end().reason()).isEqualTo("bad-password");
    }

    @Test
    void saysOfWhatWaitsThatItWillNotBeDoneWhereTheWorkerEnds() {
        BmcWorkerTestBed bed = new BmcWorkerTestBed(clock);
        bed.worker.order(errand);

        bed.worker.dropErrands();

        assertThat(errand.end().reason()).isEqualTo("not-begun");
    }

    @Test
    void doesNothingWithoutLeaveToPoll() throws Exception {
        BmcWorkerTestBed bed = new BmcWorkerTestBed(clock);
        bed.leave = false;
        bed.worker.order(errand);

        bed.worker.runErrand();

        assertThat(errand.end().reason()).isEqualTo("not-begun");
    }

    @Test
    void isDoneByTheWorkersOwnProbe() throws Exception {
        BmcWorkerTestBed bed = new BmcWorkerTestBed(clock);
        Observation seen =
                Samples.observation(Samples.good(Samples.sensor("20.0.0.01", "Inlet"), 21.5));
        bed.probe.observations.add(() -> seen);
        bed.worker.wake();
        bed.probe.work = (task, _) -> TaskEnd.done(task.toString());
        bed.worker.order(errand);

        bed.worker.runErrand();

        assertThat(errand.end().detail()).contains("CYCLE");
        assertThat(bed.probe.polls).isEqualTo(1);
    }
}
