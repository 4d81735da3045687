package dev.sideband.collector.inventory;

import dev.sideband.avro.Location;
import dev.sideband.avro.Target;
import dev.sideband.collector.probe.Credentials;
import dev.sideband.collector.probe.Privileges;
import dev.sideband.collector.probe.SessionSettings;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.redfish.client.RedfishAddress;
import dev.sideband.redfish.client.Trust;
import dev.sideband.runtime.ConfigException;
import dev.sideband.runtime.YamlFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes sense of one entry under {@code targets}. */
final class EntryReader {
    /** RAKP carries no more (IPMI 2.0 §13.20, §22.30). */
    private static final int MAX_IPMI_USERNAME_BYTES = 16;

    private static final int MAX_IPMI_PASSWORD_BYTES = 20;

    private final Path file;
    private final int index;
    private final TargetsYaml.Entry entry;
    private final Map<String, Credentials> credentials;

    EntryReader(
            Path file,
            int index,
            TargetsYaml.@Nullable Entry entry,
            Map<String, Credentials> credentials)
            throws ConfigException {
        this.file = file;
        this.index = index;
        this.credentials = credentials;
        if (entry == null) {
            throw at("the target is empty; it needs an id, and ipmi or redfish", "id");
        }
        this.entry = entry;
    }

    Target read(TargetsReader.Defaults defaults) throws ConfigException {
        String id = id();
        requireAddress();
        String login = Objects.requireNonNullElse(entry.credentials(), defaults.credentials());
        requireCredentials(login);
        Duration interval = Objects.requireNonNullElse(entry.interval(), defaults.interval());
        if (!TargetsReader.isInRange(interval)) {
            throw at(TargetsReader.INTERVAL_RANGE, "interval");
        }
        requireBmcKey();
        requireKnownSuite();
        String ipmi15 = ipmi15();
        requireKnownPrivilege();
        String authorities = requireTrust();
        TargetsYaml.Tls tls = entry.tls();
        return new Target(
                id,
                entry.ipmi(),
                entry.redfish(),
                login,
                interval.toMillis(),
                entry.cipherSuite(),
                entry.privilege(),
                location(),
                Objects.requireNonNullElse(entry.powerFeeds(), List.of()),
                Objects.requireNonNullElse(entry.labels(), Map.of()),
                entry.kg(),
                entry.minimumCipherSuite(),
                ipmi15,
                tls == null ? null : tls.fingerprint(),
                authorities,
                TargetsYaml.Tls.INSECURE.equals(tls));
    }

    /** A slash would end the target in keys such as target/sensor. */
    private String id() throws ConfigException {
        if (entry.id() == null) {
            throw at("id is missing", "id");
        }
        if (!entry.id().matches("[^\\s/\\p{Cntrl}]{1,200}")) {
            throw at(
                    "id \"%s\": 1 to 200 characters, without blanks and slashes"
                            .formatted(entry.id()),
                    "id");
        }
        return entry.id();
    }

    private void requireAddress() throws ConfigException {
        if (entry.ipmi() == null && entry.redfish() == null) {
            throw at("ipmi or redfish is missing; one of them says where the BMC is", "id");
        }
        if (entry.ipmi() != null) {
            try {
                requireHost(BmcAddress.parse(entry.ipmi()).host());
            } catch (IllegalArgumentException wrong) {
                throw at("ipmi: " + wrong.getMessage(), "ipmi");
            }
        }
        if (entry.redfish() != null) {
            try {
                RedfishAddress.parse(entry.redfish());
            } catch (IllegalArgumentException wrong) {
                throw at("redfish: " + wrong.getMessage(), "redfish");
            }
        }
    }

