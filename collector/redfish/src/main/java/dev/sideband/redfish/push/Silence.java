package dev.sideband.redfish.push;

/**
 * Whether push says nothing though there is something to be said: where a poll finds entries in a
 * log twice, and nothing was heard before. Once something was heard, only what is serious counts:
 * many BMCs do not push all that they log.
 */
final class Silence {
    private static final int MISSES = 2;

    private boolean open;
    private boolean settled;
    private boolean heard;
    private boolean proven;
    private int misses;

    /** Push begins, or begins anew: nothing is held against it. */
    synchronized void begins() {
        heard = false;
        proven = false;
        misses = 0;
        opens();
    }

    /** It can be heard from now on; of what is in the logs by now it need not speak. */
    synchronized void opens() {
        open = true;
        settled = false;
    }

    /** It cannot be heard. */
    synchronized void ends() {
        open = false;
    }

    synchronized void heard() {
        heard = true;
        proven = true;
        misses = 0;
    }

    /** Whether anything was heard since it began. */
    synchronized boolean isProven() {
        return proven;
    }

    /** All logs were read to their end. */
    synchronized void readToEnd() {
        settled = open;
    }

    /**
     * There was something in a log.
     *
     * @param serious whether it was no mere information
     * @return whether push is to be taken for silent
     */
    synchronized boolean found(boolean serious) {
        if (!open || !settled) {
            return false;
        }
        if (heard || (proven && !serious)) {
            heard = false;
            return false;
        }
        misses++;
        if (misses < MISSES) {
            return false;
        }
        misses = 0;
        return true;
    }
}
