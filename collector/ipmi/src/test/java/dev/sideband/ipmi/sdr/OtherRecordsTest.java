package dev.sideband.ipmi.sdr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.sdr.EntityAssociation.Member;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Records that describe no sensor: associations, locators, confirmations, channels, OEM. */
class OtherRecordsTest {
    private static final String LIST = "010051080b" + "170140" + "0a010a021d05" + "0000";
    private static final String RANGE = "010051080b" + "0701a0" + "0a010a03" + "20102012";
    private static final String DEVICE_RELATIVE =
            "010051091b"
                    + "17603010"
                    + "40"
                    + "30100a60"
                    + "32200a61"
                    + "00000000"
                    + "00000000"
                    + "000000000000";
    private static final String GENERIC =
            "0100511010" + "2091" + "4a" + "0100" + "02010701" + "05" + "c5" + "4c4d373520";
    private static final String FRU =
            "010051110f" + "2081" + "9a" + "3000" + "1002" + "0a02" + "07" + "c4" + "50535532";
    private static final String CONTROLLER =
            "0100511210" + "2c06" + "80" + "29" + "000000" + "2e01" + "09" + "c5" + "4e4d20464d";
    private static final String CONFIRMATION =
            "010051131b"
                    + "3020"
                    + "12"
                    + "8230"
                    + "51"
                    + "570100"
                    + "4500"
                    + "000102030405060708090a0b0c0d0e0f";
    private static final String CHANNELS = "010051140b" + "81a2000000001c9f" + "f0ff00";
    private static final String OEM = "260051c00b" + "570100" + "0d012c6019181a1b";

    @Test
    void readsAListOfContainedParts() {
        var record = (EntityAssociation) decode(LIST);
        assertThat(record.container()).isEqualTo(system(0x17, 1));
        assertThat(record.contained())
                .containsExactly(system(0x0A, 1), system(0x0A, 2), system(0x1D, 5));
        assertThat(record.linked()).isTrue();
        assertThat(record.presence()).isFalse();
    }

    @Test
    void readsRangesOfContainedParts() {
        var record = (EntityAssociation) decode(RANGE);
        assertThat(record.contained())
                .containsExactly(
                        system(0x0A, 1),
                        system(0x0A, 2),
                        system(0x0A, 3),
                        system(0x20, 0x10),
                        system(0x20, 0x11),
                        system(0x20, 0x12));
        assertThat(record.presence()).isTrue();
    }

    @Test
    void endsThatAreNoRangeArePartsThemselves() {
        var record = (EntityAssociation) decode("010051080b" + "070180" + "0a031d01" + "00000000");
        assertThat(record.contained()).containsExactly(system(0x0A, 3), system(0x1D, 1));
    }

    @Test
    void readsPartsByTheNumbersOfTheirController() {
        var record = (EntityAssociation) decode(DEVICE_RELATIVE);
        assertThat(record.container())
                .isEqualTo(new Member(0x30, 1, new Entity(0x17, 0x60, false)));
        assertThat(record.contained())
                .containsExactly(
                        new Member(0x30, 1, new Entity(0x0A, 0x60, false)),
                        new Member(0x32, 2, new Entity(0x0A, 0x61, false)));
    }

    @Test
    void readsAGenericDeviceLocator() {
        var record = (GenericLocator) decode(GENERIC);
        assertThat(record.accessAddress()).isEqualTo(0x20);
        assertThat(record.slaveAddress()).isEqualTo(0x90);
        assertThat(record.channel()).isEqualTo(0b1010);
        assertThat(record.lun()).isEqualTo(1);
        assertThat(record.privateBus()).isEqualTo(2);
        assertThat(record.addressSpan()).isEqualTo(1);
        assertThat(record.deviceType()).isEqualTo(2);
        assertThat(record.deviceTypeModifier()).isEqualTo(1);
        assertThat(record.entity()).isEqualTo(new Entity(7, 1, false));
        assertThat(record.oem()).isEqualTo(5);
        assertThat(record.name()).isEqualTo("LM75");
    }

