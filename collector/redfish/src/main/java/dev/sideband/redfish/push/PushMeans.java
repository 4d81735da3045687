package dev.sideband.redfish.push;

import java.util.Optional;

/**
 * By what means BMCs may tell of news.
 *
 * @param streams whether their streams of server-sent events are listened to
 * @param receiver where they may post events to; nothing: nowhere
 * @param owner whose subscriptions ours are, the same for all that share the BMCs; others' are left
 *     alone
 */
public record PushMeans(boolean streams, Optional<EventReceiver> receiver, String owner) {
    /** BMCs are only polled. */
    public static final PushMeans NONE = new PushMeans(false, Optional.empty(), "");

    public PushMeans {
        if (receiver.isPresent() && !owner.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "\"%s\" cannot mark subscriptions: use letters, digits, dots and dashes"
                            .formatted(owner));
        }
    }

    /** Whether there is any. */
    public boolean any() {
        return streams || receiver.isPresent();
    }
}
