package dev.sideband.redfish.client;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes an answer's body up to a limit, and hangs up where more comes. */
final class BoundedBody implements BodySubscriber<byte[]> {
    /** More came than anybody needs. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(int limitBytes) {
            super("more than %d bytes".formatted(limitBytes));
        }
    }

    /** The connection ended before the body did. */
    static final class CutOff extends IOException {
        private static final long serialVersionUID = 1L;

        CutOff(Throwable cause) {
            super(cause);
        }
    }

    private final int limitBytes;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private int size;

    private BoundedBody(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    static BodyHandler<byte[]> of(int limitBytes) {
        return _ -> new BoundedBody(limitBytes);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        started.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        Flow.Subscription flow = subscription;
        if (flow == null || body.isDone()) {
            return;
        }
        for (ByteBuffer part : more) {
            if (part.remaining() > limitBytes - size) {
                parts.clear();
                flow.cancel();
                body.completeExceptionally(new TooLarge(limitBytes));
                return;
            }
            size += part.remaining();
            parts.add(part);
        }
        flow.request(1);
    }

    @Override
    public void onError(Throwable problem) {
        parts.clear();
        body.completeExceptionally(new CutOff(problem));
    }

    @Override
    public void onComplete() {
        byte[] whole = new byte[size];
        int at = 0;
        for (ByteBuffer part : parts) {
            int length = part.remaining();
            part.get(whole, at, length);
            at += length;
        }
        parts.clear();
        body.complete(whole);
    }
}
