package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sideband.avro.Quality;
import dev.sideband.avro.Source;
import dev.sideband.avro.Target;
import dev.sideband.runtime.Secret;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.Protocols;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One machine that speaks IPMI and Redfish, in every dialect. */
class TwoProtocolsIT {
    private static final Duration BUDGET = Duration.ofSeconds(30);

    private static SimulatedFleet fleet;
    private static Probes probes;

    @BeforeAll
    static void start() throws Exception {
        fleet = SimulatedFleet.start(FleetOptions.of(6, 1).withProtocols(Protocols.BOTH));
        probes = Probes.open(InstantSource.system());
    }

    @AfterAll
    static void stop() {
        probes.close();
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dell", "hpe", "lenovo", "huawei", "supermicro", "openbmc"})
    void eachSensorIsThereOnce(String make) throws Exception {
        SimulatedBmc bmc = bmc(make);
        Observation ipmi = observe(target(bmc, true, false));
        Observation redfish = observe(target(bmc, false, true));
        Observation both = observe(target(bmc, true, true));

        assertThat(both.trouble()).isNull();
        Set<String> ids = new HashSet<>();
        both.measurements().forEach(one -> assertThat(ids.add(one.sensor().id())).isTrue());
        for (String type : List.of("temperature", "fan", "voltage", "power")) {
            System.out.printf(
                    "%s %s: ipmi %d, redfish %d, both %d%n",
                    make, type, count(ipmi, type), count(redfish, type), count(both, type));
        }
        List<String> alone =
                both.measurements().stream()
                        .filter(one -> one.value() != null)
                        .filter(one -> one.sensor().source() == Source.REDFISH)
                        .map(one -> one.sensor().type() + " " + one.sensor().name())
                        .toList();
        System.out.printf("%s: by Redfish alone %s%n", make, alone);
        // Revolutions and percents of a fan are two quantities, as what a supply takes and gives.
        assertThat(alone)
                .allMatch(name ->
                        name.matches("fan .*|power PSU\\d Output Power|power .*-system Power"));
        assertThat(count(both, "temperature")).isEqualTo(count(ipmi, "temperature"));
        assertThat(both.identity().firmware()).isNotNull();
        assertThat(both.measurements()).anyMatch(one -> "OK".equals(one.health()));
    }

    @Test
    void keepsTheIdsWhileOneProtocolFails() throws Exception {
        SimulatedBmc bmc = bmc("dell");
        String nobody = "127.0.0.1:1";
        String address = text(bmc.redfish().orElseThrow());
        String fingerprint = fleet.redfishFingerprint().orElseThrow();
        Observation byIpmi =
                observe(target(text(bmc.ipmi().orElseThrow()), "https://" + nobody, fingerprint));
        Observation byRedfish = observe(target(nobody, "https://" + address, fingerprint));

        assertThat(byIpmi.good()).isPositive();
        assertThat(byIpmi.trouble())
                .startsWith("Redfish fails (no-route), read over IPMI alone: https://127.0.0.1:1:");
        assertThat(byRedfish.good()).isPositive();
        assertThat(byRedfish.trouble())
                .startsWith("IPMI fails (")
                .contains("read over Redfish alone: 127.0.0.1:1");
        assertThat(byRedfish.measurements()).allMatch(one -> one.source() == Source.REDFISH);
    }

    @Test
    void tellsWhyRedfishFails() {
        SimulatedBmc bmc = bmc("lenovo");
        String address = "https://" + text(bmc.redfish().orElseThrow());
        String nobody = "https://127.0.0.1:1";
        String fingerprint = fleet.redfishFingerprint().orElseThrow();
        fails(FailureReason.TLS, target(null, address, null), credentials("right"));
        fails(FailureReason.BAD_PASSWORD, target(bmc, false, true), credentials("wrong"));
        fails(FailureReason.BAD_USER, target(bmc, false, true), null);
        fails(FailureReason.NO_ROUTE, target(null, nobody, fingerprint), credentials("right"));
    }

    @Test
    void leavesNoSession() throws Exception {
        SimulatedBmc bmc = bmc("supermicro");
        Observation seen = observe(target(bmc, false, true));
        assertThat(seen.measurements())
                .filteredOn(one -> one.quality() == Quality.GOOD)
                .isNotEmpty()
                .allMatch(one -> one.sensor().resource() != null);
        assertThat(bmc.redfishSessions()).isZero();
    }

    private static void fails(
            FailureReason reason, Target target, @Nullable Credentials credentials) {
        try (Probe probe = probes.probe(target, credentials)) {
            assertThatExceptionOfType(ProbeException.class)
                    .isThrownBy(() -> probe.observe(BUDGET))
                    .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason))
                    .withMessageNotContaining(fleet.options().password());
        }
    }

    private static Observation observe(Target target) throws Exception {
        try (Probe probe = probes.probe(target, credentials("right"))) {
            return probe.observe(BUDGET);
        }
    }

    private static Credentials credentials(String which) {
        String password = which.equals("right") ? fleet.options().password() : "wr0ng-" + which;
        return new Credentials(fleet.options().username(), Secret.of(password));
    }

    private static long count(Observation seen, String type) {
        return seen.measurements().stream()
                .filter(one -> one.sensor().type().equals(type) && one.value() != null)
                .collect(Collectors.counting());
    }

    private static SimulatedBmc bmc(String make) {
        return fleet.bmcs().stream()
                .filter(one -> one.profile().name().equals(make))
                .findFirst()
                .orElseThrow();
    }

    private static Target target(SimulatedBmc bmc, boolean ipmi, boolean redfish) {
        return target(
                ipmi ? text(bmc.ipmi().orElseThrow()) : null,
                redfish ? "https://" + text(bmc.redfish().orElseThrow()) : null,
                fleet.redfishFingerprint().orElseThrow());
    }

    private static Target target(
            @Nullable String ipmi, @Nullable String redfish, @Nullable String fingerprint) {
        return new Target(
                "r12-u07",
                ipmi,
                redfish,
                "default",
                2_000L,
                null,
                null,
                null,
                List.of(),
                Map.of(),
                null,
                null,
                null,
                fingerprint,
                null,
                false);
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
