package dev.sideband.redfish.push;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.ByteStream;
import dev.sideband.redfish.push.Orders.Order;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Listens to the stream of server-sent events of one BMC (DSP0266 §12.5), one at a time, and opens
 * it again when it ends.
 */
final class StreamPath {
    /** So often it may end soon before another way is tried, where there is one. */
    private static final int MAX_ENDED_SOON = 6;

    /** So often, and it is no chance. */
    private static final int ENDED_SOON_OFTEN = 3;

    private static final Logger LOG = LoggerFactory.getLogger(StreamPath.class);

    private final PushWatch.Streams streams;
    private final Orders orders;
    private final Silence silence;
    private final PushTimes times;
    private final ReconnectPause pause;
    private final PushWatch.Teller teller;
    private EventStreamParser parser = new EventStreamParser();
    private volatile boolean open;

    StreamPath(
            PushWatch.Streams streams,
            Orders orders,
            Silence silence,
            PushTimes times,
            DoubleSupplier random,
            PushWatch.Teller teller) {
        this.streams = streams;
        this.orders = orders;
        this.silence = silence;
        this.times = times;
        this.pause = new ReconnectPause(times, random);
        this.teller = teller;
    }

    /** Whether a stream is open. */
    boolean isOpen() {
        return open;
    }

    /**
     * Listens until there is no sense in it.
     *
     * @param uri as the BMC gave it
     * @param alone whether there is no other way that could be tried
     */
    PathEnd run(String uri, boolean alone) throws InterruptedException {
        boolean renewed = false;
        silence.begins();
        silence.ends();
        Optional<Order> order = Optional.empty();
        while (true) {
            if (order.isEmpty()) {
                order = orders.awaitAnswers();
            }
            switch (order.orElse(Order.RENEW)) {
                case STOP -> {
                    return PathEnd.STOPPED;
                }
                case ANEW -> {
                    return PathEnd.ANEW;
                }
                case SILENT -> {
                    if (renewed && !silence.isProven()) {
                        return PathEnd.useless("its stream of events says nothing of what it logs");
                    }
                    renewed = true;
                    teller.say("a stream of events that said nothing is opened anew");
                    silence.begins();
                    silence.ends();
                }
                case RENEW -> {
                    // That is what comes next anyway.
                }
            }
            long began = System.nanoTime();
            try {
                listenOnce(uri);
            } catch (RedfishException.NotFound | RedfishException.Denied none) {
                return PathEnd.none(String.valueOf(none.getMessage()));
            } catch (RedfishException.Malformed other) {
                return PathEnd.useless(String.valueOf(other.getMessage()));
            } catch (RedfishException failure) {
                if (isForGood(failure)) {
                    return PathEnd.none(String.valueOf(failure.getMessage()));
                }
                LOG.debug("no stream of events: {}", failure.getMessage());
            }
            Duration lasted = Duration.ofNanos(System.nanoTime() - began);
            Duration wait = pause.after(lasted, parser.retry());
            if (pause.endedSoon() >= ENDED_SOON_OFTEN) {
                teller.isNotHeard("its stream of events ends at once; it is opened again");
            }
            order = orders.await(wait);
            if (!alone && pause.endedSoon() >= MAX_ENDED_SOON) {
                return order.filter(Order.STOP::equals).isPresent()
                        ? PathEnd.STOPPED
                        : PathEnd.useless("its stream of events ends again and again");
            }
        }
    }

    /** What no second attempt changes; a BMC without streams says so in many ways. */
    private static boolean isForGood(RedfishException failure) {
        return failure instanceof RedfishException.Refused refused
                && (refused.status() == 501
                        || (refused.status() >= 400
                                && refused.status() < 500
                                && refused.status() != 408));
    }

    private void listenOnce(String uri) throws RedfishException {
        try {
            orders.untilOrdered(() -> listen(uri));
        } catch (InterruptedException ordered) {
            LOG.debug("a stream of events is left");
        } catch (ByteStream.Broken | EventStreamParser.EndlessEvent broken) {
            LOG.debug("a stream of events ended: {}", broken.getMessage());
        } finally {
            open = false;
            silence.ends();
        }
    }

    private boolean listen(String uri)
            throws RedfishException,
                    ByteStream.Broken,
                    EventStreamParser.EndlessEvent,
                    InterruptedException {
        parser = new EventStreamParser(parser.lastId());
        try (ByteStream stream = streams.open(uri, parser.lastId())) {
            silence.opens();
            open = true;
            teller.isHeardBy("push by server-sent events");
            while (true) {
                Optional<List<ByteBuffer>> piece = stream.next(times.idle());
                if (piece.isEmpty()) {
                    return true;
                }
                for (ByteBuffer part : piece.get()) {
                    parser.feed(part, event -> teller.came(event.data()));
                }
            }
        }
    }
}
