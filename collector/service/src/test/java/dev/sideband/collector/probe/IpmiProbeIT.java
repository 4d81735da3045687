package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sideband.avro.EventKind;
import dev.sideband.avro.Quality;
import dev.sideband.avro.Target;
import dev.sideband.runtime.Secret;
import dev.sideband.simulator.FleetOptions;
import dev.sideband.simulator.SimulatedBmc;
import dev.sideband.simulator.SimulatedFleet;
import dev.sideband.simulator.ipmi.BmcSettings;
import dev.sideband.simulator.ipmi.PacketQuirk;
import dev.sideband.simulator.model.SelRecord;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** One probe against one simulated BMC. */
class IpmiProbeIT {
    private static final Duration BUDGET = Duration.ofSeconds(30);

    private SimulatedFleet fleet;
    private SimulatedBmc bmc;
    private IpmiProbes probes;

    @BeforeEach
    void start() throws Exception {
        fleet = SimulatedFleet.start(FleetOptions.of(1, 42));
        bmc = fleet.bmcs().getFirst();
        probes = IpmiProbes.open(InstantSource.system());
    }

    @AfterEach
    void stop() {
        probes.close();
        fleet.close();
    }

    private static Target target(String address, @Nullable Integer suite) {
        return new Target(
                "r12-u07", address, null, "default", 2_000L, suite, null, null, List.of(), Map.of(),
                null, null, null, null, null, false);
    }

    private Target target() {
        return target(bmc.host() + ":" + bmc.port(), null);
    }

    private Credentials right() {
        return new Credentials(fleet.options().username(), Secret.of(fleet.options().password()));
    }

