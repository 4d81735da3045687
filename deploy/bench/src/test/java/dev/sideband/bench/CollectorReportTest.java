package dev.sideband.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

class CollectorReportTest {
    private static final CollectorReport WHOLE =
            new CollectorReport(
                    10_000,
                    9.876,
                    60_000.4,
                    OptionalDouble.of(100_000),
                    OptionalDouble.of(6.4),
                    OptionalLong.of(24_000),
                    OptionalLong.of(0),
                    Optional.of(
                            new BesideSick(
                                    new PollTimes.Summary(20_000, 0, 1.2, 8.5, 25, 80),
                                    500,
                                    new PollTimes.Summary(19_000, 1, 1.3, 9, 25.5, 81))),
                    "started in 40.0 s");

    private static final CollectorReport TARGETS_ONLY =
            new CollectorReport(
                    50,
                    9.876,
                    60_000.4,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    "");

    @Test
    void saysAllThatTheContractNames() {
        assertThat(WHOLE.toJson())
                .containsEntry("cpu_us_per_reading", 9.88)
                .containsEntry("readings_per_s", 60_000L)
                .containsEntry("echo_per_s", 100_000.0)
                .containsEntry("ratio_to_echo", 0.6)
                .containsEntry("bytes_per_bmc", 24_000L)
                .containsEntry("late_polls", 0L)
                .containsEntry("bmcs", 10_000);
    }

    @Test
    void saysHowTheOthersFaredBesideSickOnes() {
        assertThat(WHOLE.toJson().get("beside_sick"))
                .asInstanceOf(map(String.class, Object.class))
                .containsEntry("sick", 500)
                .containsEntry("ratio_poll_p50", 1.02)
                .extractingByKey("others", map(String.class, Object.class))
                .containsEntry("late_polls", 1L)
                .containsEntry("lateness_p99_ms", 9.0);
        assertThat(printed(WHOLE)).contains("beside 500 sick ones", "1.020 times");
        assertThat(TARGETS_ONLY.toJson()).doesNotContainKey("beside_sick");
    }

    @Test
    void saysNullForWhatWasNotMeasured() {
        assertThat(TARGETS_ONLY.toJson())
                .containsEntry("cpu_us_per_reading", 9.88)
                .containsEntry("ratio_to_echo", null)
                .containsEntry("bytes_per_bmc", null)
                .containsEntry("late_polls", null);
    }

    @Test
    void printsOnlyWhatWasMeasured() {
        assertThat(printed(WHOLE))
                .contains("9.88 µs", "0.600 readings for each echo", "24,000 bytes", "started in");
        assertThat(printed(TARGETS_ONLY)).contains("9.88 µs").doesNotContain("echo", "bytes");
    }

    private static String printed(CollectorReport report) {
        var text = new StringWriter();
        report.print(new PrintWriter(text, true));
        return text.toString();
    }
}
