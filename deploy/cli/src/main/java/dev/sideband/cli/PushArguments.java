package dev.sideband.cli;

import dev.sideband.collector.push.PushOptions;
import dev.sideband.collector.push.WebhookOptions;
import dev.sideband.collector.push.WebhookOptions.TlsFiles;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/** How BMCs may tell of news over Redfish. */
final class PushArguments {
    @Option(
            names = "--no-event-streams",
            description =
                    "Do not listen to the event streams (server-sent events) of the BMCs that have"
                            + " one.")
    private boolean noStreams;

    @Option(
            names = "--webhook-port",
            paramLabel = "PORT",
            description =
                    "Have BMCs without a stream post their events to this TCP port, and look at"
                        + " once at a BMC that does; 0: any free one. The collector subscribes at"
                        + " each BMC and deletes its subscription at the end, for which the account"
                        + " must be allowed to configure the BMC.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--webhook-url",
            paramLabel = "URL",
            description =
                    "The URL by which BMCs reach that port, such as https://10.0.0.5:8444. Most"
                            + " take https alone.")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--webhook-address",
            paramLabel = "ADDRESS",
            description = "The address to listen on (all of this machine's).")
    private String address = "";

    @Option(
            names = "--webhook-cert",
            paramLabel = "FILE",
            description =
                    "The certificate, in PEM, for HTTPS; without it plain HTTP is spoken, as behind"
                            + " a proxy.")
    private Optional<Path> certificate = Optional.empty();

    @Option(
            names = "--webhook-key",
            paramLabel = "FILE",
            description = "The certificate's key, in PEM (PKCS#8), not encrypted.")
    private Optional<Path> key = Optional.empty();

    /**
     * What was asked for.
     *
     * @throws IllegalArgumentException where it does not fit; the message begins with an option's
     *     name without its dashes
     */
    PushOptions options() {
        PushOptions streams = noStreams ? PushOptions.OFF : PushOptions.DEFAULT;
        if (port.isEmpty()) {
            requireNone("webhook-url", url);
            requireNone("webhook-cert", certificate);
            requireNone("webhook-key", key);
            requireNone("webhook-address", Optional.of(address).filter(text -> !text.isEmpty()));
            return streams;
        }
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    certificate.isPresent()
                            ? "webhook-key: is missing: give the key of --webhook-cert"
                            : "webhook-cert: is missing: give the certificate of --webhook-key");
        }
        return streams.withWebhook(
                new WebhookOptions(
                        address,
                        port.get(),
                        url.map(WebhookOptions::url),
                        certificate.flatMap(cert -> key.map(its -> new TlsFiles(cert, its)))));
    }

    private static void requireNone(String option, Optional<?> value) {
        if (value.isPresent()) {
            throw new IllegalArgumentException(
                    option + ": needs --webhook-port: the port on which events are received");
        }
    }
}
