package dev.sideband.simulator.ipmi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Damaged datagrams between a client and a BMC that talk: neither mistakes one for the other's. */
class LiveFuzzTest {
    private static final int INPUTS = 6_000;
    private static final int LOGINS = 100;

    /** Damaged datagrams between two commands; an inbox holds no more. */
    private static final int BETWEEN = 12;

    @ParameterizedTest
    @EnumSource(names = {"SUITE_3", "SUITE_8", "SUITE_12", "SUITE_17"})
    void aSessionGetsItsAnswersAndNoOthers(CipherSuite suite) throws Exception {
        var bmc = QuirkyBmc.withEverySuite();
        try (IpmiSession session = bmc.login(SessionOptions.DEFAULT.withCipherSuite(suite))) {
            session.send(new GetDeviceId());
            var count = new AtomicInteger();
            Fuzz.of("session of suite " + suite.id(), List.copyOf(bmc.port.received))
                    .run(
                            INPUTS,
                            WireFormatException.class,
                            input -> {
                                bmc.port.deliver(input);
                                if (count.incrementAndGet() % BETWEEN == 0) {
                                    assertAnswers(session);
                                    bmc.port.forget();
                                }
                            });
        }
    }

    @Test
    void aBmcAnswersAfterWhateverCame() throws Exception {
        var bmc = QuirkyBmc.with();
        try (IpmiSession session = bmc.login()) {
            session.send(new GetDeviceId());
            var count = new AtomicInteger();
            Fuzz.of("BMC with a session", List.copyOf(bmc.port.sent))
                    .run(
                            INPUTS,
                            WireFormatException.class,
                            input -> {
                                bmc.port.inject(input);
                                if (count.incrementAndGet() % BETWEEN == 0) {
                                    assertAnswers(session);
                                    bmc.port.forget();
                                }
                            });
        }
    }

    @Test
    void aLoginEndsInASessionOrInAReason() throws Exception {
        var model = QuirkyBmc.with();
        model.login().close();
        var bmc = QuirkyBmc.with(LoginQuirk.NEW_CHALLENGE_EACH_TIME);
        Fuzz.of("login", List.copyOf(model.port.received))
                .run(
                        LOGINS,
                        WireFormatException.class,
                        input -> {
                            bmc.port.precede(input);
                            try {
                                bmc.login().close();
                            } catch (IpmiException told) {
                                assertThat(told).hasMessageContaining("127.0.0.1:623");
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            bmc.port.forget();
                            bmc.port.goOn(Duration.ofMinutes(2));
                        });
    }

    private static void assertAnswers(IpmiSession session) {
        try {
            assertThat(session.send(new GetDeviceId()).manufacturerId()).isEqualTo(674);
        } catch (IpmiException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
