package dev.sideband.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.fru.FruLocation;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

class FruInventoryTest {
    private static final GetDeviceId.Response BMC =
            new GetDeviceId.Response(0x20, 1, 2, 0x49, 0x02, 0xBF, 674, 256);

    private static final int READ_FRU_DATA = 0x0A11;

    private final ScriptedLink link = new ScriptedLink(0);
    private final FruInventory inventory = new FruInventory(link);
    private List<FruLocation> devices =
            List.of(FruLocation.of(0), FruLocation.of(1), FruLocation.of(2));

    private Optional<ServerParts> read(boolean atOnce) throws Exception {
        return inventory.readOn(devices, BMC, () -> !atOnce);
    }

    private static List<String> ids(Optional<ServerParts> parts) {
        return parts.orElseThrow().parts().stream().map(PartDescriptor::id).toList();
    }

    private void haveAll() {
        link.frus.put(0, ScriptedLink.board("MAIN"));
        link.frus.put(1, ScriptedLink.board("RISER"));
        link.frus.put(2, ScriptedLink.board("PSU"));
    }

    @Test
    void tellsOfTheBmcAndOfEachDevice() throws Exception {
        haveAll();

        Optional<ServerParts> parts = read(true);

        assertThat(ids(parts)).containsExactly("bmc", "fru/0/board", "fru/1", "fru/2");
        assertThat(parts.orElseThrow().unread()).isEmpty();
        assertThat(parts.orElseThrow().parts().get(2).marks().model()).isEqualTo("RISER");
    }

    @Test
    void readsOneDeviceAtATimeWhereThereIsNoTime() throws Exception {
        haveAll();

        assertThat(read(false)).isEmpty();
        int first = link.count(READ_FRU_DATA);
        assertThat(read(false)).isEmpty();
        assertThat(link.count(READ_FRU_DATA)).isEqualTo(2 * first);
        assertThat(ids(read(false))).containsExactly("bmc", "fru/0/board", "fru/1", "fru/2");
    }

    @Test
    void beginsAnewAfterItToldAll() throws Exception {
        haveAll();
        read(true);

        link.frus.put(1, ScriptedLink.board("OTHER"));
        Optional<ServerParts> again = read(true);

        assertThat(ids(again)).hasSize(4);
        assertThat(again.orElseThrow().parts().get(2).marks().model()).isEqualTo("OTHER");
    }

    @Test
    void takesADeviceThatIsNotThereForAPartThatIsNot() throws Exception {
        haveAll();
        link.frus.remove(1);

        Optional<ServerParts> parts = read(true);

        assertThat(ids(parts)).containsExactly("bmc", "fru/0/board", "fru/2");
        assertThat(parts.orElseThrow().unread()).isEmpty();
    }

    @Test
    void notesADeviceThatIsRefused() throws Exception {
        haveAll();
        link.refusedFrus.put(1, 0xD5);

        Optional<ServerParts> parts = read(true);

        assertThat(ids(parts)).containsExactly("bmc", "fru/0/board", "fru/2");
        assertThat(parts.orElseThrow().unread()).containsExactly("FRU device 1");
    }

    @Test
    void goesOnWithTheDeviceThatDidNotAnswer() throws Exception {
        haveAll();
        var silent = new AtomicBoolean(true);
        link.silence = command -> command == READ_FRU_DATA && silent.get();

        assertThatThrownBy(() -> read(true)).isInstanceOf(IpmiException.NoAnswer.class);
        silent.set(false);

        assertThat(ids(read(true))).containsExactly("bmc", "fru/0/board", "fru/1", "fru/2");
    }

    @Test
    void tellsOfTheBmcAloneWhereThereAreNoDevices() throws Exception {
        devices = List.of();

        assertThat(ids(read(true))).containsExactly("bmc");
    }
}
