package dev.sideband.redfish.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.testing.Fuzz;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

class LogsTextTest {
    private static final List<HardwareLog> LOGS =
            List.of(
                    new HardwareLog(
                            "Sel",
                            "Sel",
                            "/m/1",
                            "/m/1/l/Sel",
                            "/m/1/l/Sel/Entries",
                            LogKind.SEL,
                            1024,
                            true,
                            ZoneId.of("+02:00")),
                    new HardwareLog(
                            "1.EventLog",
                            "EventLog",
                            "/s/1",
                            "/s/1/l",
                            "/s/1/l/E",
                            LogKind.HARDWARE,
                            0,
                            false,
                            null));

    @Test
    void areReadAsTheyWereWritten() {
        assertThat(LogsText.parse(LogsText.of(LOGS).orElseThrow())).contains(LOGS);
        assertThat(LogsText.parse(LogsText.of(List.of()).orElseThrow())).contains(List.of());
    }

    @Test
    void areNotWrittenWithSignsThatPartThem() {
        HardwareLog odd =
                new HardwareLog("a\tb", "a", "/m", "/l", "/e", LogKind.SEL, 0, false, null);
        assertThat(LogsText.of(List.of(odd))).isEmpty();
    }

    @Test
    void anyTextIsLogsOrNone() {
        byte[] sample = LogsText.of(LOGS).orElseThrow().getBytes(StandardCharsets.UTF_8);
        long refused =
                Fuzz.of("logs of a BMC", List.of(sample))
                        .run(
                                5_000,
                                IllegalStateException.class,
                                bytes -> {
                                    var _ =
                                            LogsText.parse(
                                                    new String(bytes, StandardCharsets.UTF_8));
                                });
        assertThat(refused).isZero();
    }
}
