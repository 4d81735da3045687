package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.app.GetSystemGuid;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.quirk.Quirk;
import dev.sideband.ipmi.quirk.Quirks;
import dev.sideband.ipmi.session.DropReason;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Commands in a session, on a port without sockets. */
class IpmiSessionTest {
    private static final BmcAddress ADDRESS = new BmcAddress("127.0.0.1", 623);
    private static final int GET_DEVICE_ID = 0x01;
    private static final int CLOSE_SESSION = 0x3C;

    private final FakeBmc bmc = new FakeBmc();
    private final ScriptedPort port = new ScriptedPort(bmc::receive);
    private final CountingObserver observer = new CountingObserver();

    @Test
    void repeatsARequestUnderItsOwnNumber() throws Exception {
        var silences = new AtomicInteger(2);
        try (var session = open()) {
            bmc.withCommands(
                    request -> silences.getAndDecrement() > 0 ? null : FakeBmc.obey(request));
            session.send(new GetDeviceId());
        }
        // Had the session sequence number stayed the same, the BMC had not heard the repetitions.
        var asked = bmc.requests.stream().filter(each -> each.command() == GET_DEVICE_ID).toList();
        assertThat(asked).hasSize(3);
        assertThat(asked.stream().distinct()).hasSize(1);
        assertThat(observer.retried).isEqualTo(2);
    }

    @Test
    void takesTheLateAnswerToAnEarlierTry() throws Exception {
        List<byte[]> held = new ArrayList<>();
        try (var session = open()) {
            bmc.withAnswers((_, answers) -> {
                if (held.isEmpty()) {
                    held.addAll(answers);
                    return List.of();
                }
                return List.of(held.getFirst(), answers.getFirst());
            });
            assertThat(session.send(new GetDeviceId()).productId()).isEqualTo(0x100);
        }
    }

    @Test
    void countsThroughAllNumbersBeforeOneComesAgain() throws Exception {
        try (var session = open()) {
            for (int i = 0; i < 64; i++) {
                session.send(new GetDeviceId());
            }
        }
        assertThat(bmc.requests.subList(0, 64))
                .extracting(IpmiMessage.Request::sequence)
                .doesNotHaveDuplicates();
    }

    @Test
    void dropsAnswersToOtherRequests() throws Exception {
        try (var session = open()) {
            bmc.withAnswers((codec, answers) -> {
                var request = bmc.requests.getLast();
                var all = new ArrayList<byte[]>();
                for (IpmiMessage.Response stray : strays(request)) {
                    all.add(codec.encode(PayloadType.IPMI, stray.toByteArray()));
                }
                all.addAll(answers);
                return all;
            });
            assertThat(session.send(new GetDeviceId()).productId()).isEqualTo(0x100);
            assertThat(observer.dropped).containsEntry(DropReason.UNEXPECTED, 5);
            bmc.withAnswers((_, answers) -> answers);
        }
    }

    /** Each differs from the right answer in one thing. */
    private static List<IpmiMessage.Response> strays(IpmiMessage.Request request) {
        var body = Bytes.fromHex("ffffffffffffffffffffffffffffff");
        return List.of(
                stray(request, request.sequence() ^ 1, request.command(), request.netFn(), 0, 0x20)
                        .answer(0, body),
                stray(request, request.sequence(), 0x02, request.netFn(), 0, 0x20).answer(0, body),
                stray(request, request.sequence(), request.command(), 0x0A, 0, 0x20)
                        .answer(0, body),
                stray(request, request.sequence(), request.command(), request.netFn(), 1, 0x20)
                        .answer(0, body),
                stray(request, request.sequence(), request.command(), request.netFn(), 0, 0x22)
                        .answer(0, body));
    }

    private static IpmiMessage.Request stray(
            IpmiMessage.Request request,
            int sequence,
            int command,
            int netFn,
            int lun,
            int responder) {
        return new IpmiMessage.Request(
                responder, netFn, lun, request.requester(), 0, sequence, command, Bytes.EMPTY);
    }