    @Test
    void readsAFruLocatorWhole() {
        var record = (FruLocator) decode(FRU);
        assertThat(record.accessAddress()).isEqualTo(0x20);
        assertThat(record.fruId()).isEqualTo(0x81);
        assertThat(record.logical()).isTrue();
        assertThat(record.lun()).isEqualTo(3);
        assertThat(record.privateBus()).isEqualTo(2);
        assertThat(record.channel()).isEqualTo(3);
        assertThat(record.deviceType()).isEqualTo(0x10);
        assertThat(record.deviceTypeModifier()).isEqualTo(2);
        assertThat(record.entity()).isEqualTo(new Entity(10, 2, false));
        assertThat(record.oem()).isEqualTo(7);
        assertThat(record.name()).isEqualTo("PSU2");
    }

    @Test
    void readsAControllerLocatorWhole() {
        var record = (McLocator) decode(CONTROLLER);
        assertThat(record.slaveAddress()).isEqualTo(0x2C);
        assertThat(record.channel()).isEqualTo(6);
        assertThat(record.powerAndInitialization()).isEqualTo(0x80);
        assertThat(record.isSensorDevice()).isTrue();
        assertThat(record.hasFruInventory()).isTrue();
        assertThat(record.entity()).isEqualTo(new Entity(46, 1, false));
        assertThat(record.oem()).isEqualTo(9);
        assertThat(record.name()).isEqualTo("NM FM");
    }

    @Test
    void readsAControllerConfirmation() {
        var record = (McConfirmation) decode(CONFIRMATION);
        assertThat(record.slaveAddress()).isEqualTo(0x30);
        assertThat(record.deviceId()).isEqualTo(0x20);
        assertThat(record.channel()).isEqualTo(1);
        assertThat(record.deviceRevision()).isEqualTo(2);
        assertThat(record.firmwareRevision1()).isEqualTo(0x82);
        assertThat(record.firmwareRevision2()).isEqualTo(0x30);
        assertThat(record.manufacturerId()).isEqualTo(343);
        assertThat(record.productId()).isEqualTo(0x45);
        assertThat(record.guid().toHex()).isEqualTo("000102030405060708090a0b0c0d0e0f");
    }

    @Test
    void readsTheChannelsOfABmc() {
        var record = (ChannelInfoRecord) decode(CHANNELS);
        assertThat(record.channels()).hasSize(8);
        assertThat(record.channels().get(0)).isEqualTo(new ChannelInfoRecord.Channel(true, 0, 1));
        assertThat(record.channels().get(1)).isEqualTo(new ChannelInfoRecord.Channel(true, 2, 2));
        assertThat(record.channels().get(2).protocol()).isZero();
        assertThat(record.channels().get(6))
                .isEqualTo(new ChannelInfoRecord.Channel(false, 1, 0xC));
        assertThat(record.messageInterrupt()).isEqualTo(0xF0);
        assertThat(record.eventInterrupt()).isEqualTo(0xFF);
    }

    @Test
    void keepsWhatAVendorSays() {
        var record = (OemRecord) decode(OEM);
        assertThat(record.id()).isEqualTo(0x26);
        assertThat(record.manufacturerId()).isEqualTo(343);
        assertThat(record.data().toHex()).isEqualTo("0d012c6019181a1b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LIST,
                RANGE,
                DEVICE_RELATIVE,
                GENERIC,
                FRU,
                CONTROLLER,
                CONFIRMATION,
                CHANNELS,
                OEM
            })
    void everyTruncationIsARecordOrKeptAsBytes(String hex) {
        Bytes whole = Bytes.fromHex(hex);
        for (int length = 0; length < whole.length(); length++) {
            Bytes cut = Bytes.of(whole.toArray(), 0, length);
            SdrRecord record = SdrRecord.decode(cut);
            assertThat(record.raw()).isEqualTo(cut);
            if (record instanceof UnknownRecord unknown && length > SdrRecord.HEADER_BYTES) {
                assertThat(unknown.problem()).contains("left");
            }
        }
    }

    @Test
    void bytesBeyondTheRecordDoNoHarm() {
        for (String hex : List.of(LIST, RANGE, CONFIRMATION, CHANNELS)) {
            assertThat(decode(hex + "ffffff")).hasSameClassAs(decode(hex));
        }
    }

    private static Member system(int id, int instance) {
        return new Member(0, 0, new Entity(id, instance, false));
    }

    private static SdrRecord decode(String hex) {
        return SdrRecord.decode(Bytes.fromHex(hex));
    }
}
