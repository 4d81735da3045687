package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionObserver;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.quirk.QuirkProfiles;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.sensor.Quality;
import dev.sideband.ipmi.sensor.SensorObservation;
import dev.sideband.ipmi.sensor.SensorReader;
import dev.sideband.ipmi.session.DropReason;
import dev.sideband.simulator.fault.Fault.MachineFault;
import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Physics;
import dev.sideband.simulator.model.SelRecord;
import dev.sideband.simulator.model.Server;
import dev.sideband.simulator.model.SimulatedTime;
import dev.sideband.simulator.model.SystemEventLog;
import dev.sideband.simulator.model.TrueReading;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A BMC with quirks, our client at it, and the truth to compare with. */
final class QuirkyBmc {
    static final String USER = "monitor";
    static final String PASSWORD = "open sesame";

    final MemoryPort port;
    final Map<DropReason, Integer> dropped = new EnumMap<>(DropReason.class);
    private final Server server;

    private QuirkyBmc(int profile, PrivilegeLevel limit, UnaryOperator<BmcSettings> change) {
        Blueprint blueprint = Blueprint.all().get(profile);
        server = new Server(blueprint, 4, new SimulatedTime(MemoryPort.start(), 1));
        byte[] password = PASSWORD.getBytes(StandardCharsets.UTF_8);
        List<Account> accounts = List.of(new Account(USER, password, limit));
        BmcSettings settings = change.apply(BmcSettings.of(blueprint.profile(), accounts));
        port = new MemoryPort(new Bmc(server, settings, new SecureRandom()));
        port.goOn(Duration.ofMinutes(5));
    }

    /** A BMC with these quirks and an administrator. */
    static QuirkyBmc with(WireQuirk... quirks) {
        return ofProfile(0, quirks);
    }

    /** The same with a user of no more than {@code limit}. */
    static QuirkyBmc forUser(PrivilegeLevel limit, WireQuirk... quirks) {
        return new QuirkyBmc(0, limit, usual -> usual.withQuirks(quirks));
    }

    /** One of another make: the index of its profile. */
    static QuirkyBmc ofProfile(int profile, WireQuirk... quirks) {
        return new QuirkyBmc(
                profile, PrivilegeLevel.ADMINISTRATOR, usual -> usual.withQuirks(quirks));
    }

    /** One that says that it is of another make. */
    static QuirkyBmc called(
            int manufacturerId, int productId, int firmwareMajor, WireQuirk... quirks) {
        var device = new BmcSettings.Device(manufacturerId, productId, firmwareMajor, 0);
        return new QuirkyBmc(
                0,
                PrivilegeLevel.ADMINISTRATOR,
                usual -> usual.withDevice(device).withQuirks(quirks));
    }

    /** One that knows nothing of IPMI 2.0; our client has to be allowed 1.5. */
    static QuirkyBmc of15(WireQuirk... quirks) {
        return new QuirkyBmc(
                0,
                PrivilegeLevel.ADMINISTRATOR,
                usual -> usual.withSuites().withIpmi15(AuthenticationType.MD5).withQuirks(quirks));
    }

    /** One that takes every suite. */
    static QuirkyBmc withEverySuite(WireQuirk... quirks) {
        return new QuirkyBmc(
                0,
                PrivilegeLevel.ADMINISTRATOR,
                usual -> usual.withSuites(CipherSuite.values()).withQuirks(quirks));
    }

    IpmiSession login() throws IpmiException, InterruptedException {
        return login(SessionOptions.DEFAULT);
    }

    IpmiSession login(SessionOptions options) throws IpmiException, InterruptedException {
        byte[] password = PASSWORD.getBytes(StandardCharsets.UTF_8);
        return IpmiSession.open(
                port,
                new BmcAddress("127.0.0.1", 623),
                Credentials.of(USER, password),
                options.withObserver(new Counting()));
    }

    /** What our client makes of all its sensors. */
    List<SensorObservation> readSensors() throws IpmiException, InterruptedException {
        return readSensors(SessionOptions.DEFAULT);
    }

    private List<SensorObservation> readSensors(SessionOptions options)
            throws IpmiException, InterruptedException {
        try (IpmiSession session = login(options)) {
            dev.sideband.ipmi.quirk.Quirks known =
                    QuirkProfiles.of(session.send(new GetDeviceId()));
            var reader = new SensorReader(session, known);
            var all = new ArrayList<SensorObservation>();
            for (IpmiSensor sensor :
                    IpmiSensor.from(new SdrRepositoryReader().read(session), known)) {
                if (sensor.readable()) {
                    all.add(reader.read(sensor));
                }
            }
            return all;
        }
    }

    static List<IpmiSensor> sensors(IpmiSession session)
            throws IpmiException, InterruptedException {
        return IpmiSensor.from(new SdrRepositoryReader().read(session));
    }

    /** Logs in, reads all sensors, and finds each value and state as it really is. */
    void assertReadsTheTruth() throws IpmiException, InterruptedException {
        assertReadsTheTruth(SessionOptions.DEFAULT);
    }

    void assertReadsTheTruth(SessionOptions options) throws IpmiException, InterruptedException {
        assertTrue(readSensors(options));
    }

    void assertTrue(List<SensorObservation> read) {
        List<TrueReading> truth = truth();
        assertThat(read)
                .extracting(one -> one.sensor().key().number())
                .containsExactlyElementsOf(truth.stream().map(TrueReading::number).toList());
        for (int i = 0; i < truth.size(); i++) {
            assertTrue(read.get(i), truth.get(i));
        }
    }

    private static void assertTrue(SensorObservation read, TrueReading truth) {
        assertThat(read.quality()).as(truth.name()).isEqualTo(Quality.GOOD);
        assertThat(read.states()).as(truth.name()).isEqualTo(truth.states());
        if (truth.value().isPresent()) {
            assertThat(read.number()).as(truth.name()).isCloseTo(truth.value().get(), within(1e-6));
        } else {
            assertThat(read.value()).as(truth.name()).isEmpty();
        }
    }

    List<TrueReading> truth() {
        return server.truth(port.now());
    }

    <T> T machine(Function<Physics, T> question) {
        return server.machine(port.now(), question);
    }

    List<SelRecord> log() {
        return server.log(port.now(), SystemEventLog::everAdded);
    }

    /** Lets a fault come or go and what it does show. */
    void play(MachineFault fault, boolean present) {
        server.schedule(port.now(), fault, present);
        port.goOn(Duration.ofSeconds(40));
    }

    void clearLog() {
        server.clearLog(port.now());
    }

    /** How many datagrams our client has dropped for this reason. */
    int dropped(DropReason reason) {
        return dropped.getOrDefault(reason, 0);
    }

    private final class Counting implements SessionObserver {
        @Override
        public void dropped(DropReason reason) {
            dropped.merge(reason, 1, Integer::sum);
        }
    }
}
