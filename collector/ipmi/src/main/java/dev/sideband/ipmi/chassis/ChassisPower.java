package dev.sideband.ipmi.chassis;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.chassis.ChassisControl;
import dev.sideband.ipmi.command.chassis.ChassisControl.Action;
import dev.sideband.ipmi.command.chassis.GetChassisStatus;
import dev.sideband.ipmi.message.CompletionCode;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Carries out a power action and waits until the server is in the state that was asked for.
 *
 * <p>The order is sent once. Where its answer gets lost, the server's power tells what became of
 * it; so an order to switch on or off that is obeyed is known to be, and a reset that may have
 * happened is said to be {@link PowerOutcome#UNCERTAIN}.
 */
public final class ChassisPower {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** A power cycle keeps the power off for a second or more (§28.3), so by then it was seen. */
    private static final Duration CYCLE_SHOWS_WITHIN = Duration.ofSeconds(10);

    private final IpmiClient client;
    private final LongSupplier nanoTime;
    private final Pause pause;

    /** Acts on the BMC behind {@code client}. */
    public ChassisPower(IpmiClient client) {
        this(client, System::nanoTime, Thread::sleep);
    }

    /** The same, where {@code pause} uses the time between two looks for something else. */
    public ChassisPower(IpmiClient client, Pause pause) {
        this(client, System::nanoTime, pause);
    }

    ChassisPower(IpmiClient client, LongSupplier nanoTime, Pause pause) {
        this.client = client;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /** Waits until it is time to look again. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** Told of the server's power each time that it was looked at. */
    @FunctionalInterface
    public interface Progress {
        Progress NONE = (_, _) -> {};

        /** The power, {@code elapsed} after the action began. */
        void power(boolean on, Duration elapsed);
    }

    /**
     * Does {@code action}.
     *
     * @param limit how long to wait for the state; a soft shutdown may take minutes
     * @throws IpmiException where the BMC refused, or its power can't be read
     */
    public PowerOutcome perform(Action action, Duration limit, Progress progress)
            throws IpmiException, InterruptedException {
        var watch = new Watch(limit, progress);
        boolean on = watch.look();
        if (isAlready(action, on)) {
            return PowerOutcome.ALREADY_THERE;
        }
        boolean answered = order(action);
        return switch (action) {
            case POWER_UP -> watch.until(true);
            case POWER_DOWN, SOFT_SHUTDOWN -> watch.until(false);
            case POWER_CYCLE -> watch.cycle(!on, answered);
            case HARD_RESET, DIAGNOSTIC_INTERRUPT ->
                    answered ? PowerOutcome.ACCEPTED : PowerOutcome.UNCERTAIN;
        };
    }

    private static boolean isAlready(Action action, boolean on) {
        return switch (action) {
            case POWER_UP -> on;
            case POWER_DOWN, SOFT_SHUTDOWN -> !on;
            case POWER_CYCLE, HARD_RESET, DIAGNOSTIC_INTERRUPT -> false;
        };
    }

    /** Whether the BMC said that it took the order; without an answer it may have. */
    private boolean order(Action action) throws IpmiException, InterruptedException {
        try {
            client.send(new ChassisControl(action));
            return true;
        } catch (NoAnswer lost) {
            return false;
        } catch (Refused refused) {
            if (refused.completionCode() == CompletionCode.TIMEOUT) {
                return false;
            }
            throw refused;
        }
    }

    /** Looks at the power until it is what it should be or the time is up. */
    private final class Watch {
        private final long start = nanoTime.getAsLong();
        private final Duration limit;
        private final Progress progress;
        private Duration nextPause = FIRST_PAUSE;

        Watch(Duration limit, Progress progress) {
            this.limit = limit;
            this.progress = progress;
        }

        boolean look() throws IpmiException, InterruptedException {
            boolean on = client.send(new GetChassisStatus()).powerOn();
            progress.power(on, elapsed());
            return on;
        }

        PowerOutcome until(boolean wanted) throws IpmiException, InterruptedException {
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

        /** Off, then on again; where it was off before, only on. */
        PowerOutcome cycle(boolean seenOff, boolean answered)
                throws IpmiException, InterruptedException {
            boolean off = seenOff;
            Duration showsBy = elapsed().plus(CYCLE_SHOWS_WITHIN);
            while (true) {
                if (!off) {
                    off = looksLike(false);
                } else if (looksLike(true)) {
                    return PowerOutcome.REACHED;
                }
                if (isPast(limit)) {
                    return off ? PowerOutcome.NOT_REACHED : unseen(answered);
                }
                if (!off && isPast(showsBy)) {
                    return unseen(answered);
                }
                rest();
            }
        }

        private static PowerOutcome unseen(boolean answered) {
            return answered ? PowerOutcome.ACCEPTED : PowerOutcome.UNCERTAIN;
        }

        /** A BMC can be deaf or busy while the power changes: that is no news before the end. */
        private boolean looksLike(boolean wanted) throws IpmiException, InterruptedException {
            try {
                return look() == wanted;
            } catch (NoAnswer | Refused noNews) {
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
}
