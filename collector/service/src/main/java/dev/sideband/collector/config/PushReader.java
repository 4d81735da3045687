package dev.sideband.collector.config;

import static java.util.Objects.requireNonNullElse;

import dev.sideband.collector.push.PushOptions;
import dev.sideband.collector.push.WebhookOptions;
import dev.sideband.collector.push.WebhookOptions.TlsFiles;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.YamlFile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;

/** Makes sense of the section {@code push}. */
record PushReader(Path file) {
    PushOptions read(CollectorYaml.@Nullable Push given) throws ConfigException {
        if (given == null) {
            return PushOptions.DEFAULT;
        }
        PushOptions options =
                requireNonNullElse(given.eventStreams(), true)
                        ? PushOptions.DEFAULT
                        : PushOptions.OFF;
        return given.webhook() == null ? options : options.withWebhook(webhook(given.webhook()));
    }

    private WebhookOptions webhook(CollectorYaml.Webhook given) throws ConfigException {
        if (given.port() == null) {
            throw problem("port is missing; BMCs post their events to it", "webhook");
        }
        if ((given.cert() == null) != (given.key() == null)) {
            throw problem("cert and key belong together; add the missing one", "webhook");
        }
        try {
            return new WebhookOptions(
                    requireNonNullElse(given.address(), ""),
                    given.port(),
                    Optional.ofNullable(given.url()).map(WebhookOptions::url),
                    given.cert() == null || given.key() == null
                            ? Optional.empty()
                            : Optional.of(new TlsFiles(beside(given.cert()), beside(given.key()))));
        } catch (IllegalArgumentException wrong) {
            // It begins with the name of the option: webhook-url, webhook-port.
            String message = String.valueOf(wrong.getMessage()).replaceFirst("^webhook-", "");
            throw problem(message, "webhook", message.replaceFirst(":.*", ""));
        }
    }

    private Path beside(String path) {
        return file.toAbsolutePath().resolveSibling(path);
    }

    private ConfigException problem(String message, String... keys) throws ConfigException {
        Object[] path = new Object[keys.length + 1];
        path[0] = "push";
        System.arraycopy(keys, 0, path, 1, keys.length);
        return YamlFile.problem(file, message, path);
    }
}
