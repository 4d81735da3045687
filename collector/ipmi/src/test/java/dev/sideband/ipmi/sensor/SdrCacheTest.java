package dev.sideband.ipmi.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.storage.GetSdr;
import dev.sideband.ipmi.command.storage.GetSdrRepositoryInfo;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.sdr.ScriptedRepository;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class SdrCacheTest {
    private static final GetDeviceId.Response DEVICE =
            new GetDeviceId.Response(0x20, 1, 2, 0x49, 2, 0xBF, 674, 0x100);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final SdrCache cache = new SdrCache(() -> now);
    private final List<SdrWalk> walks = new ArrayList<>();
    private final ScriptedRepository repository = new ScriptedRepository().withSensors(20);
    private final SdrRepositoryReader reader = new SdrRepositoryReader();

    @Test
    void readsARepositoryOnceAndThenAFewRecords() throws Exception {
        SensorCatalogue first = load("a", repository);
        assertThat(first.sensors()).hasSize(20);
        repository.bmc.sent.clear();
        assertThat(load("a", repository)).isSameAs(first);
        assertThat(records(repository.bmc)).isEqualTo(3);
    }

    @Test
    void goesOnWithAWalkOfAnotherLife() throws Exception {
        SensorCatalogue first = load("a", repository);
        SdrCache other = new SdrCache(() -> now);
        other.recall("a", walks.getFirst());
        repository.bmc.sent.clear();
        var fingerprint = new SdrFingerprint(DEVICE, info(repository));
        assertThat(other.load("a", repository.bmc, reader, fingerprint, walks::add))
                .isSameAs(first);
        assertThat(records(repository.bmc)).isEqualTo(3);
        assertThat(walks).hasSize(1);
    }

    @Test
    void readsItAgainWhereAWalkOfAnotherLifeDoesNotHold() throws Exception {
        load("a", repository);
        SdrCache other = new SdrCache(() -> now);
        other.recall("a", walks.getFirst());
        repository.rename(19, "Other");
        var fingerprint = new SdrFingerprint(DEVICE, info(repository));
        assertThat(
                        other.load("a", repository.bmc, reader, fingerprint, walks::add)
                                .sensors()
                                .getLast()
                                .name())
                .isEqualTo("Other");
        assertThat(walks).hasSize(2);
    }

    @Test
    void readsItAgainWhenFirmwareOrStampsChanged() throws Exception {
        load("a", repository);
        repository.bmc.sent.clear();
        var updated = new GetDeviceId.Response(0x20, 1, 2, 0x50, 2, 0xBF, 674, 0x100);
        cache.load(
                "a",
                repository.bmc,
                reader,
                new SdrFingerprint(updated, info(repository)),
                walks::add);
        assertThat(records(repository.bmc)).isEqualTo(20);
        repository.bmc.sent.clear();
        repository.withSensors(1);
        assertThat(load("a", repository).sensors()).hasSize(21);
    }

    @Test
    void readsItAgainWhenARecordChangedBehindTheSameStamps() throws Exception {
        load("a", repository);
        repository.rename(19, "Other");
        assertThat(load("a", repository).sensors().getLast().name()).isEqualTo("Other");
    }

    @Test
    void readsItAgainAfterADay() throws Exception {
        load("a", repository);
        now = now.plus(Duration.ofHours(25));
        repository.bmc.sent.clear();
        load("a", repository);
        assertThat(records(repository.bmc)).isEqualTo(20);
    }

    @Test
    void takesNoBmcForAnotherThoughTheyLookTheSame() throws Exception {
        var twin = new ScriptedRepository().withSensors(20);
        twin.rename(7, "Other");
        SensorCatalogue one = load("a", repository);
        SensorCatalogue other = load("b", twin);
        assertThat(other.sensors().get(7).name()).isEqualTo("Other");
        assertThat(other.sensors().get(8)).isSameAs(one.sensors().get(8));
    }

    @Test
    void identicalMachinesShareOneCatalogue() throws Exception {
        SensorCatalogue one = load("a", repository);
        assertThat(load("b", new ScriptedRepository().withSensors(20))).isSameAs(one);
    }

    @Test
    void trustsNoStampsThatNeverMove() {
        assertThat(fingerprint(0, 0).isTelling()).isFalse();
        assertThat(fingerprint(0xFFFFFFFFL, 0).isTelling()).isFalse();
        assertThat(fingerprint(0x5F672EC4, 0).isTelling()).isTrue();
        assertThat(new SdrFingerprint(DEVICE, null).isTelling()).isFalse();
    }

    private static SdrFingerprint fingerprint(long added, long erased) {
        return new SdrFingerprint(
                DEVICE, new GetSdrRepositoryInfo.Response(0x51, 20, 0xFFFF, added, erased, 0));
    }

    private SensorCatalogue load(String bmc, ScriptedRepository from) throws Exception {
        return cache.load(
                bmc, from.bmc, reader, new SdrFingerprint(DEVICE, info(from)), walks::add);
    }

    private static GetSdrRepositoryInfo.Response info(ScriptedRepository from) throws Exception {
        return from.bmc.send(new GetSdrRepositoryInfo());
    }

    private static long records(ScriptedBmc bmc) {
        return bmc.sent.stream().filter(GetSdr.class::isInstance).count();
    }
}
