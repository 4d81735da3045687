package dev.sideband.collector.poll;

import dev.sideband.collector.Samples;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/** A worker among fakes. */
final class BmcWorkerTestBed {
    final FakeProbe probe = new FakeProbe();
    final BmcWorker worker;
    boolean leave = true;

    BmcWorkerTestBed(ManualClock clock) {
        worker =
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
                                () -> leave),
                        Duration.ZERO);
    }
}
