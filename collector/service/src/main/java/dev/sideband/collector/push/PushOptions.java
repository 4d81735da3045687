package dev.sideband.collector.push;

import java.util.Optional;

/**
 * How BMCs may tell of news over Redfish.
 *
 * @param streams whether their streams of server-sent events are listened to
 * @param webhook where those post their events that have no stream; nothing: nowhere
 */
public record PushOptions(boolean streams, Optional<WebhookOptions> webhook) {
    /** Streams alone: they need nothing but the address that is polled anyhow. */
    public static final PushOptions DEFAULT = new PushOptions(true, Optional.empty());

    /** BMCs are only polled. */
    public static final PushOptions OFF = new PushOptions(false, Optional.empty());

    /** The same, and BMCs without a stream post their events. */
    public PushOptions withWebhook(WebhookOptions options) {
        return new PushOptions(streams, Optional.of(options));
    }

    /** The same without streams. */
    public PushOptions withoutStreams() {
        return new PushOptions(false, webhook);
    }
}
