package dev.sideband.ipmi.session;

/**
 * Which session sequence numbers are new (IPMI 2.0 §6.12.13): each is taken once, and only from 16
 * below to 15 above the highest one taken so far.
 */
public final class ReplayWindow {
    private static final int AHEAD = 15;
    private static final int BEHIND = 16;

    private int highest;
    // Bit n: the number n below the highest is gone.
    private int taken;

    /** A session's window: number 1 is the first that is expected, and nothing before it. */
    public ReplayWindow() {
        this(0, -1);
    }

    ReplayWindow(int highest, int taken) {
        this.highest = highest;
        this.taken = taken;
    }

    /** Takes {@code sequence} if it is new; call only once the packet has proved to be genuine. */
    public boolean take(int sequence) {
        // Differences, not comparisons, so that the window runs on through the 32-bit wrap.
        int ahead = sequence - highest;
        if (sequence == 0 || ahead > AHEAD || ahead < -BEHIND) {
            return false;
        }
        if (ahead > 0) {
            taken = (taken << ahead) | 1;
            highest = sequence;
            return true;
        }
        int bit = 1 << -ahead;
        boolean isNew = (taken & bit) == 0;
        taken |= bit;
        return isNew;
    }
}
