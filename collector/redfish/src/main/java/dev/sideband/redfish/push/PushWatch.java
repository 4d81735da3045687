package dev.sideband.redfish.push;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.ByteStream;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.push.Orders.Order;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Hears from one BMC by its stream of events, or by a subscription, or not at all, and then it is
 * only polled. A thread of its own does all of it, from the first poll that succeeded until it is
 * closed, so that it holds up no poll; and while polls fail it asks nothing.
 *
 * <pre>
 *   stream ──none, silent──► webhook ──none, full, silent──► polling alone
 *     ▲                                                          │
 *     └────── after an hour; where there is none, with other firmware ◄┘
 * </pre>
 */
public final class PushWatch implements AutoCloseable {
    /** Where a BMC has neither, nothing but other firmware changes that. */
    private static final Duration FOR_GOOD = Duration.ofDays(365);

    private static final Logger LOG = LoggerFactory.getLogger(PushWatch.class);

    /** Opens the BMC's streams, with its one session. */
    public interface Streams {
        /**
         * Opens one.
         *
         * @param lastEventId of the last event that is known; empty: none
         */
        ByteStream open(String path, String lastEventId)
                throws RedfishException, InterruptedException;
    }

    /** What a way of push tells. */
    interface Teller {
        /** Something came. */
        void came(String text);

        /** Push works. */
        void isHeardBy(String how);

        /** Push does not work for a while. */
        void isNotHeard(String why);

        /** For the log. */
        void say(String what);
    }

    private final String target;
    private final RedfishClient client;
    private final PushMeans means;
    private final PushTimes times;
    private final Orders orders = new Orders();
    private final Silence silence = new Silence();
    private final StreamPath stream;
    private final WebhookPath webhook;
    private final ReconnectPause pause;
    private volatile Runnable listener = () -> {};
    private volatile String how = "polling";

    /** Of the thread that listens. */
    private @Nullable Thread thread;

    private @Nullable String firmware;
    private boolean away;

    /**
     * A watch that does nothing before the BMC answered.
     *
     * @param client used by a thread of its own beside the one that polls
     * @param random from 0 to 1
     */
    public PushWatch(
            String target,
            RedfishClient client,
            Streams streams,
            PushMeans means,
            PushTimes times,
            DoubleSupplier random) {
        this.target = target;
        this.client = client;
        this.means = means;
        this.times = times;
        Teller teller = new Telling();
        this.stream = new StreamPath(streams, orders, silence, times, random, teller);
        this.webhook =
                new WebhookPath(client, orders, silence, times, means, target, random, teller);
        this.pause = new ReconnectPause(times, random);
    }

    /** Who is to look when the BMC has news; must not block. */
    public void onNews(Runnable look) {
        listener = look;
    }

    /** How news comes, for people, such as "push by webhook" or "polling: …". */
    public String how() {
        return how;
    }

    /** Whether the session is in use though nothing is asked. */
    public boolean isStreaming() {
        return stream.isOpen();
    }

    /**
     * The BMC answered a poll.
     *
     * @param version of its firmware; null where it does not tell
     */
    public void answered(@Nullable String version) {
        if (!means.any()) {
            return;
        }
        if (thread == null) {
            thread = Thread.ofVirtual().name("push-" + target).start(this::run);
        } else if (version != null && firmware != null && !version.equals(firmware)) {
            orders.give(Order.ANEW);
        } else if (away) {
            orders.give(Order.RENEW);
        }
        firmware = version == null ? firmware : version;
        away = false;
        orders.answers(true);
    }

    /** The BMC did not answer a poll. */
    public void failed() {
        away = true;
        orders.answers(false);
    }

    /**
     * There was something new in a log.
     *
     * @param serious whether any of it was no mere information
     * @return whether push is now taken for silent, as it did not speak of it
     */
    public boolean found(boolean serious) {
        boolean silent = silence.found(serious);
        if (silent) {
            orders.give(Order.SILENT);
        }
        return silent;
    }

    /** All logs were read to their end. */
    public void readToEnd() {
        silence.readToEnd();
    }

    private void run() {
        try {
            follow();
        } catch (InterruptedException cut) {
            LOG.atWarn()
                    .addKeyValue("target", target)
                    .log("push did not end in time; a subscription may stay at the BMC");
        } catch (RuntimeException unforeseen) {
            how = "polling: push failed in an unforeseen way";
            LOG.atWarn().addKeyValue("target", target).setCause(unforeseen).log(how);
        }
    }

