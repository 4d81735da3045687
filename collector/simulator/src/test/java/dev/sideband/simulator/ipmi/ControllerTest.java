package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.NetFn;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.simulator.fault.Fault.ChassisOpen;
import dev.sideband.simulator.fault.Fault.FanFailure;
import dev.sideband.simulator.fault.Fault.PsuInputLoss;
import dev.sideband.simulator.model.Blueprint;
import dev.sideband.simulator.model.Server;
import dev.sideband.simulator.model.SimulatedTime;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** The bytes of the commands, as the specification has them. */
class ControllerTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final String PASSWORD = "open sesame";

    private static final int GET_CHASSIS_STATUS = 0x01;
    private static final int GET_SENSOR_HYSTERESIS = 0x25;
    private static final int GET_SENSOR_THRESHOLDS = 0x27;
    private static final int GET_SENSOR_READING = 0x2D;
    private static final int GET_SDR_REPOSITORY_INFO = 0x20;
    private static final int RESERVE_SDR_REPOSITORY = 0x22;
    private static final int GET_SDR = 0x23;
    private static final int GET_SEL_INFO = 0x40;
    private static final int RESERVE_SEL = 0x42;
    private static final int GET_SEL_ENTRY = 0x43;
    private static final int CLEAR_SEL = 0x47;
    private static final int GET_SEL_TIME = 0x48;
    private static final int SET_SEL_TIME = 0x49;

    private static final int CPU1_TEMP = 0x03;
    private static final int CURRENT_1 = 0x73;
    private static final int PS2_STATUS = 0x91;

    private final Server server =
            new Server(Blueprint.all().getFirst(), 4, new SimulatedTime(NOW, 1));
    private final Bmc bmc =
            new Bmc(
                    server,
                    List.of(
                            new Account(
                                    "admin",
                                    PASSWORD.getBytes(StandardCharsets.UTF_8),
                                    PrivilegeLevel.ADMINISTRATOR)),
                    new SecureRandom());
    private final TestConsole console = TestConsole.loggedIn(bmc, 9, NOW, "admin", PASSWORD);

    @BeforeEach
    void becomeAdministrator() {
        assertThat(console.send(NetFn.APP, 0x3B, 4).completionCode()).isZero();
    }

    @Test
    void aThresholdSensorShowsItsCountAndNoState() {
        String answer = ok(NetFn.SENSOR_EVENT, GET_SENSOR_READING, CPU1_TEMP);

        // Offset by 128 degrees; events and scanning on; the reserved state bits are one.
        assertThat(Integer.parseInt(answer.substring(0, 2), 16) - 128).isBetween(30, 80);
        assertThat(answer.substring(2)).isEqualTo("c0c0");
    }

    @Test
    void aDiscreteSensorShowsItsStates() {
        assertThat(ok(NetFn.SENSOR_EVENT, GET_SENSOR_READING, PS2_STATUS)).isEqualTo("00c00180");

        server.schedule(NOW, new PsuInputLoss(1), true);
        console.at(NOW.plusSeconds(2));

        assertThat(ok(NetFn.SENSOR_EVENT, GET_SENSOR_READING, PS2_STATUS)).isEqualTo("00c00980");
    }

    @Test
    void thresholdsHaveTheOrderOfTheCommand() {
        // Mask UNC, UCR, UNR; LNC, LCR, LNR; 85, 92 and 103 degrees.
        assertThat(ok(NetFn.SENSOR_EVENT, GET_SENSOR_THRESHOLDS, CPU1_TEMP))
                .isEqualTo("38000000d5dce7");
        assertThat(ok(NetFn.SENSOR_EVENT, GET_SENSOR_HYSTERESIS, CPU1_TEMP)).isEqualTo("0202");
    }

    @Test
    void sensorsWithoutThresholdsRefuseThem() {
        assertThat(refused(NetFn.SENSOR_EVENT, GET_SENSOR_THRESHOLDS, PS2_STATUS))
                .isEqualTo(CompletionCode.ILLEGAL_FOR_SENSOR);
        assertThat(refused(NetFn.SENSOR_EVENT, GET_SENSOR_THRESHOLDS, CURRENT_1))
                .isEqualTo(CompletionCode.ILLEGAL_FOR_SENSOR);
    }

    @Test
    void aSensorThatIsNotThereIsNotPresent() {
        assertThat(refused(NetFn.SENSOR_EVENT, GET_SENSOR_READING, 0xFD))
                .isEqualTo(CompletionCode.NOT_PRESENT);
    }

    @Test
    void aSensorOfAnotherUnitIsNotPresent() {
        var request = IpmiMessage.Request.toBmc(4, 1, 60, GET_SENSOR_READING, Bytes.of((byte) 3));

        assertThat(console.sendAgain(request).orElseThrow().completionCode())
                .isEqualTo(CompletionCode.NOT_PRESENT);
    }

    @Test
    void aRecordIsReadInParts() {
        int held =
                Integer.reverseBytes(
                        Integer.parseInt(ok(NetFn.STORAGE, RESERVE_SDR_REPOSITORY), 16) << 16);

        // The controller's locator is the first record, 19 bytes; the next has id 2.
        String head = ok(NetFn.STORAGE, GET_SDR, held, held >> 8, 0, 0, 0, 5);
        String body = ok(NetFn.STORAGE, GET_SDR, held, held >> 8, 0, 0, 5, 14);

        assertThat(head).isEqualTo("0200" + "010051120e");
        assertThat(body).startsWith("0200" + "2000008f").endsWith("c3424d43");
    }

    @Test
    void moreThanItsLimitCannotBeReturned() {
        assertThat(refused(NetFn.STORAGE, GET_SDR, 0, 0, 2, 0, 0, 0xFF))
                .isEqualTo(CompletionCode.CANNOT_RETURN_LENGTH);
        assertThat(ok(NetFn.STORAGE, GET_SDR, 0, 0, 2, 0, 0, 32)).hasSize(2 * (2 + 32));
    }

    @Test
    void partsNeedTheNewestReservation() {
        ok(NetFn.STORAGE, RESERVE_SDR_REPOSITORY);
        ok(NetFn.STORAGE, RESERVE_SDR_REPOSITORY);

        assertThat(refused(NetFn.STORAGE, GET_SDR, 1, 0, 2, 0, 5, 8))
                .isEqualTo(CompletionCode.RESERVATION_LOST);
        assertThat(refused(NetFn.STORAGE, GET_SDR, 0, 0, 2, 0, 5, 8))
                .isEqualTo(CompletionCode.RESERVATION_LOST);
        assertThat(ok(NetFn.STORAGE, GET_SDR, 2, 0, 2, 0, 5, 8)).hasSize(20);
        assertThat(refused(NetFn.STORAGE, GET_SDR, 2, 0, 2, 0, 99, 8))
                .isEqualTo(CompletionCode.PARAMETER_OUT_OF_RANGE);
    }

    @Test
    void aRecordThatIsNotThereIsNotPresent() {
        assertThat(refused(NetFn.STORAGE, GET_SDR, 0, 0, 0xFE, 0x7F, 0, 5))
                .isEqualTo(CompletionCode.NOT_PRESENT);
        assertThat(refused(NetFn.STORAGE, GET_SEL_ENTRY, 0, 0, 0x99, 0, 0, 0xFF))
                .isEqualTo(CompletionCode.NOT_PRESENT);
    }

    @Test
    void repositoryInfoCountsItsRecords() {
        int records = SdrRepository.of(server.blueprint()).size();

        assertThat(ok(NetFn.STORAGE, GET_SDR_REPOSITORY_INFO))
                .startsWith("51%02x00".formatted(records))
                .endsWith("23");
    }

    @Test
    void logInfoCountsRecordsAndRoom() {
        // Two records of 16 bytes in a log of 1024.
        assertThat(ok(NetFn.STORAGE, GET_SEL_INFO)).startsWith("510200e03f").endsWith("03");
    }

    @Test
    void aLogEntryIsReadWholeAndInParts() {
        String whole = ok(NetFn.STORAGE, GET_SEL_ENTRY, 0, 0, 0, 0, 0, 0xFF);
        ok(NetFn.STORAGE, RESERVE_SEL);
        String tail = ok(NetFn.STORAGE, GET_SEL_ENTRY, 1, 0, 0, 0, 12, 4);

        assertThat(whole).startsWith("0200" + "010002").endsWith("6f02ffff");
        assertThat(tail).isEqualTo("0200" + "6f02ffff");
        assertThat(refused(NetFn.STORAGE, GET_SEL_ENTRY, 0, 0, 0, 0, 12, 4))
                .isEqualTo(CompletionCode.RESERVATION_LOST);
        assertThat(ok(NetFn.STORAGE, GET_SEL_ENTRY, 0, 0, 0xFF, 0xFF, 0, 0xFF)).startsWith("ffff");
    }

    @Test
    void aRecordThatNobodyHasReadSavesTheLog() {
        ok(NetFn.STORAGE, RESERVE_SEL);
        server.schedule(NOW, new ChassisOpen(), true);
        console.at(NOW.plusSeconds(3));

        assertThat(refused(NetFn.STORAGE, CLEAR_SEL, 1, 0, 'C', 'L', 'R', 0xAA))
                .isEqualTo(CompletionCode.RESERVATION_LOST);

        ok(NetFn.STORAGE, RESERVE_SEL);
        assertThat(ok(NetFn.STORAGE, CLEAR_SEL, 2, 0, 'C', 'L', 'R', 0xAA)).isEqualTo("01");
        assertThat(ok(NetFn.STORAGE, CLEAR_SEL, 2, 0, 'C', 'L', 'R', 0x00)).isEqualTo("01");
        assertThat(refused(NetFn.STORAGE, CLEAR_SEL, 2, 0, 'C', 'L', 'X', 0xAA))
                .isEqualTo(CompletionCode.INVALID_DATA);
    }

    @Test
    void theClockIsSetAndGoesOn() {
        ok(NetFn.STORAGE, SET_SEL_TIME, 0x10, 0x27, 0, 0);
        console.at(NOW.plusSeconds(5));

        assertThat(ok(NetFn.STORAGE, GET_SEL_TIME)).isEqualTo("15270000");
    }

    @Test
    void theChassisSaysWhatIsWrongWithIt() {
        assertThat(ok(NetFn.CHASSIS, GET_CHASSIS_STATUS)).isEqualTo("210040");

        server.schedule(NOW, new ChassisOpen(), true);
        server.schedule(NOW, new FanFailure(0), true);
        console.at(NOW.plusSeconds(2));

        assertThat(ok(NetFn.CHASSIS, GET_CHASSIS_STATUS)).isEqualTo("210049");
    }

    @Test
    void withoutPowerThereIsNobodyAndAfterwardsNoSession() {
        server.schedule(NOW, new PsuInputLoss(0), true);
        server.schedule(NOW, new PsuInputLoss(1), true);
        server.schedule(NOW.plusSeconds(20), new PsuInputLoss(0), false);

        console.at(NOW.plusSeconds(5));
        assertThat(console.sendAgain(console.request(NetFn.APP, 1))).isEmpty();
        console.at(NOW.plusSeconds(25));
        assertThat(console.sendAgain(console.request(NetFn.APP, 1))).isEmpty();
        assertThat(
                        TestConsole.loggedIn(bmc, 3, NOW.plusSeconds(26), "admin", PASSWORD)
                                .send(NetFn.APP, 1)
                                .completionCode())
                .isZero();
    }

    private String ok(int netFn, int command, int... data) {
        IpmiMessage.Response response = console.send(netFn, command, data);
        assertThat(response.completionCode()).isZero();
        return response.data().toHex();
    }

    private int refused(int netFn, int command, int... data) {
        IpmiMessage.Response response = console.send(netFn, command, data);
        assertThat(response.completionCode()).isNotZero();
        return response.completionCode();
    }
}
