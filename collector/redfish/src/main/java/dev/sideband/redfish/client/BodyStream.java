package dev.sideband.redfish.client;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The body of an answer, as it comes. */
final class BodyStream implements ByteStream {
    /** What the other side did; one of the two. */
    private record Signal(@Nullable List<ByteBuffer> piece, @Nullable String ending) {}

    private static final String ENDED = "";

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Receiver receiver = new Receiver();
    private volatile boolean closed;

    private BodyStream() {}

    /** Whether an answer is one that comes bit by bit, such as server-sent events. */
    static boolean isOne(ResponseInfo answer) {
        // Some forget to say what it is; what is said to be something else is that.
        return answer.statusCode() == 200
                && answer.headers()
                        .firstValue("Content-Type")
                        .map(type -> type.strip().toLowerCase(Locale.ROOT))
                        .map(type -> type.startsWith("text/event-stream"))
                        .orElse(true);
    }

    static BodySubscriber<ByteStream> subscriber() {
        return new BodyStream().receiver;
    }

    @Override
    public Optional<List<ByteBuffer>> next(Duration longest) throws Broken, InterruptedException {
        Signal signal = closed ? null : signals.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        if (closed) {
            // That the connection broke is our own doing then.
            return Optional.empty();
        }
        if (signal == null) {
            throw new Broken("nothing came for " + Deadline.text(longest));
        }
        if (signal.ending() != null) {
            signals.add(signal);
            if (!signal.ending().equals(ENDED)) {
                throw new Broken(signal.ending());
            }
            return Optional.empty();
        }
        receiver.more();
        return Optional.ofNullable(signal.piece());
    }

    @Override
    public void close() {
        closed = true;
        receiver.cancel();
        signals.add(new Signal(null, ENDED));
    }

    private final class Receiver implements BodySubscriber<ByteStream> {
        private final CompletableFuture<Flow.Subscription> flow = new CompletableFuture<>();

        @Override
        public CompletionStage<ByteStream> getBody() {
            return CompletableFuture.completedFuture(BodyStream.this);
        }

        @Override
        public void onSubscribe(Flow.Subscription started) {
            flow.complete(started);
            started.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> piece) {
            signals.add(new Signal(piece, null));
        }

        @Override
        public void onError(Throwable problem) {
            signals.add(new Signal(null, "the connection broke"));
        }

        @Override
        public void onComplete() {
            signals.add(new Signal(null, ENDED));
        }

        private void more() {
            var _ = flow.thenAccept(started -> started.request(1));
        }

        /** Also where it begins only later. */
        private void cancel() {
            var _ = flow.thenAccept(Flow.Subscription::cancel);
        }
    }
}