    private static void requireHost(String host) {
        if (!host.matches("[A-Za-z0-9._:%-]{1,253}")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no host: write a name or an address, and :port behind it where it is not 623"
                            .formatted(host));
        }
    }

    private void requireCredentials(String name) throws ConfigException {
        Credentials login = credentials.get(name);
        if (login == null) {
            throw at(
                    "credentials \"%s\" are not in this file; known here: %s"
                            .formatted(name, String.join(", ", credentials.keySet())),
                    "credentials");
        }
        if (login.isKeyOnly()) {
            throw at(
                    "credentials \"%s\" hold only a BMC's key; name others with username and password"
                            .formatted(name),
                    "credentials");
        }
        if (entry.ipmi() == null) {
            return;
        }
        if (login.username().length() > MAX_IPMI_USERNAME_BYTES) {
            throw at(
                    "credentials \"%s\": IPMI has user names of at most %d characters"
                            .formatted(name, MAX_IPMI_USERNAME_BYTES),
                    "credentials");
        }
        if (login.password().length() > MAX_IPMI_PASSWORD_BYTES) {
            throw at(
                    "credentials \"%s\": IPMI has passwords of at most %d bytes"
                            .formatted(name, MAX_IPMI_PASSWORD_BYTES),
                    "credentials");
        }
    }

    /** The text of a wrong value is not repeated: it may be the key itself. */
    private void requireBmcKey() throws ConfigException {
        if (entry.kg() == null) {
            return;
        }
        Credentials key = credentials.get(entry.kg());
        if (key == null) {
            throw at(
                    "kg is none of the credentials in this file (%s); a key itself does not belong here: put it into a file, and name that with kg-file under credentials"
                            .formatted(String.join(", ", credentials.keySet())),
                    "kg");
        }
        if (key.kg() == null) {
            throw at(
                    "kg: credentials \"%s\" have neither kg-file nor kg-env".formatted(entry.kg()),
                    "kg");
        }
    }

    /** True is the safest way there is. */
    private @Nullable String ipmi15() throws ConfigException {
        if (entry.ipmi15() == null || entry.ipmi15().equalsIgnoreCase("false")) {
            return null;
        }
        if (entry.cipherSuite() != null) {
            throw at("ipmi-1.5 has no cipher suites; remove it or cipher-suite", "ipmi-1.5");
        }
        if (entry.minimumCipherSuite() != null) {
            throw at(
                    "ipmi-1.5 is weaker than any minimum-cipher-suite; remove one of them",
                    "ipmi-1.5");
        }
        String word = entry.ipmi15().equalsIgnoreCase("true") ? "digest" : entry.ipmi15();
        try {
            SessionSettings.weakest15(word);
            return word;
        } catch (IllegalArgumentException unknown) {
            throw at(String.valueOf(unknown.getMessage()), "ipmi-1.5");
        }
    }

    private void requireKnownSuite() throws ConfigException {
        if (entry.minimumCipherSuite() != null) {
            requireKnownMinimum(entry.minimumCipherSuite());
        }
        if (entry.cipherSuite() != null) {
            try {
                CipherSuite.of(entry.cipherSuite().intValue());
            } catch (IllegalArgumentException unknown) {
                throw at("cipher-suite: " + unknown.getMessage(), "cipher-suite");
            }
        }
    }

    private void requireKnownMinimum(int minimum) throws ConfigException {
        if (entry.cipherSuite() != null) {
            throw at(
                    "cipher-suite sets the one suite to use; remove it or minimum-cipher-suite",
                    "minimum-cipher-suite");
        }
        try {
            CipherSuite.strongestFirstDownTo(CipherSuite.of(minimum));
        } catch (IllegalArgumentException unknown) {
            throw at(
                    "minimum-cipher-suite: write 17 or 3, as nothing weaker is taken unless"
                            + " cipher-suite names it",
                    "minimum-cipher-suite");
        }
    }

    private void requireKnownPrivilege() throws ConfigException {
        if (entry.privilege() != null) {
            try {
                Privileges.parse(entry.privilege());
            } catch (IllegalArgumentException unknown) {
                throw at(String.valueOf(unknown.getMessage()), "privilege");
            }
        }
    }

    /** The authorities' certificates, which travel with the target; null where none are named. */
    private @Nullable String requireTrust() throws ConfigException {
        TargetsYaml.Tls tls = entry.tls();
        if (tls == null) {
            return null;
        }
        if (entry.redfish() == null) {
            throw at("tls is for redfish, which this target does not have", "tls");
        }
        if (tls.fingerprint() != null
                && !tls.fingerprint().matches("sha256:([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}")) {
            throw at("fingerprint: write sha256: and 64 hexadecimal digits", "tls");
        }
        return tls.ca() == null ? null : authorities(tls.ca());
    }

    private String authorities(String ca) throws ConfigException {
        Path certificates = file.toAbsolutePath().resolveSibling(ca);
        try {
            Trust.authorities(certificates);
            return Files.readString(certificates, StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw at("ca: %s cannot be read, or is no certificate in PEM".formatted(ca), "tls");
        }
    }

    private @Nullable Location location() throws ConfigException {
        TargetsYaml.Place place = entry.location();
        if (place == null) {
            return null;
        }
        if (place.unit() != null && place.unit() < 1) {
            throw YamlFile.problem(
                    file, "unit: rack units count from 1", "targets", index, "location", "unit");
        }
        return new Location(
                place.site(),
                place.room(),
                place.row(),
                place.rack(),
                place.unit(),
                place.chassis());
    }

    private ConfigException at(String message, String key) throws ConfigException {
        return YamlFile.problem(file, message, "targets", index, key);
    }
}
