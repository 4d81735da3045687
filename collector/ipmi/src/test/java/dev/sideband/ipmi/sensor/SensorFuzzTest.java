package dev.sideband.ipmi.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.bridge.BridgedClient;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.app.GetMessage;
import dev.sideband.ipmi.command.app.SendMessage;
import dev.sideband.ipmi.command.sensor.GetDeviceSdr;
import dev.sideband.ipmi.command.sensor.GetDeviceSdrInfo;
import dev.sideband.ipmi.command.sensor.GetSensorReading;
import dev.sideband.ipmi.command.sensor.GetSensorReadingFactors;
import dev.sideband.ipmi.command.sensor.GetSensorThresholds;
import dev.sideband.ipmi.command.sensor.ReserveDeviceSdr;
import dev.sideband.ipmi.command.storage.GetSdr;
import dev.sideband.ipmi.command.storage.GetSdrRepositoryInfo;
import dev.sideband.ipmi.command.storage.ReserveSdrRepository;
import dev.sideband.ipmi.dcmi.DcmiReader;
import dev.sideband.ipmi.dcmi.GetDcmiCapabilities;
import dev.sideband.ipmi.dcmi.GetPowerReading;
import dev.sideband.ipmi.dcmi.GetTemperatureReadings;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.quirk.Quirk;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.sdr.SdrRecord;
import dev.sideband.ipmi.sdr.SdrRepositoryReader;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whatever a BMC sends, it becomes sensors and readings or a typed refusal, and soon. */
class SensorFuzzTest {
    private static final int INPUTS = 10_000;
    private static final int WALKS = 300;

    /** Nothing may be thrown, not even what decoders throw. */
    private static final class Never extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Records of each type, decoded for real elsewhere. */
    private static final List<byte[]> RECORDS =
            bytes(
                    "010051013320000103017f680101007200723f3f80010000010000000000072859fc7f8064645f"
                            + "0000000202000000c84350552054656d70",
                    "0100510134300005037f7f680101007200723f3f80010000700100000000072859fc7f8064645f"
                            + "0000000202000000c953415420312054656d70",
                    "34005102252000c00a816fc0086f000000006200c000001384030400000000c65053555f",
                    "120051031c2000122e012b7000000000d046572055706461746520537461747573",
                    "010051080b1701400a010a021d050000",
                    "010051091b17603010c030100a6032200a61000000000000000000000000000000",
                    "010051101020914a010002010701" + "05c54c4d373520",
                    "010051110f20819a30001002" + "0a0207c450535532",
                    "01005112102c068029000000" + "2e0109c54e4d20464d",
                    "010051131b3020128230515701004500000102030405060708090a0b0c0d0e0f",
                    "010051140b81a2000000001c9ff0ff00",
                    "260051c00b5701000d012c6019181a1b");

    private static final List<byte[]> ANSWERS =
            bytes(
                    "99c0c0",
                    "99c0",
                    "1b0a0500505500",
                    "0b0500030000f0",
                    "511a00f039ffffffff0000000027",
                    "4701",
                    "0100",
                    "20018302027fa20200000100000000",
                    "dc010502000100",
                    "dc6f015000f401640180c3c567e803000040",
                    "dc030228012902",
                    "0000811c63202c2d00990000c07a");

    @Test
    void anyRecordsBecomeSensorsThatCanBeRead() {
        Quirks all = Quirks.of(Quirk.values());
        Fuzz.of("SDR", RECORDS)
                .run(
                        INPUTS,
                        Never.class,
                        input -> {
                            SdrRecord record = SdrRecord.decode(Bytes.of(input));
                            assertThat(record.raw().length()).isEqualTo(input.length);
                            IpmiSensor.from(List.of(record), all)
                                    .forEach(SensorFuzzTest::useEverything);
                        });
    }

