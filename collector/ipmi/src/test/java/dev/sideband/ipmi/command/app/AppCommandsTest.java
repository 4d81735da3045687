package dev.sideband.ipmi.command.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.ipmi.RecordedSessions;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.chassis.GetChassisStatus;
import dev.sideband.ipmi.crypto.Algorithms;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

class AppCommandsTest {
    private static final String DEVICE_ID = "20010249" + "02bfa20200" + "0001" + "00000000";

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    static Stream<JsonNode> cipherSuiteLists() {
        return RecordedSessions.external("cipher_suite_lists");
    }

    /** Each command with its request's bytes and the shortest answer that it reads. */
    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(new GetDeviceId(), "", "2001024902bfa202000001"),
                Arguments.of(new GetSystemGuid(), "", "00112233445566778899aabbccddeeff"),
                Arguments.of(new SetSessionPrivilegeLevel(PrivilegeLevel.OPERATOR), "03", "03"),
                Arguments.of(new CloseSession(0x01020304), "04030201", ""),
                Arguments.of(
                        new GetChannelAuthenticationCapabilities(PrivilegeLevel.ADMINISTRATOR),
                        "8e04",
                        "01800402"),
                Arguments.of(new GetChannelCipherSuites(2), "0e0082", "01"),
                Arguments.of(new GetChassisStatus(), "", "010000"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void writesItsRequest(IpmiCommand<?> command, String request, String shortest) {
        var out = new WireWriter();
        command.writeTo(out);
        assertThat(Bytes.of(out.toByteArray())).isEqualTo(Bytes.fromHex(request));
        assertThatCode(() -> command.readResponse(Bytes.fromHex(shortest).reader()))
                .doesNotThrowAnyException();
        assertThat(command.name()).isEqualTo(command.getClass().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void refusesEveryTruncation(IpmiCommand<?> command, String request, String shortest) {
        byte[] body = Bytes.fromHex(shortest).toArray();
        for (int length = 0; length < body.length; length++) {
            var cut = new WireReader(body, 0, length);
            assertThatThrownBy(() -> command.readResponse(cut))
                    .as("%s of %d bytes", command, length)
                    .isInstanceOf(WireFormatException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void survivesAnyBody(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        commands()
                .map(arguments -> (IpmiCommand<?>) arguments.get()[0])
                .forEach(command -> {
                    byte[] body = new byte[random.nextInt(40)];
                    random.nextBytes(body);
                    assertThatCode(() -> command.readResponse(new WireReader(body)))
                            .as("seed %d: %s", seed, command)
                            .satisfiesAnyOf(
                                    none -> assertThat(none).isNull(),
                                    e -> assertThat(e).isInstanceOf(WireFormatException.class));
                });
    }

    @Test
    void readsADeviceId() {
        var id = new GetDeviceId().readResponse(Bytes.fromHex(DEVICE_ID).reader());
        assertThat(id.deviceId()).isEqualTo(0x20);
        assertThat(id.firmwareRevision()).isEqualTo("2.49");
        assertThat(id.ipmiVersion()).isEqualTo("2.0");
        assertThat(id.manufacturerId()).isEqualTo(674);
        assertThat(id.productId()).isEqualTo(0x0100);
        assertThat(id.updating()).isFalse();
        assertThat(id.hasDeviceSdrs()).isFalse();
        assertThat(id.isSensorDevice()).isTrue();
        assertThat(id.hasSdrRepository()).isTrue();
        assertThat(id.hasSel()).isTrue();
        assertThat(id.hasFruInventory()).isTrue();
        assertThat(id.isChassisDevice()).isTrue();
    }

    @Test
    void readsAnOldDeviceThatIsBeingUpdated() {
        var id = new GetDeviceId().readResponse(Bytes.fromHex("208189105102a202f00001").reader());
        assertThat(id.hasDeviceSdrs()).isTrue();
        assertThat(id.updating()).isTrue();
        assertThat(id.firmwareRevision()).isEqualTo("9.10");
        assertThat(id.ipmiVersion()).isEqualTo("1.5");
        assertThat(id.manufacturerId()).as("20 bits").isEqualTo(674);
        assertThat(id.hasSel()).isFalse();
    }

    @Test
    void readsWhatTheChannelAccepts() {
        var command = new GetChannelAuthenticationCapabilities(PrivilegeLevel.ADMINISTRATOR);
        var plain = command.readResponse(Bytes.fromHex("0196040300000000").reader());
        assertThat(plain.channel()).isEqualTo(1);
        assertThat(plain.speaksIpmi2()).isTrue();
        assertThat(plain.bmcKeySet()).isFalse();
        assertThat(plain.anonymousLogin()).isFalse();
        var odd = command.readResponse(Bytes.fromHex("0116210300000000").reader());
        assertThat(odd.speaksIpmi2()).isFalse();
        assertThat(odd.bmcKeySet()).isTrue();
        assertThat(odd.anonymousLogin()).isTrue();
    }

    @Test
    void readsChassisStatus() {
        var status = new GetChassisStatus().readResponse(Bytes.fromHex("2b100d00").reader());
        assertThat(status.powerOn()).isTrue();
        assertThat(status.powerOverload()).isTrue();
        assertThat(status.powerFault()).isTrue();
        assertThat(status.intrusion()).isTrue();
        assertThat(status.driveFault()).isTrue();
        assertThat(status.coolingFault()).isTrue();
    }

    @Test
    void readsStandardAndOemRecordsOfTheSuiteList() {
        var list =
                CipherSuiteList.read(
                        Bytes.fromHex("c000004080" + "c003014181" + "c18100a2020344" + "81c011")
                                .reader());
        assertThat(list)
                .containsExactly(
                        new Algorithms(0, 0, 0),
                        CipherSuite.SUITE_3.algorithms(),
                        CipherSuite.SUITE_17.algorithms());
    }

    @ParameterizedTest
    @MethodSource("cipherSuiteLists")
    void readsTheSuiteListsOfRealBmcs(JsonNode vector) {
        List<Integer> expected =
                StreamSupport.stream(vector.get("expected").spliterator(), false)
                        .map(JsonNode::intValue)
                        .toList();
        var list = CipherSuiteList.read(RecordedSessions.hex(vector, "hex").reader());
        assertThat(list)
                .extracting(algorithms -> CipherSuite.of(algorithms).orElseThrow().id())
                .isEqualTo(expected);
    }
}
