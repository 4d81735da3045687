package dev.sideband.collector.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.BmcMemory;
import dev.sideband.avro.IpmiMemory;
import dev.sideband.avro.RedfishMemory;
import dev.sideband.avro.SdrRepository;
import dev.sideband.ipmi.client.LoginRecipe;
import dev.sideband.ipmi.client.LoginRecipe.Ipmi15;
import dev.sideband.ipmi.client.LoginRecipe.RmcpPlus;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.sensor.GetSensorThresholds;
import dev.sideband.ipmi.command.storage.GetSdrRepositoryInfo;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.dcmi.DcmiSensor;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sensor.SdrFingerprint;
import dev.sideband.ipmi.sensor.SdrWalk;
import dev.sideband.ipmi.sensor.SensorReader;
import dev.sideband.ipmi.session.RoleByte;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.testing.Fuzz;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class IpmiNotebookTest {
    private static final String AT = "10.0.0.7:623";
    private static final LoginRecipe RECIPE =
            new RmcpPlus(
                    CipherSuite.SUITE_17,
                    PrivilegeLevel.USER,
                    true,
                    false,
                    true,
                    RoleByte.ASKED_IN_OPEN_SESSION);
    private static final SdrWalk WALK =
            new SdrWalk(
                    new SdrFingerprint(
                            new GetDeviceId.Response(0x20, 1, 2, 0x49, 2, 0xBF, 674, 0x100),
                            new GetSdrRepositoryInfo.Response(
                                    0x51, 2, 0xFFFF, 0x6000_0000L, 0xFFFF_FFFFL, 0x22)),
                    List.of(
                            SdrRecord.decode(Bytes.fromHex("0100511204aabbccdd")),
                            SdrRecord.decode(Bytes.fromHex("02005112020102"))),
                    List.of(new SdrWalk.Check(1, -7), new SdrWalk.Check(0xFFFE, 12)),
                    Instant.parse("2026-01-01T00:00:00.123Z"));
    private static final SensorNotes SENSORS =
            new SensorNotes(
                    new SensorReader.Learned(
                            Map.of(
                                    new SensorKey(0x20, 0, 1, 0x3F),
                                    new GetSensorThresholds.Response(0x3F, 1, 2, 3, 4, 5, 6)),
                            Set.of(new SensorKey(0x20, 0, 0, 0xFE), new SensorKey(0x2C, 6, 0, 1))),
                    List.of(DcmiSensor.POWER, DcmiSensor.temperature(0x40, 1)));

    private final Kept kept = new Kept();

    private IpmiNotebook open(String address) {
        return new IpmiNotebook(kept, "r1", address);
    }

    @Test
    void givesBackWhatWasNoted() {
        note();
        IpmiNotebook later = open(AT);
        assertThat(later.login()).contains(RECIPE);
        assertThat(later.walk()).contains(WALK);
        assertThat(later.sensors()).contains(SENSORS);
    }

    private void note() {
        IpmiNotebook notes = open(AT);
        notes.loggedIn(RECIPE);
        notes.walked(WALK);
        notes.sensors(SENSORS);
        assertThat(kept.writes).isZero();
        notes.save();
    }

    @Test
    void writesNothingWhereNothingChanged() {
        note();
        IpmiNotebook later = open(AT);
        later.loggedIn(RECIPE);
        later.sensors(SENSORS);
        later.save();
        assertThat(kept.writes).isEqualTo(1);
    }

    @Test
    void knowsNothingOfABmcAtAnotherAddress() {
        note();
        IpmiNotebook other = open("10.0.0.8:623");
        assertThat(other.login()).isEmpty();
        assertThat(other.walk()).isEmpty();
        assertThat(other.sensors()).isEmpty();
    }

    @Test
    void knowsNoRecordsWhereTheirRepositoryIsGone() {
        note();
        kept.repositories.clear();
        assertThat(open(AT).walk()).isEmpty();
        assertThat(open(AT).login()).contains(RECIPE);
    }

    @Test
    void doubtsTheSensorsAfterAnotherWalk() {
        note();
        IpmiNotebook later = open(AT);
        later.walked(WALK);
        assertThat(later.sensors()).isEmpty();
    }

    @Test
    void sharesTheRecordsOfIdenticalMachines() {
        note();
        IpmiNotebook other = new IpmiNotebook(kept, "r2", AT);
        other.walked(WALK);
        other.save();
        assertThat(kept.repositories).hasSize(1);
    }

    @Test
    void ignoresALoginThatItDoesNotKnow() {
        for (String text : List.of("rmcp+ suite=99 level=USER", "quic", "", "rmcp+ suite=x")) {
            kept.learned("r1", memory().setLogin(text).build());
            assertThat(open(AT).login()).as(text).isEmpty();
        }
    }

    @Test
    void knowsLoginsOfIpmi15Too() {
        LoginRecipe old = new Ipmi15(AuthenticationType.MD5, PrivilegeLevel.OPERATOR);
        IpmiNotebook notes = open(AT);
        notes.loggedIn(old);
        notes.save();
        assertThat(open(AT).login()).contains(old);
    }

    @Test
    void ignoresRecordsAndSensorsThatMakeNoSense() {
        byte[] sample = SdrRecords.repository(WALK.records(), WALK.at()).getRecords().array();
        long refused =
                Fuzz.of("IPMI memory", List.of(sample))
                        .run(
                                2_000,
                                WireFormatException.class,
                                bytes -> {
                                    ByteBuffer any = ByteBuffer.wrap(bytes);
                                    kept.repositories.put(
                                            "x", new SdrRepository("x", any, WALK.at()));
                                    kept.learned(
                                            "r1",
                                            memory().setDevice(any)
                                                    .setRepository(any)
                                                    .setSdrRepository("x")
                                                    .setProbes(any)
                                                    .setThresholds(any)
                                                    .setUnreadable(any)
                                                    .setDcmi(any)
                                                    .setWalkedAt(WALK.at())
                                                    .build());
                                    var _ = open(AT).walk();
                                    var _ = open(AT).sensors();
                                });
        assertThat(refused).isZero();
    }

    private static IpmiMemory.Builder memory() {
        ByteBuffer none = ByteBuffer.allocate(0);
        return IpmiMemory.newBuilder()
                .setAddress(AT)
                .setProbes(none)
                .setThresholds(none)
                .setUnreadable(none);
    }

    /** In memory, as the topics are. */
    private static final class Kept implements Memories {
        private final Map<String, IpmiMemory> ipmi = new HashMap<>();
        private final Map<String, SdrRepository> repositories = new HashMap<>();
        private int writes;

        @Override
        public @Nullable BmcMemory of(String target) {
            IpmiMemory known = ipmi.get(target);
            return known == null ? null : new BmcMemory(target, known, null, Instant.EPOCH);
        }

        @Override
        public void learned(String target, IpmiMemory now) {
            writes++;
            ipmi.put(target, now);
        }

        @Override
        public void learned(String target, @Nullable RedfishMemory redfish) {
            throw new AssertionError("not over IPMI");
        }

        @Override
        public Optional<SdrRepository> repository(String hash) {
            return Optional.ofNullable(repositories.get(hash));
        }

        @Override
        public void learned(SdrRepository repository) {
            repositories.put(repository.getHash(), repository);
        }

        @Override
        public void forget(String target) {
            ipmi.remove(target);
        }
    }
}
