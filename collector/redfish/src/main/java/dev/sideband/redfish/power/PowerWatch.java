package dev.sideband.redfish.power;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.power.SystemControl.Pause;
import dev.sideband.redfish.power.SystemControl.Progress;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Looks at a system's power until it is what it should be or the time is up. */
final class PowerWatch {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private final SystemControl control;
    private final Duration limit;
    private final Progress progress;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final long start;
    private Duration nextPause = FIRST_PAUSE;

    PowerWatch(
            SystemControl control,
            Duration limit,
            Progress progress,
            LongSupplier nanoTime,
            Pause pause) {
        this.control = control;
        this.limit = limit;
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.start = nanoTime.getAsLong();
    }

    PowerState look() throws RedfishException, InterruptedException {
        PowerState power = control.power();
        progress.power(power, elapsed());
        return power;
    }

    PowerOutcome until(PowerState wanted) throws RedfishException, InterruptedException {
        while (true) {
            if (looksLike(wanted)) {
                return PowerOutcome.REACHED;
            }
            if (isPast(limit)) {
                return PowerOutcome.NOT_REACHED;
            }
            rest();
        }
    }

    /**
     * Waits for off, then for on.
     *
     * @param wasOff that it was off before, so that only on is to be seen
     * @param showsWithin what the power may take to show that it is off
     */
    PowerOutcome cycle(boolean wasOff, boolean answered, Duration showsWithin)
            throws RedfishException, InterruptedException {
        boolean off = wasOff;
        Duration showsBy = elapsed().plus(showsWithin);
        while (true) {
            if (!off) {
                off = looksLike(PowerState.OFF);
            } else if (looksLike(PowerState.ON)) {
                return PowerOutcome.REACHED;
            }
            if (off && isPast(limit)) {
                return PowerOutcome.NOT_REACHED;
            }
            if (!off && (isPast(limit) || isPast(showsBy))) {
                return answered ? PowerOutcome.ACCEPTED : PowerOutcome.UNCERTAIN;
            }
            rest();
        }
    }

    /** A BMC can be busy, or refuse all, while the power changes: no news before the end. */
    private boolean looksLike(PowerState wanted) throws RedfishException, InterruptedException {
        try {
            return look() == wanted;
        } catch (RedfishException.NoAnswer
                | RedfishException.Busy
                | RedfishException.Refused
                | RedfishException.Malformed noNews) {
            if (isPast(limit)) {
                throw noNews;
            }
            return false;
        }
    }

    private void rest() throws InterruptedException {
        Duration left = limit.minus(elapsed());
        pause.of(nextPause.compareTo(left) < 0 ? nextPause : left);
        Duration doubled = nextPause.multipliedBy(2);
        nextPause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private boolean isPast(Duration time) {
        return elapsed().compareTo(time) >= 0;
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
