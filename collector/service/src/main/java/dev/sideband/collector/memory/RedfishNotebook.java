package dev.sideband.collector.memory;

import dev.sideband.avro.BmcMemory;
import dev.sideband.avro.RedfishMemory;
import dev.sideband.redfish.discovery.PlanText;
import dev.sideband.redfish.log.LogsText;
import dev.sideband.redfish.sensor.KnownPlan;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What is known of one BMC over Redfish. Belongs to the BMC's thread. */
public final class RedfishNotebook {
    private final Memories memories;
    private final String target;
    private final String address;
    private @Nullable KnownPlan plan;
    private @Nullable KnownLogs logs;

    /**
     * Opens it.
     *
     * @param address where the BMC is; what was learned at another one is of another BMC
     */
    public RedfishNotebook(Memories memories, String target, String address) {
        this.memories = memories;
        this.target = target;
        this.address = address;
        BmcMemory known = memories.of(target);
        RedfishMemory before = known == null ? null : known.getRedfish();
        if (before != null && before.getAddress().equals(address)) {
            plan = plan(before);
            logs = logs(before);
        }
    }

    private static @Nullable KnownPlan plan(RedfishMemory before) {
        return PackedText.unpack(before.getPlan())
                .flatMap(PlanText::parse)
                .map(plan ->
                        new KnownPlan(
                                plan,
                                before.getManager(),
                                before.getFirmware(),
                                before.getPlanUntil()))
                .orElse(null);
    }

    private static @Nullable KnownLogs logs(RedfishMemory before) {
        ByteBuffer packed = before.getLogs();
        Instant until = before.getLogsUntil();
        return packed == null || until == null
                ? null
                : PackedText.unpack(packed)
                        .flatMap(LogsText::parse)
                        .map(logs ->
                                new KnownLogs(
                                        logs, Optional.ofNullable(before.getRegistries()), until))
                        .orElse(null);
    }

    /** The plan that worked the last time. */
    public Optional<KnownPlan> plan() {
        return Optional.ofNullable(plan);
    }

    /** The logs that there were the last time; they hold if the plan does. */
    public Optional<KnownLogs> logs() {
        return Optional.ofNullable(logs);
    }

    /** Keeps what is known now, where it is something else than before. */
    public void keep(Optional<KnownPlan> planNow, Optional<KnownLogs> logsNow) {
        if (planNow.equals(plan()) && logsNow.equals(logs())) {
            return;
        }
        plan = planNow.orElse(null);
        logs = logsNow.orElse(null);
        memories.learned(target, planNow.flatMap(now -> memory(now, logs)).orElse(null));
    }

    private Optional<RedfishMemory> memory(KnownPlan now, @Nullable KnownLogs found) {
        Optional<ByteBuffer> packedPlan = PlanText.of(now.plan()).flatMap(PackedText::pack);
        Optional<ByteBuffer> packedLogs =
                Optional.ofNullable(found)
                        .flatMap(known -> LogsText.of(known.logs()))
                        .flatMap(PackedText::pack);
        KnownLogs kept = packedLogs.isPresent() ? found : null;
        return packedPlan.map(packed ->
                new RedfishMemory(
                        address,
                        now.firmware(),
                        now.manager(),
                        packed,
                        millis(now.until()),
                        packedLogs.orElse(null),
                        kept == null ? null : kept.registries().orElse(null),
                        kept == null ? null : millis(kept.until())));
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Drops all that is known of the BMC. */
    public void forget() {
        memories.forget(target);
    }
}
