package dev.sideband.ipmi.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.sensor.GetSensorReading;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.session.DropReason;
import dev.sideband.ipmi.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Commands that are known to come, on a port that lets a relay at its datagrams. */
@Timeout(30)
class ReadAheadTest {
    private static final BmcAddress ADDRESS = new BmcAddress("127.0.0.1", 623);
    private static final int GET_SENSOR_READING = 0x2D;
    private static final RetryPolicy IMPATIENT =
            new RetryPolicy(
                    Duration.ofMillis(20), Duration.ofMillis(40), 3, Duration.ofSeconds(20));

    private final FakeBmc bmc = new FakeBmc().withCommands(ReadAheadTest::obey);
    private final RelayingPort port = new RelayingPort(bmc::receive);
    private final CountingObserver observer = new CountingObserver();

    @Test
    void sendsAllThatIsExpectedOnceTheFirstIsAsked() throws Exception {
        try (var session = open()) {
            session.expect(sensors(40));
            int alone = port.leftToTheInbox;

            assertThat(read(session, 0)).isZero();

            assertThat(sensorsAsked()).hasSize(40).doesNotHaveDuplicates();
            for (int n = 1; n < 40; n++) {
                assertThat(read(session, n)).isEqualTo(n);
            }
            assertThat(sensorsAsked()).hasSize(40);
            assertThat(port.leftToTheInbox).isEqualTo(alone);
        }
        assertThat(observer.answered).isEqualTo(observer.sent);
        assertThat(observer.retried).isZero();
    }

    @Test
    void sendsNothingBeforeTheFirstIsAsked() throws Exception {
        try (var session = open()) {
            session.expect(sensors(3));
            assertThat(sensorsAsked()).isEmpty();
        }
    }

    @Test
    void keepsNoMoreAnswersThanItHasRoomFor() throws Exception {
        try (var session = open()) {
            session.expect(sensors(250));
            read(session, 0);
            assertThat(sensorsAsked()).hasSize(192);
            for (int n = 1; n < 250; n++) {
                assertThat(read(session, n)).isEqualTo(n);
            }
            assertThat(sensorsAsked()).hasSize(250);
        }
    }

    @Test
    void letsOtherCommandsComeBetween() throws Exception {
        try (var session = open()) {
            session.expect(sensors(10));
            for (int n = 0; n < 10; n++) {
                assertThat(read(session, n)).isEqualTo(n);
                assertThat(session.send(new GetDeviceId()).productId()).isEqualTo(0x100);
            }
            assertThat(sensorsAsked()).hasSize(10);
        }
    }

    @Test
    void sendsALostRequestAgainUnderItsNumber() throws Exception {
        var heard = new AtomicInteger();
        bmc.withCommands(
                request -> heard.incrementAndGet() == 5 ? null : ReadAheadTest.obey(request));
        try (var session = open()) {
            session.expect(sensors(10));
            for (int n = 0; n < 10; n++) {
                assertThat(read(session, n)).isEqualTo(n);
            }
        }
        assertThat(sensorsAsked()).hasSize(11);
        assertThat(sensorsAsked().stream().distinct()).hasSize(10);
        assertThat(observer.retried).isEqualTo(1);
        assertThat(observer.sent).isEqualTo(observer.answered);
    }

    @Test
    void saysThatNoAnswerComesAndGoesOn() throws Exception {
        bmc.withCommands(request ->
                request.command() == GET_SENSOR_READING && request.data().u8(0) == 4
                        ? null
                        : obey(request));
        try (var session = open()) {
            session.expect(sensors(8));
            for (int n = 0; n < 8; n++) {
                int sensor = n;
                if (sensor == 4) {
                    assertThatThrownBy(() -> read(session, sensor))
                            .isInstanceOf(IpmiException.NoAnswer.class);
                } else {
                    assertThat(read(session, sensor)).isEqualTo(sensor);
                }
            }
        }
        assertThat(observer.retried).isEqualTo(2);
    }