    private static void useEverything(IpmiSensor sensor) {
        assertThat(sensor.id()).isNotEmpty();
        assertThat(sensor.name()).doesNotContain("\r", "\n", "\0");
        for (int raw = 0; raw < 256; raw += 5) {
            var answer = new GetSensorReading.Response(raw, true, false, 2, raw * 257 & 0x7FFF);
            SensorObservation seen = SensorObservation.decode(sensor, answer);
            assertThat(seen.stateTexts()).doesNotContainNull();
            assertThat(sensor.hasValue() || Double.isNaN(seen.number())).isTrue();
        }
    }

    @Test
    void anyAnswerIsReadOrMalformed() {
        List<IpmiCommand<?>> commands =
                List.of(
                        new GetSensorReading(0, 1),
                        new GetSensorThresholds(0, 1),
                        new GetSensorReadingFactors(0, 1, 2),
                        new GetDeviceSdrInfo(),
                        new GetDeviceSdr(0, 0, 0, 0, 255),
                        new ReserveDeviceSdr(0),
                        new GetSdrRepositoryInfo(),
                        new GetSdr(0, 0, 0, 255),
                        new ReserveSdrRepository(),
                        new GetDeviceId(),
                        new GetMessage(),
                        new SendMessage(
                                0, true, IpmiMessage.Request.toBmc(4, 0, 1, 1, Bytes.EMPTY)),
                        new GetDcmiCapabilities(),
                        new GetPowerReading(),
                        new GetTemperatureReadings(0x40, 1));
        for (IpmiCommand<?> command : commands) {
            Fuzz.of(command.name(), ANSWERS)
                    .run(
                            INPUTS / 10,
                            WireFormatException.class,
                            input -> command.readResponse(new WireReader(input)));
        }
    }

    @Test
    void anyBmcIsWalkedAndReadInTheEnd() {
        Fuzz.of("BMC", Stream.of(RECORDS, ANSWERS).flatMap(List::stream).toList())
                .run(WALKS, Never.class, SensorFuzzTest::meet);
    }

    /** A BMC that answers each question with another part of {@code script}. */
    private static void meet(byte[] script) {
        var bmc = new BabblingBmc(script);
        try {
            List<SdrRecord> records = walk(bmc);
            List<IpmiSensor> sensors = IpmiSensor.from(records);
            var reader = new SensorReader(bmc, Quirks.of(Quirk.values()));
            for (IpmiSensor sensor : sensors.subList(0, Math.min(20, sensors.size()))) {
                if (sensor.readable()) {
                    reader.read(sensor);
                    reader.thresholds(sensor);
                }
            }
            var dcmi = new DcmiReader(bmc);
            dcmi.discover(sensors);
            dcmi.read();
            new BridgedClient(bmc, 0x2C, 0).send(new GetDeviceId());
        } catch (IpmiException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
        assertThat(bmc.asked).as("questions").isLessThan(BabblingBmc.PATIENCE);
    }

    private static List<SdrRecord> walk(BabblingBmc bmc) throws InterruptedException {
        try {
            return new SdrRepositoryReader().read(bmc);
        } catch (IpmiException none) {
            return RECORDS.stream().map(record -> SdrRecord.decode(Bytes.of(record))).toList();
        }
    }

    private static final class BabblingBmc implements IpmiClient {
        /** More than ids could be followed, with their parts and tries. */
        static final int PATIENCE = 200_000;

        private final byte[] script;
        private int asked;

        BabblingBmc(byte[] script) {
            this.script = script;
        }

        @Override
        public <R> R send(IpmiCommand<R> command) throws IpmiException {
            asked++;
            if (asked > PATIENCE) {
                throw new AssertionError("asks without end");
            }
            int from = script.length == 0 ? 0 : (asked * 7) % script.length;
            if (script.length > 0 && (script[from] & 0xF0) == 0xC0) {
                throw new Refused(command.name(), 0xCB);
            }
            try {
                return command.readResponse(new WireReader(script, from, script.length - from));
            } catch (WireFormatException garbled) {
                throw new Malformed(String.valueOf(garbled.getMessage()));
            }
        }
    }

    private static List<byte[]> bytes(String... hex) {
        var all = new ArrayList<byte[]>();
        for (String one : hex) {
            all.add(Bytes.fromHex(one).toArray());
        }
        return all;
    }
}
