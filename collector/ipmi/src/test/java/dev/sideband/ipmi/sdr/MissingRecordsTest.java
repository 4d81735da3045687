package dev.sideband.ipmi.sdr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.bridge.ScriptedBridge;
import dev.sideband.ipmi.command.app.SendMessage;
import dev.sideband.ipmi.command.sensor.GetDeviceSdr;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Sensors that only device SDRs describe, beside a repository and behind the BMC. */
class MissingRecordsTest {
    private static final String DEVICE = "20818302027fa20200000100000000";
    private static final String SATELLITE = "30810107020157010099000000000000";
    private static final String LOCATOR = "ff0051120e" + "300000010000000701" + "00c3534154";

    private final ScriptedRepository repository = new ScriptedRepository().withSensors(5);
    private final SdrRepositoryReader reader = new SdrRepositoryReader(_ -> {});

    @Test
    void readsWhatTheRepositoryLeavesOut() throws Exception {
        var all = new ScriptedRepository().withSensors(8);
        new DeviceSdrs(all.records(), 0b0001).on(repository.bmc).on(0x06, 0x01, DEVICE);
        assertThat(keys()).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void readsNoDeviceSdrsWhereTheRepositoryHasAll() throws Exception {
        var all = new ScriptedRepository().withSensors(12);
        repository.withSensors(7);
        new DeviceSdrs(all.records(), 0b0001).on(repository.bmc).on(0x06, 0x01, DEVICE);
        assertThat(keys()).hasSize(12);
        assertThat(repository.bmc.sent).noneMatch(GetDeviceSdr.class::isInstance);
    }

    @Test
    void readsAnotherLunThatTheRepositoryDoesNotHave() throws Exception {
        byte[] other = Bytes.fromHex(repository.records().getFirst()).toArray();
        other[6] = 1;
        repository.withSensors(7);
        new DeviceSdrs(List.of(Bytes.of(other).toHex()), 0b0010)
                .on(repository.bmc)
                .on(0x06, 0x01, DEVICE);
        assertThat(keys()).hasSize(13).contains(new SensorKey(0x20, 0, 1, other[7]));
    }

    @Test
    void readsTheSensorsOfAControllerThatTheRepositoryOnlyNames() throws Exception {
        repository.add(LOCATOR);
        new ScriptedBridge(repository.bmc).with(0x30, satellite());
        assertThat(keys()).hasSize(6).contains(new SensorKey(0x30, 0, 0, 1));
    }

    @Test
    void asksAControllerForNoMoreThanItsBusCarries() throws Exception {
        repository.add(LOCATOR);
        ScriptedBmc satellite = satellite();
        new ScriptedBridge(repository.bmc).with(0x30, satellite);
        keys();
        assertThat(repository.bmc.sent)
                .filteredOn(SendMessage.class::isInstance)
                .hasSizeGreaterThan(4)
                .allSatisfy(sent -> {
                    Bytes data = ((SendMessage) sent).message().data();
                    int count = data.length() == 6 ? data.u8(5) : 0;
                    assertThat(count).isLessThanOrEqualTo(16);
                });
    }

    @Test
    void doesNotAskAControllerWhoseSensorsTheRepositoryHas() throws Exception {
        repository.add(LOCATOR);
        repository.add(owned(0x30));
        new ScriptedBridge(repository.bmc).with(0x30, satellite());
        assertThat(keys()).hasSize(6);
        assertThat(repository.bmc.sent).noneMatch(SendMessage.class::isInstance);
    }

    @Test
    void aControllerThatIsAwayCostsNothingElse() throws Exception {
        repository.add(LOCATOR);
        new ScriptedBridge(repository.bmc);
        assertThat(keys()).hasSize(5);
    }

    @Test
    void asksNotMoreThanSomeControllers() throws Exception {
        for (int slave = 0x30; slave < 0x60; slave += 2) {
            repository.add(LOCATOR.replace("0e300000", "0e%02x0000".formatted(slave)));
        }
        var bridge = new ScriptedBridge(repository.bmc);
        assertThat(keys()).hasSize(5);
        assertThat(bridge.asked).isEqualTo(8);
    }

    private static ScriptedBmc satellite() {
        return new DeviceSdrs(List.of(owned(0x30)), 1).bmc().on(0x06, 0x01, SATELLITE);
    }

    private static String owned(int owner) {
        String first = new ScriptedRepository().withSensors(1).records().getFirst();
        byte[] record = Bytes.fromHex(first).toArray();
        record[5] = (byte) owner;
        return Bytes.of(record).toHex();
    }

    private List<SensorKey> keys() throws Exception {
        return reader.read(repository.bmc).stream()
                .filter(SensorRecord.class::isInstance)
                .map(record -> ((SensorRecord) record).key())
                .toList();
    }
}