    @Test
    void asksABusyBmcAgain() throws Exception {
        var busy = new AtomicInteger(2);
        bmc.withCommands(request ->
                request.command() == GET_SENSOR_READING
                                && request.data().u8(0) == 3
                                && busy.getAndDecrement() > 0
                        ? request.answer(CompletionCode.NODE_BUSY, Bytes.EMPTY)
                        : obey(request));
        try (var session = open()) {
            session.expect(sensors(6));
            for (int n = 0; n < 6; n++) {
                assertThat(read(session, n)).isEqualTo(n);
            }
        }
        assertThat(sensorsAsked()).hasSize(8);
    }

    @Test
    void passesOnRefusals() throws Exception {
        try (var session = open()) {
            session.expect(List.of(reading(0), reading(0xFE), reading(1)));
            assertThat(read(session, 0)).isZero();
            assertThatThrownBy(() -> read(session, 0xFE)).isInstanceOf(IpmiException.Refused.class);
            assertThat(read(session, 1)).isEqualTo(1);
        }
    }

    @Test
    void dropsRepeatedAndForgedAnswers() throws Exception {
        bmc.withAnswers((_, answers) -> {
            byte[] forged = answers.getFirst().clone();
            forged[forged.length - 1] ^= 1;
            return List.of(forged, answers.getFirst(), answers.getFirst().clone());
        });
        try (var session = open()) {
            session.expect(sensors(4));
            for (int n = 0; n < 4; n++) {
                assertThat(read(session, n)).isEqualTo(n);
            }
            session.send(new GetDeviceId());
            assertThat(observer.dropped).containsKey(DropReason.BAD_CODE);
            bmc.withAnswers((_, answers) -> answers);
        }
    }

    @Test
    void takesNoAnswerForAnotherRequests() throws Exception {
        List<byte[]> late = new ArrayList<>();
        try (var session = open()) {
            // Each answer comes only after the next request.
            bmc.withAnswers((_, answers) -> {
                List<byte[]> now = List.copyOf(late);
                late.clear();
                late.addAll(answers);
                return now;
            });
            session.expect(sensors(5));
            for (int n = 0; n < 5; n++) {
                assertThat(read(session, n)).isEqualTo(n);
            }
            bmc.withAnswers((_, answers) -> answers);
        }
    }

    @Test
    void forgetsWhatIsExpectedNoMore() throws Exception {
        try (var session = open()) {
            session.expect(sensors(5));
            read(session, 0);
            session.expect(List.of());
            assertThat(read(session, 1)).isEqualTo(1);
            assertThat(sensorsAsked()).hasSize(6);
        }
    }

    @Test
    void tellsHowOldAnAnswerIs() throws Exception {
        try (var session = open()) {
            session.expect(sensors(2));
            read(session, 0);
            long first = session.answerAgeNanos();
            assertThat(first).isNotNegative();
            read(session, 1);
            assertThat(session.answerAgeNanos())
                    .as("came long before it was asked")
                    .isNotNegative();
        }
    }

    private IpmiSession open() throws IpmiException, InterruptedException {
        return IpmiSession.open(
                port,
                ADDRESS,
                FakeBmc.CREDENTIALS,
                SessionOptions.DEFAULT
                        .withObserver(observer)
                        .withRetryPolicy(IMPATIENT)
                        .withCipherSuite(CipherSuite.SUITE_3));
    }

    private static int read(IpmiSession session, int sensor)
            throws IpmiException, InterruptedException {
        return session.send(reading(sensor)).raw();
    }

    private static GetSensorReading reading(int sensor) {
        return new GetSensorReading(0, sensor);
    }

    private static List<GetSensorReading> sensors(int count) {
        return IntStream.range(0, count).mapToObj(ReadAheadTest::reading).toList();
    }

    private List<IpmiMessage.Request> sensorsAsked() {
        return bmc.requests.stream()
                .filter(request -> request.command() == GET_SENSOR_READING)
                .toList();
    }

    /** A sensor reads its own number. */
    private static IpmiMessage.Response obey(IpmiMessage.Request request) {
        if (request.command() != GET_SENSOR_READING) {
            return FakeBmc.obey(request);
        }
        int sensor = request.data().u8(0);
        return sensor == 0xFE
                ? request.answer(CompletionCode.NOT_PRESENT, Bytes.EMPTY)
                : request.answer(CompletionCode.OK, Bytes.of((byte) sensor, (byte) 0xC0));
    }
}
