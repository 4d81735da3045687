package dev.sideband.collector.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** All meters of this process, in Prometheus' text form. */
public final class Meters implements AutoCloseable {
    /** The text format, version 0.0.4, which every scraper reads. */
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();

    private Meters() {}

    /** With the meters of the JVM and of its process. */
    public static Meters ofThisProcess() {
        Meters meters = new Meters();
        new ClassLoaderMetrics().bindTo(meters.registry);
        new JvmMemoryMetrics().bindTo(meters.registry);
        new JvmThreadMetrics().bindTo(meters.registry);
        new ProcessorMetrics().bindTo(meters.registry);
        new FileDescriptorMetrics().bindTo(meters.registry);
        new UptimeMetrics().bindTo(meters.registry);
        meters.gc.bindTo(meters.registry);
        return meters;
    }

    /** Without any. */
    public static Meters empty() {
        return new Meters();
    }

    /** Where parts add theirs. */
    public MeterRegistry registry() {
        return registry;
    }

    /** What they say now. */
    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
