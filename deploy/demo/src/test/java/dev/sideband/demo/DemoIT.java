package dev.sideband.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class DemoIT {
    private static final Path REGISTRY = Path.of("../localkafka/target/registry");

    @Test
    void showsAlertsThatComeAndGoAndLosesAndRepeatsNothing() throws Exception {
        var screen = new StringWriter();
        var view = new LiveView(new PrintWriter(screen), new LiveView.Style(false, false, 100));
        var never = new CountDownLatch(1);
        var options = new Demo.Options(10, 1, Duration.ofSeconds(40), 0, REGISTRY);
        try (Demo demo = Demo.start(options, _ -> {})) {
            Summary summary =
                    demo.run(
                            view,
                            Optional.of(Duration.ofSeconds(40)),
                            limit -> never.await(limit.toMillis(), TimeUnit.MILLISECONDS));
            assertThat(summary.readings()).isPositive();
            assertThat(summary.events()).isPositive();
            assertThat(summary.alertsFired()).isPositive();
            assertThat(summary.alertsResolved()).isPositive();
            assertThat(summary.lost()).isZero();
            assertThat(summary.duplicated()).isZero();
        }
        assertThat(screen.toString()).contains("resolved").contains("10 polled");
    }
}
