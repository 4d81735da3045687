package dev.sideband.ipmi.command.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.app.ActivatePayload.SerialAlerts;
import dev.sideband.ipmi.command.transport.GetSolConfigurationParameters;
import dev.sideband.ipmi.command.transport.SetSolConfigurationParameters;
import dev.sideband.ipmi.command.transport.SolParameter;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** The commands around serial over LAN. */
class PayloadCommandsTest {
    private static final int SOL = 1;
    private static final ActivatePayload ACTIVATE =
            new ActivatePayload(SOL, 1, true, true, false, SerialAlerts.DEFERRED);

    /** Each command with its request's bytes and the shortest answer that it reads. */
    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(ACTIVATE, "0101c4000000", "00000000ff00ff00"),
                Arguments.of(
                        new ActivatePayload(SOL, 3, false, false, true, SerialAlerts.SUCCEED),
                        "010328000000",
                        "00000000ff00ff00"),
                Arguments.of(new DeactivatePayload(SOL, 1), "010100000000", ""),
                Arguments.of(new GetPayloadActivationStatus(SOL), "01", "0100"),
                Arguments.of(new GetPayloadInstanceInfo(SOL, 1), "0101", "00000000"),
                Arguments.of(
                        new GetSolConfigurationParameters(SolParameter.RETRY), "0e040000", "11"),
                Arguments.of(
                        new SetSolConfigurationParameters(SolParameter.ENABLE, Bytes.fromHex("01")),
                        "0e0101",
                        ""));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void writesItsRequestAndReadsTheShortestAnswer(
            IpmiCommand<?> command, String request, String shortest) {
        var out = new WireWriter();
        command.writeTo(out);
        assertThat(Bytes.of(out.toByteArray())).isEqualTo(Bytes.fromHex(request));
        assertThat(command.readResponse(Bytes.fromHex(shortest).reader())).isNotNull();
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

    @Test
    void survivesAnyAnswer() {
        List<IpmiCommand<?>> all =
                commands().<IpmiCommand<?>>map(row -> (IpmiCommand<?>) row.get()[0]).toList();
        List<byte[]> samples =
                commands().map(row -> Bytes.fromHex((String) row.get()[2]).toArray()).toList();
        for (IpmiCommand<?> command : all) {
            Fuzz.of(command.name(), samples)
                    .run(
                            2_000,
                            WireFormatException.class,
                            body -> command.readResponse(new WireReader(body)));
        }
    }

    @Test
    void readsWhatAnActivatedPayloadMayDo() {
        var body = Bytes.fromHex("01000000" + "0701" + "0001" + "6f02" + "ffff").reader();
        assertThat(ACTIVATE.readResponse(body))
                .isEqualTo(
                        new ActivatePayload.Response(
                                true, 263, 256, 623, ActivatePayload.Response.NO_VLAN));
    }

    @Test
    void readsAnActivationThatSaysNoPort() {
        var body = Bytes.fromHex("00000000" + "ff00" + "ff00").reader();
        assertThat(ACTIVATE.readResponse(body).port()).isZero();
    }

    @Test
    void readsWhichInstancesAreTaken() {
        var status =
                new GetPayloadActivationStatus(SOL).readResponse(Bytes.fromHex("020280").reader());
        assertThat(status.capacity()).isEqualTo(2);
        assertThat(status.isActive(1)).isFalse();
        assertThat(status.isActive(2)).isTrue();
        assertThat(status.isActive(16)).isTrue();
    }

    @Test
    void readsWhoHasAnInstance() {
        var info =
                new GetPayloadInstanceInfo(SOL, 1)
                        .readResponse(Bytes.fromHex("04030201" + "0000000000000000").reader());
        assertThat(info.bmcSessionId()).isEqualTo(0x01020304);
    }

    @Test
    void mayNotActivateTwice() {
        assertThat(ACTIVATE.idempotent()).isFalse();
        assertThat(new DeactivatePayload(SOL, 1).idempotent()).isTrue();
    }

    @Test
    void namesAnInstanceThatCannotBe() {
        assertThatThrownBy(() -> new DeactivatePayload(SOL, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 15");
        assertThatThrownBy(() -> new GetPayloadActivationStatus(64))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
