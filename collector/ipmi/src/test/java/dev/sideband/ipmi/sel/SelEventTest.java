package dev.sideband.ipmi.sel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SensorKey;
import dev.sideband.ipmi.sdr.Severity;
import dev.sideband.ipmi.sensor.IpmiSensor;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class SelEventTest {
    private static final String INLET_TEMP =
            "030051013520000507017f680101853285321b0900010000010280c230000797c58bff00ffafaa0079830"
                    + "202000000ca496e6c65742054656d70";

    @Test
    void givesTheReadingAndTheThresholdInUnits() {
        SelEvent event = describe("010002bc009265200004010501507c83");
        assertThat(event.sensorName()).isEqualTo("Inlet Temp");
        assertThat(event.sensorType()).isEqualTo("Temperature");
        assertThat(event.event()).isEqualTo("Lower Non-critical going low");
        assertThat(event.reading()).hasValue(-4);
        assertThat(event.threshold()).hasValue(3);
        assertThat(event.unit()).isEqualTo("Cel");
        assertThat(event.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void hasNoValueThatTheRecordDoesNotClaim() {
        SelEvent event = describe("010002bc0092652000040105010082ff");
        assertThat(event.reading()).isEmpty();
        assertThat(event.threshold()).isEmpty();
        assertThat(event.unit()).isNull();
    }

    @Test
    void anAssertionAndItsDeassertionHaveOneKey() {
        SelEvent raised = describe("010002bc009265200004010501597c83");
        SelEvent cleared = describe("020002bc009265200004010581597c83");
        SelEvent other = describe("020002bc009265200004010581577c83");
        assertThat(raised.asserted()).isTrue();
        assertThat(cleared.asserted()).isFalse();
        assertThat(cleared.severity()).isEqualTo(Severity.OK);
        assertThat(raised.stateKey()).isEqualTo(cleared.stateKey()).isNotEqualTo(other.stateKey());
    }

    @Test
    void namesASensorThatNoRecordDescribesByItsTypeAlone() {
        SelEvent event = describe("010002bc009265200004074a6f01ffff");
        assertThat(event.sensorName()).isNull();
        assertThat(event.sensorType()).isEqualTo("Processor");
        assertThat(event.event()).isEqualTo("Thermal Trip");
        assertThat(event.severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void givesAVendorsBytesInHex() {
        assertThat(describe("150002bc0092652000040c026fa01809").oem()).isEqualTo("1809");
        assertThat(describe("150002bc0092652000040c026f80ff09").oem()).isEqualTo("ff");
        assertThat(describe("150002bc009265200004014170a00112").oem()).isEqualTo("a00112");
        assertThat(describe("150002bc0092652000040c026f00ffff").oem()).isNull();
        SelEvent record = describe("0200df5cd29963370100040000000000");
        assertThat(record.oem()).isEqualTo("040000000000");
        assertThat(record.event()).isEqualTo("OEM record DFh of Microsoft");
        assertThat(record.hasDirection()).isFalse();
        assertThat(record.stateKey()).isNull();
    }

    @Test
    void aKernelPanicIsCritical() {
        SelEvent panic = describe("b503f041004b65726e656c2070616e69");
        assertThat(panic.event()).isEqualTo("Linux kernel panic: Kernel pani");
        assertThat(panic.severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void addsWhatTheEventDataSaysByTheStandard() {
        assertThat(describe("010002bc0092652000040f116fc002ff").detail())
                .isEqualTo("no usable system memory");
        assertThat(describe("010002bc009265200004106f6ff5ff5a").detail()).isEqualTo("90% full");
        assertThat(describe("010002bc00926520000423636fc114ff").detail())
                .isEqualTo("timer use SMS/OS, interrupt SMI");
        assertThat(describe("010002bc00926520000408486ff6ff03").detail())
                .isEqualTo("power supply rating mismatch");
        assertThat(describe("010002bc0092652000040948" + "0b4101ff").detail())
                .isEqualTo("was Redundancy Lost");
        assertThat(describe("010002bc00926520000412526fc580ff").detail())
                .isEqualTo("SEL clock, after the change, second of pair");
    }

    @Test
    void saysNothingOfDataThatIsUnspecified() {
        assertThat(describe("010002c5c157542000042aff6ff2ffff").detail()).isNull();
        assertThat(describe("010002bc0092652000040f116f00ffff").detail()).isNull();
    }

    @Test
    void callsAnUnknownStateByItsNumber() {
        assertThat(describe("010002bc009265200004227f6f0dffff").event()).isEqualTo("Offset 0Dh");
        assertThat(describe("0100023e9d173e200003251571800fff").event())
                .isEqualTo("OEM offset 00h");
    }

    private static SelEvent describe(String hex) {
        List<IpmiSensor> sensors =
                IpmiSensor.from(List.of(SdrRecord.decode(Bytes.fromHex(INLET_TEMP))));
        Map<SensorKey, IpmiSensor> byKey = Map.of(sensors.getFirst().key(), sensors.getFirst());
        return SelEvent.describe(SelRecord.decode(Bytes.fromHex(hex)), byKey);
    }
}