    private void follow() throws InterruptedException {
        while (true) {
            if (orders.awaitAnswers().filter(Order.STOP::equals).isPresent()) {
                return;
            }
            PathEnd end = listen();
            switch (end.kind()) {
                case STOPPED -> {
                    return;
                }
                case ANEW -> {
                    // That is what comes next.
                }
                case NONE, USELESS, FAILED -> {
                    isPolledAlone(end);
                    if (rest(end.kind()) == Order.STOP) {
                        return;
                    }
                }
            }
        }
    }

    /** Tries the ways that there are, one behind the other. */
    private PathEnd listen() throws InterruptedException {
        EventOffer offer;
        try {
            offer = orders.untilOrdered(() -> EventOffer.read(client));
            pause.forget();
        } catch (RedfishException failure) {
            return PathEnd.failed(String.valueOf(failure.getMessage()));
        } catch (ByteStream.Broken | EventStreamParser.EndlessEvent never) {
            throw new IllegalStateException(never);
        } catch (InterruptedException ordered) {
            return PathEnd.ANEW;
        }
        Optional<EventReceiver> receiver = means.receiver();
        boolean posts = receiver.isPresent() && offer.subscriptions().isPresent();
        PathEnd end = PathEnd.none("it offers nothing else");
        if (means.streams() && offer.stream().isPresent()) {
            end = stream.run(offer.stream().get(), !posts);
            if (end.kind() == PathEnd.Kind.STOPPED || end.kind() == PathEnd.Kind.ANEW) {
                return end;
            }
        }
        if (posts) {
            PathEnd second = webhook.run(offer, receiver.get(), offer.subscriptions().get());
            return end.kind() == PathEnd.Kind.USELESS && second.kind() == PathEnd.Kind.NONE
                    ? PathEnd.useless(end.why() + "; " + second.why())
                    : second;
        }
        return end;
    }

    private void isPolledAlone(PathEnd end) {
        how = "polling: " + end.why();
        var line = end.kind() == PathEnd.Kind.USELESS ? LOG.atInfo() : LOG.atDebug();
        line.addKeyValue("target", target).addKeyValue("why", end.why()).log("only polled");
    }

    /** Waits for what makes it worth while to begin anew. */
    private Order rest(PathEnd.Kind after) throws InterruptedException {
        Duration longest =
                switch (after) {
                    case NONE -> FOR_GOOD;
                    case USELESS -> times.rest();
                    case FAILED, STOPPED, ANEW -> pause.again();
                };
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            Optional<Order> order = orders.await(left);
            if (order.isEmpty()) {
                return Order.ANEW;
            }
            if (order.get() == Order.STOP || order.get() == Order.ANEW) {
                return order.get();
            }
        }
    }

    /** Ends the stream and deletes the subscription; takes no longer than it may. */
    @Override
    public void close() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        orders.give(Order.STOP);
        boolean interrupted = Thread.interrupted();
        if (!isJoined(running, times.closing())) {
            running.interrupt();
            interrupted |= !isJoined(running, times.closing().dividedBy(4));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isJoined(Thread thread, Duration longest) {
        boolean interrupted = false;
        long end = System.nanoTime() + longest.toNanos();
        boolean joined = false;
        for (long left = longest.toNanos(); !joined && left > 0; left = end - System.nanoTime()) {
            try {
                joined = thread.join(Duration.ofNanos(left));
            } catch (InterruptedException hurry) {
                // What is to be deleted is deleted.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return joined;
    }

    private final class Telling implements Teller {
        @Override
        public void came(String text) {
            if (PushedEvent.isNews(text)) {
                silence.heard();
                LOG.atDebug().addKeyValue("target", target).log("news was pushed");
                listener.run();
            }
        }

        @Override
        public void isHeardBy(String now) {
            how = now;
            // A line for each BMC of a fleet says nothing; the status of each has it.
            LOG.atDebug().addKeyValue("target", target).log(now);
        }

        @Override
        public void isNotHeard(String why) {
            how = "polling: " + why;
        }

        @Override
        public void say(String what) {
            LOG.atInfo().addKeyValue("target", target).log(what);
        }
    }
}
