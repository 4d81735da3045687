package dev.sideband.ipmi.command.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.chassis.ChassisControl.Action;
import dev.sideband.ipmi.command.chassis.GetChassisStatus.IdentifyState;
import dev.sideband.ipmi.command.chassis.GetChassisStatus.PowerEvent;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class ChassisCommandsTest {
    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    /** Each command with its number, its request's bytes and the shortest answer that it reads. */
    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(new GetChassisCapabilities(), 0x00, "", "0020202020"),
                Arguments.of(new GetChassisStatus(), 0x01, "", "010000"),
                Arguments.of(new ChassisControl(Action.POWER_DOWN), 0x02, "00", ""),
                Arguments.of(new ChassisControl(Action.POWER_UP), 0x02, "01", ""),
                Arguments.of(new ChassisControl(Action.POWER_CYCLE), 0x02, "02", ""),
                Arguments.of(new ChassisControl(Action.HARD_RESET), 0x02, "03", ""),
                Arguments.of(new ChassisControl(Action.DIAGNOSTIC_INTERRUPT), 0x02, "04", ""),
                Arguments.of(new ChassisControl(Action.SOFT_SHUTDOWN), 0x02, "05", ""),
                Arguments.of(ChassisIdentify.off(), 0x04, "00", ""),
                Arguments.of(ChassisIdentify.on(), 0x04, "0001", ""),
                Arguments.of(ChassisIdentify.during(Duration.ofSeconds(30)), 0x04, "1e", ""),
                Arguments.of(
                        new SetPowerRestorePolicy(PowerRestorePolicy.POWER_UP), 0x06, "02", "07"),
                Arguments.of(new GetSystemRestartCause(), 0x07, "", "01"),
                Arguments.of(SetSystemBootOptions.begin(), 0x08, "0001", ""),
                Arguments.of(SetSystemBootOptions.complete(), 0x08, "0000", ""),
                Arguments.of(SetSystemBootOptions.unacknowledged(), 0x08, "041f1f", ""),
                Arguments.of(
                        SetSystemBootOptions.flags(BootFlags.once(BootDevice.PXE, false)),
                        0x08,
                        "058004000000",
                        ""),
                Arguments.of(
                        new SetSystemBootOptions(BootParameter.BOOT_FLAGS, true, Bytes.EMPTY),
                        0x08,
                        "85",
                        ""),
                Arguments.of(
                        new GetSystemBootOptions(BootParameter.BOOT_FLAGS), 0x09, "050000", "0105"),
                Arguments.of(new GetPohCounter(), 0x0F, "", "3c01000000"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void writesItsRequest(IpmiCommand<?> command, int code, String request, String shortest) {
        var out = new WireWriter();
        command.writeTo(out);
        assertThat(command.netFn()).isZero();
        assertThat(command.code()).isEqualTo(code);
        assertThat(Bytes.of(out.toByteArray())).isEqualTo(Bytes.fromHex(request));
        assertThatCode(() -> command.readResponse(Bytes.fromHex(shortest).reader()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void refusesEveryTruncation(IpmiCommand<?> command, int code, String request, String shortest) {
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
                    byte[] body = new byte[random.nextInt(12)];
                    random.nextBytes(body);
                    assertThatCode(() -> command.readResponse(new WireReader(body)))
                            .as("seed %d: %s", seed, command)
                            .satisfiesAnyOf(
                                    none -> assertThat(none).isNull(),
                                    e -> assertThat(e).isInstanceOf(WireFormatException.class));
                });
    }

    @Test
    void repeatsEverythingButPowerAndReset() {
        var notRepeated =
                commands()
                        .map(arguments -> (IpmiCommand<?>) arguments.get()[0])
                        .filter(command -> !command.idempotent());
        assertThat(notRepeated)
                .hasSize(Action.values().length)
                .allMatch(command -> command instanceof ChassisControl);
    }

    @Test
    void readsAStatusThatTellsEverything() {
        var status = status("7f1f6f8b");
        assertThat(status.powerOn()).isTrue();
        assertThat(status.powerOverload()).isTrue();
        assertThat(status.powerInterlock()).isTrue();
        assertThat(status.powerFault()).isTrue();
        assertThat(status.powerControlFault()).isTrue();
        assertThat(status.powerRestorePolicy()).isEqualTo(PowerRestorePolicy.UNKNOWN);
        assertThat(status.lastPowerEvents()).containsExactly(PowerEvent.values());
        assertThat(status.intrusion()).isTrue();
        assertThat(status.frontPanelLockout()).isTrue();
        assertThat(status.driveFault()).isTrue();
        assertThat(status.coolingFault()).isTrue();
        assertThat(status.identifyState()).isEqualTo(IdentifyState.INDEFINITE);
        var panel = status.frontPanel().orElseThrow();
        assertThat(panel.powerOffDisabled()).isTrue();
        assertThat(panel.resetDisabled()).isTrue();
        assertThat(panel.diagnosticInterruptDisabled()).isFalse();
        assertThat(panel.standbyDisabled()).isTrue();
    }

    @Test
    void readsTheStatusOfAnIdleChassis() {
        var status = status("210000");
        assertThat(status.powerOn()).isTrue();
        assertThat(status.powerRestorePolicy()).isEqualTo(PowerRestorePolicy.PREVIOUS);
        assertThat(status.lastPowerEvents()).isEmpty();
        assertThat(status.identifyState()).as("not told").isEqualTo(IdentifyState.UNKNOWN);
        assertThat(status.frontPanel()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"00, UNKNOWN", "40, OFF", "50, TEMPORARY", "60, INDEFINITE", "70, UNKNOWN"})
    void readsTheIdentifyLight(String miscState, IdentifyState expected) {
        assertThat(status("0100" + miscState).identifyState()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(BootDevice.class)
    void readsBackTheBootFlagsThatItWrites(BootDevice device) {
        for (BootFlags flags :
                List.of(BootFlags.once(device, true), BootFlags.always(device, false))) {
            for (BootFlags.Option option : BootFlags.Option.values()) {
                var written = flags.withOptions(Set.of(option));
                assertThat(BootFlags.read(written.toBytes())).isEqualTo(written);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsEachBitOfTheBootFlags(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] data = new byte[5];
        random.nextBytes(data);
        data[0] &= (byte) 0xE0;
        data[4] &= 0x1F;
        var flags = BootFlags.read(Bytes.of(data));
        if (flags.device().isPresent()) {
            assertThat(flags.toBytes()).as("seed %d", seed).isEqualTo(Bytes.of(data));
        }
    }

    @Test
    void readsBootFlagsThatEndEarly() {
        assertThat(BootFlags.read(Bytes.fromHex("a018")))
                .isEqualTo(BootFlags.once(BootDevice.BIOS, true));
        assertThat(BootFlags.read(Bytes.fromHex("8028000000")).device()).as("reserved").isEmpty();
        assertThatThrownBy(() -> BootFlags.read(Bytes.fromHex("80")))
                .isInstanceOf(WireFormatException.class);
    }

    @Test
    void takesNoOtherParameterForTheOneAskedFor() {
        var command = new GetSystemBootOptions(BootParameter.BOOT_FLAGS);
        assertThatThrownBy(() -> command.readResponse(Bytes.fromHex("01040000").reader()))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("asked for 5, got 4");
        assertThat(command.readResponse(Bytes.fromHex("01858018000000").reader()))
                .isEqualTo(new GetSystemBootOptions.Response(1, true, Bytes.fromHex("8018000000")));
    }

    @Test
    void saysWhyItRestartedAndHowLongItRan() {
        var cause = new GetSystemRestartCause().readResponse(Bytes.fromHex("f401").reader());
        assertThat(cause.text()).isEqualTo("watchdog expired");
        assertThat(cause.channel()).isEqualTo(1);
        var counter = new GetPohCounter().readResponse(Bytes.fromHex("3c0a000000").reader());
        assertThat(counter.powerOn()).isEqualTo(Duration.ofHours(10));
    }

    @Test
    void saysWhatTheChassisCan() {
        var able =
                new GetChassisCapabilities().readResponse(Bytes.fromHex("0d202020200082").reader());
        assertThat(able.intrusionSensor()).isTrue();
        assertThat(able.frontPanelLockout()).isFalse();
        assertThat(able.diagnosticInterrupt()).isTrue();
        assertThat(able.powerInterlock()).isTrue();
        var policies =
                new SetPowerRestorePolicy(PowerRestorePolicy.UNKNOWN)
                        .readResponse(Bytes.fromHex("05").reader());
        assertThat(policies.supported())
                .containsExactly(PowerRestorePolicy.STAY_OFF, PowerRestorePolicy.POWER_UP);
    }

    @Test
    void refusesTimesThatTheLightCannotBeOn() {
        assertThatThrownBy(() -> ChassisIdentify.during(Duration.ofSeconds(256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("255");
        assertThatThrownBy(() -> new ChassisIdentify(-1, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static GetChassisStatus.Response status(String hex) {
        return new GetChassisStatus().readResponse(Bytes.fromHex(hex).reader());
    }
}
