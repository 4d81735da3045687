package dev.sideband.ipmi.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.bridge.ScriptedBridge.Way;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.app.GetMessage;
import dev.sideband.ipmi.command.app.SendMessage;
import dev.sideband.ipmi.command.sensor.GetSensorReading;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.sdr.ScriptedBmc;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgedClientTest {
    private static final String DEVICE_ID = "30010107020157010099000000000000";

    private final ScriptedBmc bmc = new ScriptedBmc();
    private final ScriptedBmc satellite = new ScriptedBmc().on(0x06, 0x01, DEVICE_ID);
    private final ScriptedBridge bridge = new ScriptedBridge(bmc).with(0x30, satellite);
    private final BridgedClient client = new BridgedClient(bmc, 0x30, 0, _ -> {});

    @Test
    void asksAControllerThroughTheBmc() throws Exception {
        assertThat(client.send(new GetDeviceId()).manufacturerId()).isEqualTo(343);
        assertThat(bmc.sent).hasSize(1);
        var sent = (SendMessage) bmc.sent.getFirst();
        assertThat(sent.tracked()).isTrue();
        assertThat(sent.message().responder()).isEqualTo(0x30);
        assertThat(sent.message().requester()).isEqualTo(0x20);
    }

    @Test
    void asksTheLunAndChannelOfASensor() throws Exception {
        satellite.on(0x04, 0x2D, "42c000");
        new BridgedClient(bmc, 0x30, 7, _ -> {}).send(new GetSensorReading(3, 5));
        var sent = (SendMessage) bmc.sent.getFirst();
        assertThat(sent.channel()).isEqualTo(7);
        assertThat(sent.message().responderLun()).isEqualTo(3);
    }

    @Test
    void numbersItsRequests() throws Exception {
        client.send(new GetDeviceId());
        client.send(new GetDeviceId());
        assertThat(((SendMessage) bmc.sent.get(0)).message().sequence())
                .isNotEqualTo(((SendMessage) bmc.sent.get(1)).message().sequence());
    }

    @Test
    void passesOnWhatTheControllerRefuses() {
        assertThatThrownBy(() -> client.send(new GetSensorReading(0, 1)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.completionCode()).isEqualTo(0xC1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x83, 0xD3, 0xC3})
    void saysThatTheBmcDoesNotReachIt(int code) {
        bridge.nakWith = code;
        var away = new BridgedClient(bmc, 0x32, 0, _ -> {});
        assertThatThrownBy(() -> away.send(new GetDeviceId()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.completionCode()).isEqualTo(code));
    }

    @Test
    void looksIntoTheQueueWhereTheBmcDoesNotTrack() throws Exception {
        bridge.way = Way.BY_QUEUE;
        bridge.emptyLooks = 3;
        assertThat(client.send(new GetDeviceId()).productId()).isEqualTo(0x99);
        assertThat(client.send(new GetDeviceId()).productId()).isEqualTo(0x99);
        assertThat(bmc.sent).filteredOn(SendMessage.class::isInstance).hasSize(3);
        assertThat(bmc.sent).filteredOn(GetMessage.class::isInstance).hasSize(5);
    }

    @Test
    void passesOverMessagesOfOthersInTheQueue() throws Exception {
        var other = new IpmiMessage.Response(0x20, 7, 2, 0x32, 0, 9, 1, 0, Bytes.EMPTY);
        var crowded = new ScriptedBmc();
        new ScriptedBridge(crowded).with(0x30, satellite).way = Way.BY_QUEUE;
        crowded.on(0x06, 0x33, "00" + hexWithoutFirst(other));
        assertThatThrownBy(
                        () -> new BridgedClient(crowded, 0x30, 0, _ -> {}).send(new GetDeviceId()))
                .isInstanceOf(Refused.class);
        assertThat(crowded.sent).hasSizeLessThan(12);
    }

    @Test
    void aControllerThatStaysSilentIsAway() {
        bridge.way = Way.NEVER;
        assertThatThrownBy(() -> client.send(new GetDeviceId()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.completionCode())
                                        .isEqualTo(CompletionCode.DESTINATION_UNAVAILABLE))
                .hasMessageContaining("30h");
    }

    @Test
    void theBmcsOwnSilenceIsNoAnswer() {
        bmc.on(
                0x06,
                0x34,
                _ -> {
                    throw new NoAnswer("scripted silence");
                });
        assertThatThrownBy(() -> client.send(new GetDeviceId())).isInstanceOf(NoAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "811cffff", "2018c88120013f", "201cc430040130"})
    void anAnswerThatIsNoMessageIsMalformed(String embedded) {
        bmc.on(0x06, 0x34, embedded);
        assertThatThrownBy(() -> client.send(new GetDeviceId())).isInstanceOf(Malformed.class);
    }

    private static String hexWithoutFirst(IpmiMessage.Response message) {
        return Bytes.of(message.toByteArray()).toHex().substring(2);
    }
}
