package dev.sideband.redfish.push;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.ByteStream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The streams of a BMC as a test has them: refused, or open until the test ends them. */
final class FakeStreams implements PushWatch.Streams {
    /** The last ids with which streams were asked for. */
    final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    final BlockingQueue<Stream> opened = new LinkedBlockingQueue<>();
    final AtomicInteger open = new AtomicInteger();
    private final Deque<RedfishException> refusals = new ArrayDeque<>();

    synchronized void refuse(RedfishException... why) {
        refusals.addAll(List.of(why));
    }

    private synchronized Optional<RedfishException> refusal() {
        return Optional.ofNullable(refusals.poll());
    }

    @Override
    public ByteStream open(String path, String lastEventId) throws RedfishException {
        asked.add(lastEventId);
        Optional<RedfishException> refusal = refusal();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        var stream = new Stream();
        open.incrementAndGet();
        opened.add(stream);
        return stream;
    }

    /** The next one that is opened. */
    Stream next() throws InterruptedException {
        Stream stream = opened.poll(10, TimeUnit.SECONDS);
        if (stream == null) {
            throw new AssertionError("no stream was opened");
        }
        return stream;
    }

    /** One that is open. */
    final class Stream implements ByteStream {
        private final BlockingQueue<String> pieces = new LinkedBlockingQueue<>();

        /** Sends something; nothing at all ends it. */
        void send(String text) {
            pieces.add(text);
        }

        @Override
        public Optional<List<ByteBuffer>> next(Duration longest)
                throws Broken, InterruptedException {
            String piece = pieces.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
            if (piece == null) {
                throw new Broken("nothing came");
            }
            return piece.isEmpty()
                    ? Optional.empty()
                    : Optional.of(List.of(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8))));
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
