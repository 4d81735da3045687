package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.avro.Quality;
import dev.sideband.collector.memory.IpmiNotebook;
import dev.sideband.collector.memory.Memories;
import dev.sideband.ipmi.quirk.Quirk;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.sensor.SdrCache;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

class SensorSweepTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ScriptedLink bmc = new ScriptedLink(5);
    private final SensorSweep sweep = new SensorSweep(bmc, InstantSource.system());

    private static void load(SensorSweep sweep, ScriptedLink bmc, Quirks quirks) throws Exception {
        var cache = new SdrCache(InstantSource.system());
        var inventory =
                new SensorInventory(
                        "r1",
                        bmc,
                        cache,
                        new IpmiNotebook(Memories.NONE, "r1", "x"),
                        InstantSource.system());
        inventory.refresh(false);
        sweep.use(inventory.catalogue(), quirks);
    }

    @Test
    void addsWhatOnlyDcmiTells() throws Exception {
        bmc.answers.put(0x2C01, "dc010502000100");
        bmc.answers.put(0x2C02, "dc6f015000f401640180c3c567e803000040");
        load(sweep, bmc, Quirks.NONE);
        assertThat(sweep.catalogue()).hasSize(6);
        SensorDescriptor power = sweep.catalogue().getLast();
        assertThat(power.id()).isEqualTo("dcmi.power");
        assertThat(power.name()).contains("DCMI");
        assertThat(power.address()).isNull();
        Measurement measured = sweep.read(LONG, List.of()).getLast();
        assertThat(measured.sensor()).isSameAs(power);
        assertThat(measured.value()).isEqualTo(367.0);
        bmc.answers.put(0x2C02, "dc6f015000f401640180c3c567e803000000");
        assertThat(sweep.read(LONG, List.of()).getLast().quality()).isEqualTo(Quality.UNAVAILABLE);
    }

    @Test
    void asksABmcWithoutDcmiOnce() throws Exception {
        load(sweep, bmc, Quirks.NONE);
        sweep.read(LONG, List.of());
        sweep.read(LONG, List.of());
        assertThat(bmc.count(0x2C01)).isEqualTo(1);
    }

    @Test
    void curesTheFirmwaresQuirks() throws Exception {
        bmc.answers.put(0x042D, "2880c0");
        load(sweep, bmc, Quirks.NONE);
        assertThat(sweep.read(LONG, List.of()))
                .allMatch(one -> one.quality() == Quality.SCANNING_OFF);
        load(sweep, bmc, Quirks.of(Quirk.IGNORE_SCANNING_BIT));
        assertThat(sweep.read(LONG, List.of())).allMatch(one -> one.quality() == Quality.GOOD);
    }

    @Test
    void saysThatSensorsVanished() throws Exception {
        load(sweep, bmc, Quirks.NONE);
        bmc.absent.add(3);
        sweep.read(LONG, List.of());
        assertThat(sweep.missesSensors()).as("never seen").isFalse();
        bmc.absent.clear();
        sweep.read(LONG, List.of());
        bmc.absent.add(3);
        assertThat(sweep.read(LONG, List.of()).get(2).quality()).isEqualTo(Quality.ABSENT);
        assertThat(sweep.missesSensors()).isTrue();
        load(sweep, bmc, Quirks.NONE);
        assertThat(sweep.missesSensors()).isFalse();
    }

    @Test
    void identicalMachinesShareTheirDescriptors() throws Exception {
        var twin = new ScriptedLink(5);
        var other = new SensorSweep(twin, InstantSource.system());
        load(sweep, bmc, Quirks.NONE);
        load(other, twin, Quirks.NONE);
        assertThat(other.catalogue()).isSameAs(sweep.catalogue());
        List<Measurement> seen = other.read(LONG, List.of());
        assertThat(seen.getFirst().sensor()).isSameAs(sweep.catalogue().getFirst());
    }
}
