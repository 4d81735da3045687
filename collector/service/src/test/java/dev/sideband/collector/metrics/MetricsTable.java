package dev.sideband.collector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The reference of all metrics, which is kept in the repository. */
public final class MetricsTable {
    private static final Path TABLE =
            Path.of("src/test/resources/dev/sideband/collector/metrics/metrics.md");
    private static final String HEAD =
            """
            # Metrics of the collector

            Served at `/metrics` where the configuration has `http`. Made by `CollectorDaemonIT` from what a scraper that is
            not ours reads there; `-Dsideband.tables=write` writes it anew. Names and labels are stable. No label names a BMC:
            the topic `status` tells of each. Those that begin with `jvm_`, `process_` and `system_` are Micrometer's own.

            """;

    /** Whether what is served is what the reference says. */
    public void check(Scraped served) throws IOException {
        String now = HEAD + served.table();
        if ("write".equals(System.getProperty("sideband.tables"))) {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, now);
        }
        assertThat(now)
                .as("%s is out of date (-Dsideband.tables=write writes it anew)", TABLE)
                .isEqualTo(Files.exists(TABLE) ? Files.readString(TABLE) : "");
        System.out.printf("%d metrics of ours%n", served.table().lines().count() - 2);
    }
}
