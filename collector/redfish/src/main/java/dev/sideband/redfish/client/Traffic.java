package dev.sideband.redfish.client;

import java.util.concurrent.atomic.LongAdder;

/** What all sessions of a {@link HttpPort} did; bytes are those of bodies. */
public final class Traffic {
    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sessionsOpened = new LongAdder();
    private final LongAdder sessionsEnded = new LongAdder();
    private final LongAdder sessionsLeft = new LongAdder();

    void left() {
        sessionsLeft.increment();
    }

    void requested(int bodyBytes) {
        requests.increment();
        sent.add(bodyBytes);
    }

    void retried() {
        retries.increment();
    }

    void answered(int bodyBytes) {
        received.add(bodyBytes);
    }

    void opened() {
        sessionsOpened.increment();
    }

    void ended() {
        sessionsEnded.increment();
    }

    /** Requests that left, each time that they did. */
    public long requests() {
        return requests.sum();
    }

    /** Those of them that were sent again, as the attempt before failed in a way that may pass. */
    public long retries() {
        return retries.sum();
    }

    public long bytesSent() {
        return sent.sum();
    }

    public long bytesReceived() {
        return received.sum();
    }

    /** Sessions that BMCs gave. */
    public long sessionsOpened() {
        return sessionsOpened.sum();
    }

    /** Those of them that were deleted or turned out to be dead. */
    public long sessionsEnded() {
        return sessionsEnded.sum();
    }

    /** Those of them that could not be deleted and stay until the BMC ends them by itself. */
    public long sessionsLeft() {
        return sessionsLeft.sum();
    }
}
