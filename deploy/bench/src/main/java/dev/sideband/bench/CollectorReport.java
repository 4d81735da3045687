package dev.sideband.bench;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the benchmark of the collector found.
 *
 * @param bmcs how many there were
 * @param cpuMicrosPerReading of this process, all of its threads
 * @param readingsPerSecond with every BMC polled without a pause, one command in flight each
 * @param echoPerSecond raw datagrams of the same size, there and back
 * @param echoCpuMicros what one of these costs this process
 * @param bytesPerBmc live memory for an idle BMC with an open session
 * @param latePolls that began too late, or were left out
 * @param besideSick how BMCs were polled beside sick ones
 * @param remark more about the fleet that was polled as in life; may be empty
 */
public record CollectorReport(
        int bmcs,
        double cpuMicrosPerReading,
        double readingsPerSecond,
        OptionalDouble echoPerSecond,
        OptionalDouble echoCpuMicros,
        OptionalLong bytesPerBmc,
        OptionalLong latePolls,
        Optional<BesideSick> besideSick,
        String remark) {

    /** Readings for each echo in the same time; empty where no echo was measured. */
    public OptionalDouble ratioToEcho() {
        return echoPerSecond.isPresent()
                ? OptionalDouble.of(readingsPerSecond / echoPerSecond.getAsDouble())
                : OptionalDouble.empty();
    }

    /** The object of {@code bench collector --json}; null where something was not measured. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("cpu_us_per_reading", rounded(cpuMicrosPerReading, 2));
        json.put("readings_per_s", Math.round(readingsPerSecond));
        json.put("echo_per_s", rounded(echoPerSecond, 0));
        json.put("echo_cpu_us", rounded(echoCpuMicros, 2));
        json.put("ratio_to_echo", rounded(ratioToEcho(), 3));
        json.put("bytes_per_bmc", bytesPerBmc.isPresent() ? bytesPerBmc.getAsLong() : null);
        json.put("late_polls", latePolls.isPresent() ? latePolls.getAsLong() : null);
        json.put("bmcs", bmcs);
        besideSick.ifPresent(seen -> json.put("beside_sick", seen.toJson()));
        return json;
    }

    /** For people. */
    public void print(PrintWriter out) {
        out.printf(
                "%-28s %,12.2f µs of CPU a reading%n%-28s %,12.0f readings a second%n",
                "polling without a pause", cpuMicrosPerReading, "", readingsPerSecond);
        if (echoPerSecond.isPresent()) {
            out.printf(
                    "%-28s %,12.2f µs of CPU an echo%n%-28s %,12.0f echoes a second%n%-28s %,12.3f"
                            + " readings for each echo%n",
                    "raw UDP echo",
                    echoCpuMicros.getAsDouble(),
                    "",
                    echoPerSecond.getAsDouble(),
                    "",
                    ratioToEcho().getAsDouble());
        }
        if (bytesPerBmc.isPresent()) {
            out.printf(
                    "%-28s %,12d bytes a BMC%n%-28s %,12d late polls%n",
                    "%,d BMCs as in life".formatted(bmcs),
                    bytesPerBmc.getAsLong(),
                    "",
                    latePolls.orElse(0));
        }
        besideSick.ifPresent(seen -> out.println(seen.describe()));
        if (!remark.isEmpty()) {
            out.println(remark);
        }
    }

    private static @Nullable Double rounded(OptionalDouble value, int decimals) {
        return value.isPresent() ? (Double) rounded(value.getAsDouble(), decimals) : null;
    }

    private static double rounded(double value, int decimals) {
        double power = Math.pow(10, decimals);
        return Math.rint(value * power) / power;
    }
}
