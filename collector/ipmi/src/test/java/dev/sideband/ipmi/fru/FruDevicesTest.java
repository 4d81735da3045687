package dev.sideband.ipmi.fru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.command.app.SendMessage;
import dev.sideband.ipmi.fru.FruLocation.Access;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

class FruDevicesTest {
    @Test
    void knowsDeviceZeroWithoutAnyRecord() {
        assertThat(FruDevices.in(List.of())).containsExactly(FruLocation.of(0));
    }

    @Test
    void listsEachDeviceOnceAndDeviceZeroFirst() {
        var records =
                records(
                        locator("20", "01", "80", "0a01", "PSU"),
                        locator("20", "00", "80", "0701", "Board"),
                        locator("20", "01", "80", "0a01", "PSU again"),
                        locator("2c", "00", "88", "0f01", "Plane"),
                        locator("00", "a0", "01", "2001", "DIMM"),
                        "0000511210" + "2c0600210000002e02" + "00c2" + "4d45",
                        "0000511210" + "200000bf0000000701" + "00c3" + "424d43",
                        "0000511210" + "300000080000002e01" + "00c2" + "5043");
        assertThat(FruDevices.in(records))
                .extracting(
                        FruLocation::name,
                        FruLocation::deviceId,
                        FruLocation::access,
                        FruLocation::controllerAddress)
                .containsExactly(
                        tuple("Board", 0, Access.BMC, 0x20),
                        tuple("PSU", 1, Access.BMC, 0x20),
                        tuple("Plane", 0, Access.CONTROLLER, 0x2C),
                        tuple("DIMM", 0xA0, Access.BUS, 0x20),
                        tuple("PC", 0, Access.CONTROLLER, 0x30));
        assertThat(FruDevices.readableIn(records))
                .extracting(FruLocation::name)
                .containsExactly("Board", "PSU", "Plane", "PC");
        assertThat(FruDevices.in(records).get(2).lun()).isEqualTo(1);
    }

    @Test
    void asksTheControllerThatHasTheDevice() {
        var bmc = new ScriptedBmc();
        var plane = FruDevices.in(records(locator("2c", "00", "80", "0f01", "Plane"))).get(1);
        assertThatThrownBy(() -> new FruReader(bmc).read(plane)).isInstanceOf(Refused.class);
        assertThat(bmc.sent).isNotEmpty().allMatch(command -> command instanceof SendMessage);
    }

    @Test
    void readsNoChipOnABus() {
        var chip = FruDevices.in(records(locator("00", "a0", "01", "2001", "DIMM"))).get(1);
        assertThatThrownBy(() -> new FruReader(new ScriptedBmc()).read(chip))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<SdrRecord> records(String... records) {
        return Stream.of(records).map(hex -> SdrRecord.decode(Bytes.fromHex(hex))).toList();
    }

    private static String locator(
            String address, String device, String way, String entity, String name) {
        String text = Bytes.of(name.getBytes(StandardCharsets.US_ASCII)).toHex();
        return "0000511110"
                + address
                + device
                + way
                + "00"
                + "00"
                + "1000"
                + entity
                + "00"
                + "%02x".formatted(0xC0 | name.length())
                + text;
    }
}
