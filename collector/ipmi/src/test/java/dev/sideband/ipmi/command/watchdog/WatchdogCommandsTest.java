package dev.sideband.ipmi.command.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;
import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;

class WatchdogCommandsTest {
    private static final byte[] RUNNING = Bytes.fromHex("44211e1058022c01").toArray();

    private static final SetWatchdogTimer FIVE_MINUTES =
            new SetWatchdogTimer(
                    WatchdogUse.SMS_OS,
                    false,
                    false,
                    WatchdogAction.POWER_CYCLE,
                    PreTimeoutInterrupt.NMI,
                    Duration.ofSeconds(30),
                    Set.of(WatchdogUse.SMS_OS, WatchdogUse.FRB2),
                    Duration.ofMinutes(5));

    @Test
    void readsATimerThatRuns() {
        var timer = new GetWatchdogTimer().readResponse(new WireReader(RUNNING));
        assertThat(timer.use()).contains(WatchdogUse.SMS_OS);
        assertThat(timer.use().orElseThrow().text()).isEqualTo("SMS/OS");
        assertThat(timer.running()).isTrue();
        assertThat(timer.logs()).isTrue();
        assertThat(timer.action()).contains(WatchdogAction.HARD_RESET);
        assertThat(timer.interrupt()).contains(PreTimeoutInterrupt.NMI);
        assertThat(timer.preTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(timer.expired()).containsExactly(WatchdogUse.SMS_OS);
        assertThat(timer.initial()).isEqualTo(Duration.ofMinutes(1));
        assertThat(timer.left()).contains(Duration.ofSeconds(30));
    }

    @Test
    void readsATimerThatNobodyHasSet() {
        var timer = new GetWatchdogTimer().readResponse(Bytes.fromHex("8077000000000000").reader());
        assertThat(timer.use()).isEmpty();
        assertThat(timer.running()).isFalse();
        assertThat(timer.logs()).isFalse();
        assertThat(timer.action()).as("reserved").isEmpty();
        assertThat(timer.interrupt()).as("reserved").isEmpty();
        assertThat(timer.expired()).isEmpty();
    }

    @Test
    void writesItsRequests() {
        var out = new WireWriter();
        FIVE_MINUTES.writeTo(out);
        assertThat(Bytes.of(out.toByteArray()).toHex()).isEqualTo("84231e12b80b");
        assertThat(FIVE_MINUTES.netFn() << 8 | FIVE_MINUTES.code()).isEqualTo(0x0624);
        var reset = new ResetWatchdogTimer();
        assertThat(reset.netFn() << 8 | reset.code()).isEqualTo(0x0622);
        var get = new GetWatchdogTimer();
        assertThat(get.netFn() << 8 | get.code()).isEqualTo(0x0625);
    }

    @Test
    void refusesTimesThatTheTimerDoesNotHave() {
        assertThatThrownBy(() -> timer(Duration.ofSeconds(256), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("preTimeout");
        assertThatThrownBy(() -> timer(Duration.ZERO, Duration.ofSeconds(6554)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("initial");
    }

    @Test
    void refusesEveryTruncation() {
        for (int length = 0; length < RUNNING.length; length++) {
            if (length == RUNNING.length - 2) {
                continue;
            }
            var cut = new WireReader(RUNNING, 0, length);
            assertThatThrownBy(() -> new GetWatchdogTimer().readResponse(cut))
                    .isInstanceOf(WireFormatException.class);
        }
    }

    @Test
    void survivesAnyBody() {
        Fuzz.of("watchdog timer", List.of(RUNNING))
                .run(
                        2_000,
                        WireFormatException.class,
                        bytes ->
                                assertThat(
                                                new GetWatchdogTimer()
                                                        .readResponse(new WireReader(bytes)))
                                        .isNotNull());
    }

    private static SetWatchdogTimer timer(Duration preTimeout, Duration initial) {
        return new SetWatchdogTimer(
                WatchdogUse.OEM,
                true,
                true,
                WatchdogAction.NONE,
                PreTimeoutInterrupt.NONE,
                preTimeout,
                Set.of(),
                initial);
    }
}
