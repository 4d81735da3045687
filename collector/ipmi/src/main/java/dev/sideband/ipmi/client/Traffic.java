package dev.sideband.ipmi.client;

import java.util.concurrent.atomic.LongAdder;

/** How much passed through the sockets of a {@link UdpPort}, without what IP and UDP add. */
public final class Traffic {
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();

    void sent(int bytes) {
        sent.add(bytes);
    }

    void received(int bytes) {
        received.add(bytes);
    }

    public long bytesSent() {
        return sent.sum();
    }

    public long bytesReceived() {
        return received.sum();
    }
}