    /** Supermicro X9: what is in a signed packet was not damaged on its way. */
    @Test
    void takesWrongChecksumsOfFirmwareThatIsKnownForThem() throws Exception {
        bmc.withCommands(IpmiSessionTest::obeyAsX9).withWrongChecksums();
        try (var session = open()) {
            session.send(new GetDeviceId());
            assertThat(session.send(new GetSystemGuid()).guid().length()).isEqualTo(16);
            assertThat(observer.dropped).containsEntry(DropReason.BAD_CHECKSUM, 3);
        }
    }

    @Test
    void dropsWrongChecksumsOfOtherFirmware() throws Exception {
        bmc.withWrongChecksums();
        try (var session = open()) {
            session.send(new GetDeviceId());
            assertThatThrownBy(() -> session.send(new GetSystemGuid()))
                    .isInstanceOf(IpmiException.NoAnswer.class);
        }
    }

    @Test
    void takesNoWrongChecksumThatNobodySigned() {
        bmc.withCommands(IpmiSessionTest::obeyAsX9).withWrongChecksums();
        var unsigned =
                SessionOptions.DEFAULT
                        .withCipherSuite(CipherSuite.SUITE_1)
                        .withQuirks(Quirks.of(Quirk.ACCEPT_BAD_CHECKSUMS));
        assertThatThrownBy(() ->
                        IpmiSession.open(port, ADDRESS, FakeBmc.CREDENTIALS, unsigned).close())
                .isInstanceOf(IpmiException.NoAnswer.class);
    }

    private static IpmiMessage obeyAsX9(IpmiMessage.Request request) {
        return switch (request.command()) {
            case GET_DEVICE_ID ->
                    request.answer(
                            CompletionCode.OK,
                            Bytes.fromHex("20010249" + "02bf7c2a00" + "4006" + "00000000"));
            case 0x37 -> request.answer(CompletionCode.OK, Bytes.of(new byte[16]));
            default -> FakeBmc.obey(request);
        };
    }

    @Test
    void dropsRepeatedForgedAndForeignPackets() throws Exception {
        try (var session = open()) {
            bmc.withAnswers((codec, answers) -> {
                byte[] damaged = answers.getFirst().clone();
                damaged[damaged.length - 1] ^= 1;
                byte[] console = codec.encode(PayloadType.SERIAL_OVER_LAN, new byte[5]);
                byte[] sumless = bmc.requests.getLast().toByteArray();
                sumless[sumless.length - 1] ^= 1;
                return List.of(
                        damaged,
                        console,
                        codec.encode(PayloadType.IPMI, sumless),
                        new byte[] {1, 2, 3},
                        answers.getFirst(),
                        answers.getFirst().clone());
            });
            session.send(new GetDeviceId());
            session.send(new GetDeviceId());
            assertThat(observer.dropped)
                    .containsEntry(DropReason.BAD_CODE, 2)
                    .containsEntry(DropReason.OTHER_PAYLOAD, 2)
                    .containsEntry(DropReason.BAD_CHECKSUM, 2)
                    .containsEntry(DropReason.MALFORMED, 2)
                    .containsEntry(DropReason.REPLAYED, 1);
            bmc.withAnswers((_, answers) -> answers);
        }
    }

