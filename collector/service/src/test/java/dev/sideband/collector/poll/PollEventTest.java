package dev.sideband.collector.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sideband.collector.Samples;
import dev.sideband.collector.probe.FailureReason;
import dev.sideband.collector.probe.ProbeException;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** What a recording of the JVM's own recorder has of polls. */
class PollEventTest {
    private final ManualClock clock = new ManualClock();
    private final FakeProbe probe = new FakeProbe();
    private final BmcWorker worker =
            new BmcWorker(
                    Samples.target("r12-u07"),
                    probe,
                    new BmcWorker.Environment(
                            new FakeTelemetry(),
                            new FakeLog(),
                            new PollCounters(),
                            clock,
                            () -> 0.5,
                            new Semaphore(1),
                            new Governor(Governor.Limits.DEFAULT),
                            () -> true),
                    Duration.ZERO);

    private List<RecordedEvent> recorded(Consumer<RecordingStream> settings) throws Exception {
        List<RecordedEvent> events = new CopyOnWriteArrayList<>();
        try (var stream = new RecordingStream()) {
            settings.accept(stream);
            stream.setReuse(false);
            stream.onEvent(PollEvent.NAME, events::add);
            stream.startAsync();
            worker.wake();
            clock.advanceTo(worker.due());
            worker.wake();
            stream.stop();
        }
        return events;
    }

    private void answersOnceAndThenIsSilent() {
        var inlet = Samples.sensor("20.0.0.01", "Inlet");
        probe.observations.add(() -> Samples.observation(Samples.good(inlet, 21.5)));
        probe.observations.add(() -> {
            throw new ProbeException(FailureReason.TIMEOUT, "no answer");
        });
    }

    @Test
    void tellsOfEachPollWhereARecordingAsksForIt() throws Exception {
        answersOnceAndThenIsSilent();
        List<RecordedEvent> events = recorded(stream -> stream.enable(PollEvent.NAME));
        assertThat(events)
                .extracting(
                        event -> event.getString("target"),
                        event -> event.getString("protocol"),
                        event -> event.getString("outcome"),
                        event -> event.getString("reason"))
                .containsExactly(
                        tuple("r12-u07", "ipmi", "whole", ""),
                        tuple("r12-u07", "ipmi", "failed", "timeout"));
        assertThat(events).allSatisfy(event -> assertThat(event.getDuration()).isPositive());
    }

    @Test
    void isOffUnlessItIsAskedFor() throws Exception {
        answersOnceAndThenIsSilent();
        assertThat(recorded(_ -> {})).isEmpty();
    }

    @Test
    void leavesOutWhatIsQuickerThanTheThreshold() throws Exception {
        answersOnceAndThenIsSilent();
        assertThat(
                        recorded(stream ->
                                stream.enable(PollEvent.NAME).withThreshold(Duration.ofMinutes(1))))
                .isEmpty();
    }
}
