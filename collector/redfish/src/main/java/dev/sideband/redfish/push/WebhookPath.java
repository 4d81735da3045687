package dev.sideband.redfish.push;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.push.EventReceiver.Mailbox;
import dev.sideband.redfish.push.Orders.Order;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Has one BMC post its events to us (DSP0266 §12.1): subscribes, looks from time to time whether
 * the subscription is still there, and deletes it at the end.
 */
final class WebhookPath {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookPath.class);

    private final RedfishClient client;
    private final Orders orders;
    private final Silence silence;
    private final PushTimes times;
    private final PushMeans means;
    private final String target;
    private final PushWatch.Teller teller;
    private final ReconnectPause pause;

    WebhookPath(
            RedfishClient client,
            Orders orders,
            Silence silence,
            PushTimes times,
            PushMeans means,
            String target,
            DoubleSupplier random,
            PushWatch.Teller teller) {
        this.client = client;
        this.orders = orders;
        this.silence = silence;
        this.times = times;
        this.means = means;
        this.target = target;
        this.teller = teller;
        this.pause = new ReconnectPause(times, random);
    }

    /** Stays subscribed until there is no sense in it. */
    PathEnd run(EventOffer offer, EventReceiver receiver, String collection)
            throws InterruptedException {
        if (!offer.enabled()) {
            return PathEnd.useless("its event service is switched off; switch it on for push");
        }
        var subscriptions =
                new Subscriptions(
                        client, offer, collection, means.owner(), target, receiver.base());
        try (Mailbox mailbox = receiver.open(teller::came)) {
            var stay = new Stay(subscriptions, mailbox.url());
            try {
                return stay.run();
            } finally {
                silence.ends();
                stay.end();
            }
        }
    }

    /** From the first request to subscribe to the last one to delete it. */
    private final class Stay {
        private final Subscriptions subscriptions;
        private final String url;
        private @Nullable String path;
        private boolean inDoubt;

        private Stay(Subscriptions subscriptions, String url) {
            this.subscriptions = subscriptions;
            this.url = url;
        }

        private PathEnd run() throws InterruptedException {
            boolean renewed = false;
            silence.begins();
            silence.ends();
            Optional<Order> order = orders.awaitAnswers();
            while (true) {
                switch (order.orElse(Order.RENEW)) {
                    case STOP -> {
                        return PathEnd.STOPPED;
                    }
                    case ANEW -> {
                        return PathEnd.ANEW;
                    }
                    case SILENT -> {
                        if (renewed && !silence.isProven()) {
                            return PathEnd.useless(
                                    "its subscription brings nothing of what it logs");
                        }
                        renewed = true;
                        teller.say("a subscription that brought nothing is made anew");
                        silence.begins();
                        silence.ends();
                        end();
                    }
                    case RENEW -> {
                        // That is what comes next anyway.
                    }
                }
                Optional<PathEnd> over = subscribe();
                if (over.isPresent()) {
                    return over.get();
                }
                order = orders.await(inDoubt ? pause.again() : times.check());
                if (order.isEmpty()) {
                    order = orders.awaitAnswers();
                }
            }
        }

        private Optional<PathEnd> subscribe() throws InterruptedException {
            inDoubt = true;
            try {
                Subscriptions.Outcome outcome = subscriptions.ensure(url);
                inDoubt = false;
                pause.forget();
                return switch (outcome) {
                    case Subscriptions.Outcome.There(String there) -> {
                        if (!there.equals(path)) {
                            silence.opens();
                        }
                        path = there;
                        teller.isHeardBy("push by webhook");
                        yield Optional.empty();
                    }
                    case Subscriptions.Outcome.NoRoom(String why) ->
                            Optional.of(
                                    PathEnd.useless(
                                            "it has no room for another subscription: " + why));
                    case Subscriptions.Outcome.Unwanted(String why) ->
                            Optional.of(PathEnd.none(why));
                };
            } catch (RedfishException.Denied | RedfishException.NotFound refused) {
                return Optional.of(PathEnd.none(said(refused)));
            } catch (RedfishException failure) {
                LOG.debug("not subscribed: {}", said(failure));
                return Optional.empty();
            }
        }

        private String said(RedfishException failure) {
            return subscriptions.masked(String.valueOf(failure.getMessage()));
        }

        private void end() throws InterruptedException {
            String there = path;
            path = null;
            try {
                if (inDoubt) {
                    subscriptions.removeAll();
                } else if (there != null) {
                    subscriptions.remove(there);
                }
                inDoubt = false;
            } catch (RedfishException failure) {
                LOG.atWarn()
                        .addKeyValue("target", target)
                        .addKeyValue("failure", said(failure))
                        .log("a subscription may stay at the BMC; the next start deletes it");
            }
        }
    }
}
