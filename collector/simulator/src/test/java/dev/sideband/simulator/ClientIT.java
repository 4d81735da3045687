package dev.sideband.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import static java.util.Objects.requireNonNull;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.RetryPolicy;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.ipmi.sel.SelBatch;
import dev.sideband.ipmi.sel.SelItem;
import dev.sideband.ipmi.sel.SelPosition;
import dev.sideband.ipmi.sel.SelReader;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.sensor.Quality;
import dev.sideband.ipmi.sensor.SensorObservation;
import dev.sideband.ipmi.sensor.SensorReader;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.simulator.model.SelRecord;
import dev.sideband.simulator.model.TrueReading;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Our client at our BMCs: what it reads is what is true, also over a bad network. */
class ClientIT {
    private static final SessionOptions OPTIONS =
            SessionOptions.DEFAULT.withCipherSuite(CipherSuite.SUITE_17);

    /** Patient enough for one datagram in five being lost. */
    private static final SessionOptions STUBBORN =
            OPTIONS.withRetryPolicy(
                    new RetryPolicy(
                            Duration.ofMillis(30),
                            Duration.ofMillis(200),
                            40,
                            Duration.ofSeconds(20)));

    private final StoppedClock clock = new StoppedClock();
    private final SimulatedFleet fleet =
            SimulatedFleet.start(
                    FleetOptions.of(6, 44)
                            .withClock(clock)
                            .withSettings(usual -> usual.withSuites(CipherSuite.values())));
    private final UdpPort port = open();

    private static UdpPort open() {
        try {
            return UdpPort.open(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        port.close();
        fleet.close();
    }

    @Test
    void readsTheTruthFromEveryVendor() throws Exception {
        clock.goOn(Duration.ofMinutes(5));
        for (SimulatedBmc bmc : fleet.bmcs()) {
            assertReadsTheTruth(bmc, SessionOptions.DEFAULT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsTheTruthOverABadNetwork(CipherSuite suite) throws Exception {
        clock.goOn(Duration.ofMinutes(5));
        SimulatedBmc bmc = fleet.bmcs().get(suite.id() % 2 + 1);
        bmc.setLoss(0.1);

        assertReadsTheTruth(bmc, STUBBORN.withCipherSuite(suite));
    }

    @Test
    void readsEachLogRecordOnceOverABadNetwork() throws Exception {
        SimulatedBmc bmc = fleet.bmcs().getFirst();
        bmc.setLoss(0.1);
        var read = new ArrayList<Bytes>();
        try (IpmiSession session = login(bmc, STUBBORN)) {
            var log = new SelReader(session);
            SelPosition position = SelPosition.START;
            for (int round = 0; round < 12; round++) {
                if (round % 2 == 0) {
                    bmc.failFan(round % bmc.shape().fans());
                } else {
                    bmc.restoreFan((round - 1) % bmc.shape().fans());
                }
                clock.goOn(Duration.ofSeconds(40));
                SelBatch batch = log.read(position, 256);
                batch.items().stream()
                        .filter(SelItem.Entry.class::isInstance)
                        .map(item -> ((SelItem.Entry) item).record().raw())
                        .forEach(read::add);
                position = batch.position();
            }
        }

        List<Bytes> truth = bmc.selRecordsAdded().stream().map(SelRecord::bytes).toList();

        assertThat(truth).hasSizeGreaterThan(30);
        assertThat(read).isEqualTo(truth);
    }

    @Test
    void getsNoAnswerFromABmcThatHangsAndIsHeardAfterwards() throws Exception {
        SimulatedBmc bmc = fleet.bmcs().get(3);
        SessionOptions hasty =
                OPTIONS.withRetryPolicy(
                        new RetryPolicy(
                                Duration.ofMillis(20),
                                Duration.ofMillis(40),
                                3,
                                Duration.ofMillis(300)));
        try (IpmiSession session = login(bmc, hasty)) {
            bmc.setHang(true);
            assertThatExceptionOfType(IpmiException.NoAnswer.class)
                    .isThrownBy(() -> session.send(new GetDeviceId()));

            bmc.setHang(false);
            assertThat(session.send(new GetDeviceId()).manufacturerId()).isEqualTo(2011);
        }
    }

    @Test
    void waitsForADelayedAnswer() throws Exception {
        var real = SimulatedFleet.start(FleetOptions.of(1, 45));
        try (real) {
            SimulatedBmc bmc = real.bmcs().getFirst();
            bmc.setDelay(Duration.ofMillis(60));
            long before = System.nanoTime();
            try (IpmiSession session = login(real, bmc, OPTIONS)) {
                assertThat(session.send(new GetDeviceId()).manufacturerId()).isEqualTo(674);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThan(Duration.ofMillis(300));
        }
    }

    @Test
    void isToldWhyItMayNotEnter() {
        SimulatedBmc bmc = fleet.bmcs().getFirst();
        var address = new BmcAddress(bmc.host(), bmc.port());

        assertThatExceptionOfType(IpmiException.NotAuthenticated.class)
                .isThrownBy(() ->
                        IpmiSession.open(port, address, credentials("nobody", "secret"), OPTIONS))
                .extracting(IpmiException.NotAuthenticated::reason)
                .isEqualTo(IpmiException.NotAuthenticated.Reason.BAD_USER);
        assertThatExceptionOfType(IpmiException.NotAuthenticated.class)
                .isThrownBy(() ->
                        IpmiSession.open(port, address, credentials("monitor", "wrong"), OPTIONS))
                .extracting(IpmiException.NotAuthenticated::reason)
                .isEqualTo(IpmiException.NotAuthenticated.Reason.BAD_PASSWORD);
    }

    private void assertReadsTheTruth(SimulatedBmc bmc, SessionOptions options) throws Exception {
        Map<Integer, TrueReading> truth =
                bmc.truth().stream()
                        .collect(Collectors.toMap(TrueReading::number, Function.identity()));
        try (IpmiSession session = login(bmc, options)) {
            List<IpmiSensor> sensors =
                    IpmiSensor.from(new SdrRepositoryReader().read(session)).stream()
                            .filter(IpmiSensor::readable)
                            .toList();
            assertThat(sensors)
                    .extracting(sensor -> sensor.key().number())
                    .containsExactlyInAnyOrderElementsOf(truth.keySet());
            var reader = new SensorReader(session);
            for (IpmiSensor sensor : sensors) {
                assertAgree(reader.read(sensor), truth);
            }
        }
    }

    private static void assertAgree(SensorObservation read, Map<Integer, TrueReading> truth) {
        String name = read.sensor().name();
        TrueReading expected = requireNonNull(truth.get(read.sensor().key().number()), name);
        assertThat(read.quality()).as(name).isEqualTo(Quality.GOOD);
        assertThat(read.states()).as(name).isEqualTo(expected.states());
        if (expected.value().isPresent()) {
            assertThat(read.number()).as(name).isCloseTo(expected.value().get(), within(1e-6));
        } else {
            assertThat(read.value()).as(name).isEmpty();
        }
    }

    private IpmiSession login(SimulatedBmc bmc, SessionOptions options) throws Exception {
        return login(fleet, bmc, options);
    }

    private IpmiSession login(SimulatedFleet of, SimulatedBmc bmc, SessionOptions options)
            throws Exception {
        return IpmiSession.open(
                port,
                new BmcAddress(bmc.host(), bmc.port()),
                credentials(of.options().username(), of.options().password()),
                options);
    }

    private static Credentials credentials(String name, String password) {
        return Credentials.of(name, password.getBytes(StandardCharsets.UTF_8));
    }
}