    private void fails(FailureReason reason, Target target, @Nullable Credentials credentials) {
        try (Probe probe = probes.probe(target, credentials)) {
            assertThatExceptionOfType(ProbeException.class)
                    .isThrownBy(() -> probe.observe(BUDGET))
                    .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason))
                    .withMessageNotContaining(fleet.options().password());
        }
    }

    @Test
    void readsEverySensorOfTheMachine() throws Exception {
        try (Probe probe = probes.probe(target(), right())) {
            Observation seen = probe.observe(BUDGET);

            assertThat(seen.measurements()).isNotEmpty();
            assertThat(seen.missing()).isZero();
            assertThat(seen.measurements())
                    .filteredOn(one -> one.quality() != Quality.GOOD)
                    .allSatisfy(one -> assertThat(one.value()).isNull());
            assertThat(seen.catalogue())
                    .extracting(SensorDescriptor::id)
                    .doesNotHaveDuplicates()
                    .containsAll(
                            seen.measurements().stream().map(one -> one.sensor().id()).toList());
            assertThat(seen.identity().manufacturerId()).isNotNull();
            assertThat(seen.clockSkewMillis()).isNotNull().isBetween(-3_000L, 3_000L);
        }
    }

    @Test
    void keepsTheCatalogueOverPollsAndSessions() throws Exception {
        try (Probe probe = probes.probe(target(), right())) {
            Observation first = probe.observe(BUDGET);
            probe.idle(Duration.ofMinutes(5));
            Observation second = probe.observe(BUDGET);

            assertThat(second.catalogue()).isEqualTo(first.catalogue());
            assertThat(second.missing()).isZero();
        }
    }

    /** A fresh session in the middle of a poll knows already which firmware it speaks with. */
    @Test
    void readsABmcWithWrongChecksumsOnAfterItsRestart() throws Exception {
        start(FleetOptions.of(1, 42).withSettings(IpmiProbeIT::asSupermicroX9));
        try (Probe probe = probes.probe(target(), right())) {
            assertThat(probe.observe(BUDGET).missing()).isZero();

            start(fleet.options().withAddress(InetAddress.getByName(bmc.host()), bmc.port()));
            assertThat(probe.observe(BUDGET).missing()).isZero();
        }
    }

    private void start(FleetOptions options) {
        fleet.close();
        fleet = SimulatedFleet.start(options);
        bmc = fleet.bmcs().getFirst();
    }

    private static BmcSettings asSupermicroX9(BmcSettings usual) {
        return usual.withDevice(new BmcSettings.Device(10876, 0x0628, 2, 0))
                .withQuirks(PacketQuirk.WRONG_CHECKSUM);
    }

    @Test
    void readsTheLogOnFromWhereItWas() throws Exception {
        try (Probe probe = probes.probe(target(), right())) {
            probe.observe(BUDGET);
            LogDelta all = probe.readLog(null);
            LogDelta nothing = probe.readLog(all.position());

            assertThat(all.entries())
                    .allSatisfy(entry -> assertThat(entry.kind()).isEqualTo(EventKind.RECORD))
                    .extracting(entry -> String.valueOf(entry.raw()))
                    .isEqualTo(
                            bmc.selRecordsAdded().stream()
                                    .map(SelRecord::bytes)
                                    .map(Object::toString)
                                    .toList());
            assertThat(nothing.entries()).isEmpty();
            assertThat(nothing.position()).isSameAs(all.position());
        }
    }

    @Test
    void callsAWrongPasswordByItsName() {
        fails(
                FailureReason.BAD_PASSWORD,
                target(),
                new Credentials(fleet.options().username(), Secret.of("wrong")));
    }

    @Test
    void callsAnUnknownUserByItsName() {
        fails(
                FailureReason.BAD_USER,
                target(),
                new Credentials("nobody", Secret.of(fleet.options().password())));
    }

    @Test
    void callsAHungBmcTimeout() {
        bmc.setHang(true);

        fails(FailureReason.TIMEOUT, target(), right());
    }

    @Test
    void callsABmcThatHangsAfterAWhileTimeout() throws Exception {
        try (Probe probe = probes.probe(target(), right())) {
            probe.observe(BUDGET);
            bmc.setHang(true);

            assertThatExceptionOfType(ProbeException.class)
                    .isThrownBy(() -> probe.observe(BUDGET))
                    .satisfies(failure ->
                            assertThat(failure.reason()).isEqualTo(FailureReason.TIMEOUT));

            bmc.setHang(false);
            assertThat(probe.observe(BUDGET).missing()).isZero();
        }
    }

    @Test
    void callsAClosedPortNoRoute() throws Exception {
        int closed;
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        fails(FailureReason.NO_ROUTE, target("127.0.0.1:" + closed, null), right());
    }

    @Test
    void callsANameThatDoesNotExistNoRoute() {
        fails(FailureReason.NO_ROUTE, target("bmc.invalid", null), right());
    }

    @Test
    void saysWhichCredentialsAreMissing() {
        assertThatExceptionOfType(ProbeException.class)
                .isThrownBy(() -> probes.probe(target(), null).observe(BUDGET))
                .withMessageContaining("\"default\"");
    }

    @Test
    void readsWhatTheBudgetAllowsAndGoesOnThereNextTime() throws Exception {
        try (Probe probe = probes.probe(target(), right())) {
            int sensors = probe.observe(BUDGET).measurements().size();
            bmc.setDelay(Duration.ofMillis(20));

            Duration half = Duration.ofMillis(10L * sensors);
            Observation first = probe.observe(half);
            Observation second = probe.observe(half);

            assertThat(first.missing()).isBetween(1, sensors - 1);
            int leftOut = firstLeftOut(first);
            assertThat(leftOut).isPositive();
            assertThat(second.measurements().get(leftOut).quality()).isNotEqualTo(Quality.STALE);
            assertThat(second.measurements().get(0).quality()).isEqualTo(Quality.STALE);
        }
    }

    private static int firstLeftOut(Observation seen) {
        return seen.measurements().stream()
                .map(Measurement::quality)
                .toList()
                .indexOf(Quality.STALE);
    }
}
