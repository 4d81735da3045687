package dev.sideband.collector.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The targets file as it is written; {@link TargetsReader} makes sense of it. */
record TargetsYaml(
        @Nullable Map<String, LoginYaml> credentials,
        @Nullable Defaults defaults,
        @Nullable List<@Nullable Entry> targets) {

    /** What targets have that don't say otherwise. */
    record Defaults(@Nullable String credentials, @Nullable Duration interval) {}

    /** One target. */
    record Entry(
            @Nullable String id,
            @Nullable String ipmi,
            @Nullable String redfish,
            @Nullable Integer cipherSuite,
            @Nullable String privilege,
            @Nullable String credentials,
            @Nullable Duration interval,
            @Nullable Place location,
            @Nullable List<String> powerFeeds,
            @Nullable Map<String, String> labels,
            @Nullable Tls tls,
            @Nullable String kg,
            @Nullable Integer minimumCipherSuite,
            @JsonProperty("ipmi-1.5") @Nullable String ipmi15) {}

    /** Where a server stands. */
    record Place(
            @Nullable String site,
            @Nullable String room,
            @Nullable String row,
            @Nullable String rack,
            @Nullable Integer unit,
            @Nullable String chassis) {}

    /** How to trust a Redfish service: the word {@code insecure}, or one of the two keys. */
    record Tls(@Nullable String fingerprint, @Nullable String ca) {
        static final Tls INSECURE = new Tls(null, null);

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        Tls {}

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Tls of(String word) {
            if (!word.equals("insecure")) {
                throw new IllegalArgumentException(
                        "tls: \"%s\" is unknown; write insecure, or {ca: FILE}, or {fingerprint: sha256:...}"
                                .formatted(word));
            }
            return INSECURE;
        }
    }
}