    /** Junk must not start the waiting time anew. */
    @Test
    void givesUpOnABmcThatOnlySendsJunk() throws Exception {
        try (var session = open()) {
            bmc.withCommands(_ -> null);
            bmc.withAnswers(
                    (codec, _) -> List.of(codec.encode(PayloadType.SERIAL_OVER_LAN, new byte[1])));
            long start = port.nanoTime();
            assertThatThrownBy(() -> session.send(new GetDeviceId()))
                    .isInstanceOf(IpmiException.NoAnswer.class)
                    .hasMessage("127.0.0.1:623: no answer to GetDeviceId");
            assertThat(port.nanoTime() - start)
                    .isLessThanOrEqualTo(RetryPolicy.DEFAULT.deadline().toNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {CompletionCode.NODE_BUSY, CompletionCode.TIMEOUT})
    void asksABusyBmcAgain(int busyCode) throws Exception {
        var busy = new AtomicInteger(3);
        try (var session = open()) {
            bmc.withCommands(request ->
                    busy.getAndDecrement() > 0
                            ? request.answer(busyCode, Bytes.EMPTY)
                            : FakeBmc.obey(request));
            assertThat(session.send(new GetDeviceId()).productId()).isEqualTo(0x100);
        }
        assertThat(bmc.commandsHeard()).filteredOn(code -> code == GET_DEVICE_ID).hasSize(4);
    }

    @Test
    void passesOnThatABmcStaysBusy() throws Exception {
        try (var session = open()) {
            bmc.withCommands(request -> request.answer(CompletionCode.NODE_BUSY, Bytes.EMPTY));
            long start = port.nanoTime();
            assertThatThrownBy(() -> session.send(new GetDeviceId()))
                    .asInstanceOf(type(IpmiException.Refused.class))
                    .returns(CompletionCode.NODE_BUSY, IpmiException.Refused::completionCode);
            assertThat(port.nanoTime() - start)
                    .isLessThanOrEqualTo(RetryPolicy.DEFAULT.deadline().toNanos());
        }
    }

    @Test
    void sendsACommandThatMayNotBeRepeatedOnce() throws Exception {
        try (var session = open()) {
            bmc.withCommands(_ -> null);
            assertThatThrownBy(() -> session.send(new PowerCycle()))
                    .isInstanceOf(IpmiException.NoAnswer.class);
            bmc.withCommands(FakeBmc::obey);
        }
        assertThat(bmc.commandsHeard()).containsExactly(0x3B, 0x02, CLOSE_SESSION);
    }

    @Test
    void passesRefusalsOn() throws Exception {
        try (var session = open()) {
            assertThatThrownBy(() -> session.send(new PowerCycle()))
                    .asInstanceOf(type(IpmiException.Refused.class))
                    .returns(CompletionCode.INVALID_COMMAND, IpmiException.Refused::completionCode)
                    .satisfies(refusal ->
                            assertThat(refusal)
                                    .hasMessage(
                                            "PowerCycle refused with C1h: invalid" + " command"));
        }
    }

    @Test
    void namesTheBmcWhoseAnswerIsTooShort() throws Exception {
        try (var session = open()) {
            bmc.withCommands(request -> request.answer(CompletionCode.OK, Bytes.EMPTY));
            assertThatThrownBy(() -> session.send(new GetDeviceId()))
                    .isInstanceOf(IpmiException.Malformed.class)
                    .hasMessageContaining("127.0.0.1:623")
                    .hasMessageContaining("GetDeviceId")
                    .hasMessageContaining("device id");
        }
    }

    @Test
    void noticesThatTheBmcForgotTheSession() throws Exception {
        try (var session = open()) {
            bmc.reset();
            assertThatThrownBy(() -> session.send(new GetDeviceId()))
                    .isInstanceOf(IpmiException.NoAnswer.class);
        }
    }

    @Test
    void closesOnceAndAsksTwiceForIt() throws Exception {
        var session = open();
        bmc.withCommands(_ -> null);
        session.close();
        session.close();
        assertThat(bmc.commandsHeard()).containsExactly(0x3B, CLOSE_SESSION, CLOSE_SESSION);
        assertThat(port.openInboxes()).isZero();
        assertThatThrownBy(() -> session.send(new GetDeviceId()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closesOnAThreadThatIsInterrupted() throws Exception {
        var session = open();
        Thread.currentThread().interrupt();
        session.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(bmc.commandsHeard()).containsExactly(0x3B, CLOSE_SESSION);
    }

    private IpmiSession open() throws IpmiException, InterruptedException {
        return IpmiSession.open(
                port,
                ADDRESS,
                FakeBmc.CREDENTIALS,
                SessionOptions.DEFAULT.withObserver(observer).withCipherSuite(CipherSuite.SUITE_3));
    }

    /** Chassis Control: doing it twice is not doing it once. */
    private record PowerCycle() implements IpmiCommand<Boolean> {
        @Override
        public int netFn() {
            return 0;
        }

        @Override
        public int code() {
            return 0x02;
        }

        @Override
        public boolean idempotent() {
            return false;
        }

        @Override
        public void writeTo(WireWriter out) {
            out.u8(2);
        }

        @Override
        public Boolean readResponse(WireReader in) {
            return true;
        }
    }
}
