package dev.sideband.collector.probe;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.sol.SolCapture;
import dev.sideband.ipmi.sol.SolConsole;
import dev.sideband.ipmi.sol.SolEnd;
import dev.sideband.ipmi.sol.SolException;
import dev.sideband.ipmi.sol.SolOptions;
import dev.sideband.ipmi.sol.SolSettings;
import dev.sideband.ipmi.sol.SolSink;
import dev.sideband.ipmi.wire.Bytes;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes down what a serial console prints, in the session that reads the sensors; those wait
 * meanwhile. Nothing is typed, and nobody's console is taken over.
 */
final class ConsoleTask {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final IpmiLink link;
    private final InstantSource clock;

    ConsoleTask(IpmiLink link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    TaskEnd carryOut(Task.Console task, TaskWatch watch)
            throws IpmiException, InterruptedException {
        // Opens the session where there is none, and finds out whether it still lives.
        link.send(new GetDeviceId());
        IpmiSession session =
                link.present()
                        .orElseThrow(() -> new IllegalStateException("a session without one"));
        if (watch.dryRun()) {
            boolean off = SolSettings.read(link).enabled().filter(on -> !on).isPresent();
            return off
                    ? TaskEnd.notOffered("serial over LAN is switched off at the BMC")
                    : TaskEnd.done("would take down %d s".formatted(task.time().toSeconds()));
        }
        var taker = new Taker(task, watch);
        try (SolConsole console = SolConsole.activate(session, SolOptions.DEFAULT, taker)) {
            SolEnd end = taker.take(console);
            String taken = "%d lines, %d bytes".formatted(taker.lines, taker.bytes);
            return end.reason() == SolEnd.Reason.CLOSED
                    ? TaskEnd.done(taker.isFull() ? taken + "; ended as it was enough" : taken)
                    : TaskEnd.failed("cut-off", "%s; %s".formatted(taken, end.message()));
        } catch (SolException none) {
            return TaskEnd.notOffered(String.valueOf(none.getMessage()));
        }
    }

    /** Makes lines of it, on the session's thread, until it is enough. */
    private final class Taker implements SolSink {
        private final Task.Console task;
        private final TaskWatch watch;
        private final SolCapture capture;
        private final CountDownLatch over = new CountDownLatch(1);
        private final AtomicBoolean full = new AtomicBoolean();
        private long lines;
        private int bytes;

        Taker(Task.Console task, TaskWatch watch) {
            this.task = task;
            this.watch = watch;
            this.capture =
                    new SolCapture(
                            clock,
                            line -> {
                                lines++;
                                watch.line(line);
                            });
        }

        boolean isFull() {
            return full.get();
        }

        SolEnd take(SolConsole taken) throws InterruptedException {
            Thread timer = Thread.ofVirtual().name("console-timer").start(() -> endInTime(taken));
            try {
                return taken.run();
            } finally {
                over.countDown();
                timer.join();
                capture.flush();
            }
        }

        private void endInTime(SolConsole taken) {
            long end = System.nanoTime() + task.time().toNanos();
            try {
                while (System.nanoTime() - end < 0 && !full.get() && !watch.isCut()) {
                    if (over.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            taken.end();
        }

        @Override
        public boolean offer(Bytes characters) {
            if (full.get()) {
                return true;
            }
            int room = task.maxBytes() - bytes;
            Bytes taken = characters.length() > room ? characters.first(room) : characters;
            bytes += taken.length();
            capture.offer(taken);
            full.set(bytes >= task.maxBytes());
            return true;
        }
    }
}
