package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.collector.memory.IpmiNotebook;
import dev.sideband.collector.memory.Memories;
import dev.sideband.ipmi.quirk.Quirk;
import dev.sideband.ipmi.sensor.SdrCache;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class SensorInventoryTest {
    private static final int GET_SDR = 0x0A23;
    private static final int SENSORS = 20;

    private final ScriptedLink bmc = new ScriptedLink(SENSORS);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final SdrCache cache = new SdrCache(() -> now);
    private final Memories memories = Memories.NONE;
    private final SensorInventory inventory = inventory();

    private SensorInventory inventory() {
        return new SensorInventory(
                "r1", bmc, cache, new IpmiNotebook(memories, "r1", "x"), () -> now);
    }

    @Test
    void walksTheRecordsOnceAndAsksNothingInTheSameSession() throws Exception {
        assertThat(inventory.refresh(false)).isTrue();
        assertThat(inventory.catalogue().sensors()).hasSize(SENSORS);
        bmc.forgetCounts();
        assertThat(inventory.refresh(false)).isFalse();
        assertThat(bmc.count(0x0601)).isZero();
    }

    @Test
    void believesStampsThatMoveInANewSession() throws Exception {
        inventory.refresh(false);
        bmc.forgetCounts();
        bmc.sessions++;
        assertThat(inventory.refresh(false)).isFalse();
        assertThat(bmc.count(GET_SDR)).isZero();
    }

    @Test
    void readsAFewRecordsWhereStampsNeverMove() throws Exception {
        bmc.stamp = 0;
        inventory.refresh(false);
        bmc.forgetCounts();
        bmc.sessions++;
        assertThat(inventory.refresh(false)).isFalse();
        assertThat(bmc.count(GET_SDR)).isEqualTo(3);
        bmc.rename(0);
        bmc.sessions++;
        assertThat(inventory.refresh(false)).isTrue();
        assertThat(inventory.catalogue().sensors().getFirst().name()).isEqualTo("CPU Tem!");
    }

    @Test
    void walksAgainWhenFirmwareOrRecordsChanged() throws Exception {
        inventory.refresh(false);
        bmc.device = bmc.device.replace("0230", "0231");
        bmc.sessions++;
        assertThat(inventory.refresh(false)).isTrue();
        bmc.add(1);
        bmc.stamp++;
        bmc.sessions++;
        assertThat(inventory.refresh(false)).isTrue();
        assertThat(inventory.catalogue().sensors()).hasSize(SENSORS + 1);
    }

    @Test
    void looksAtSomeRecordsWhenSensorsVanishAndNotTooOften() throws Exception {
        inventory.refresh(false);
        bmc.forgetCounts();
        now = now.plus(Duration.ofMinutes(11));
        assertThat(inventory.refresh(true)).isFalse();
        assertThat(bmc.count(GET_SDR)).isEqualTo(3);
        assertThat(inventory.refresh(true)).isFalse();
        assertThat(bmc.count(GET_SDR)).isEqualTo(3);
        bmc.rename(SENSORS - 1);
        now = now.plus(Duration.ofMinutes(11));
        assertThat(inventory.refresh(true)).isTrue();
    }

    @Test
    void walksAgainEachDay() throws Exception {
        inventory.refresh(false);
        bmc.forgetCounts();
        now = now.plus(Duration.ofHours(25));
        assertThat(inventory.refresh(false)).isTrue();
        assertThat(bmc.count(GET_SDR)).isEqualTo(SENSORS);
    }

    @Test
    void takesOverABmcThatWasKnownWithAFewRecords() throws Exception {
        inventory.refresh(false);
        bmc.forgetCounts();
        SensorInventory later = inventory();
        assertThat(later.refresh(false)).isTrue();
        assertThat(bmc.count(GET_SDR)).isEqualTo(3);
        assertThat(later.catalogue()).isSameAs(inventory.catalogue());
    }

    @Test
    void knowsTheQuirksOfTheFirmware() throws Exception {
        inventory.refresh(false);
        assertThat(inventory.quirks().all()).isEmpty();
        bmc.device = bmc.device.replace("0230", "0170");
        bmc.sessions++;
        inventory.refresh(false);
        assertThat(inventory.quirks().has(Quirk.IGNORE_SCANNING_BIT)).isTrue();
    }
}
