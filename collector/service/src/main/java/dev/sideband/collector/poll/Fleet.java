package dev.sideband.collector.poll;

import dev.sideband.avro.Reachability;
import dev.sideband.avro.Target;
import dev.sideband.collector.probe.Credentials;
import dev.sideband.collector.probe.FailureReason;
import dev.sideband.collector.probe.ProbeFactory;
import dev.sideband.collector.publish.LogSink;
import dev.sideband.collector.publish.TelemetrySink;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * All BMCs of this collector, each with its worker and thread. Changes come from any thread, one at
 * a time.
 */
public final class Fleet implements ErrandTaker {
    /** Between the first polls of two workers, so that a start with many is spread. */
    private static final Duration START_STEP = Duration.ofMillis(5);

    /**
     * How long BMCs may take to end their sessions: with 2 s of latency and 30 % of faults, six
     * seconds left every tenth session behind. Those that do not answer at all take less.
     */
    public static final Duration SESSIONS_END = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final ProbeFactory probes;
    private final Governor governor;
    private final BmcWorker.Environment environment;
    private final PollCounters counters = new PollCounters();
    private final Part whole;
    private final Map<String, Member> members = new HashMap<>();
    private Map<String, Credentials> credentials;
    private boolean closed;

    private record Member(
            Part part, BmcWorker worker, Thread thread, @Nullable Credentials login) {}

    /**
     * What BMCs are taken on and let go together: those of one partition.
     *
     * @param number the partition
     * @param log where the records of their logs go
     */
    public record Part(int number, LogSink log) {}

    /** Ends of workers whose BMC may be taken on again meanwhile: one session per BMC. */
    private final Map<String, Thread> ending = new HashMap<>();

    /** The numbers of the parts that were taken on. */
    private final Set<Integer> polled = new HashSet<>();

    /** A fleet that always has leave to poll, of which all parts write to {@code log}. */
    public Fleet(
            ProbeFactory probes,
            TelemetrySink telemetry,
            LogSink log,
            Map<String, Credentials> credentials,
            InstantSource clock) {
        this(
                probes,
                telemetry,
                log,
                credentials,
                clock,
                new Governor(Governor.Limits.DEFAULT),
                () -> true);
    }

    /**
     * A fleet without BMCs.
     *
     * @param governor how many BMCs are asked at once
     * @param leave whether BMCs may be talked to now; asked before each poll
     */
    public Fleet(
            ProbeFactory probes,
            TelemetrySink telemetry,
            LogSink log,
            Map<String, Credentials> credentials,
            InstantSource clock,
            Governor governor,
            BooleanSupplier leave) {
        this.probes = probes;
        this.governor = governor;
        this.credentials = Map.copyOf(credentials);
        this.whole = new Part(0, log);
        this.environment =
                new BmcWorker.Environment(
                        telemetry,
                        log,
                        counters,
                        clock,
                        () -> ThreadLocalRandom.current().nextDouble(),
                        new Semaphore(BmcWorker.Environment.INVENTORY_READERS),
                        governor,
                        leave);
    }

    public PollCounters counters() {
        return counters;
    }

    /** How many BMCs are due and wait for a place, as too many are asked. */
    public int waiting() {
        return governor.waiting();
    }

    /** How many BMCs there are. */
    public synchronized int size() {
        return members.size();
    }

    /** How each BMC goes, by target. */
    public synchronized Map<String, TargetState> states() {
        Map<String, TargetState> states = new TreeMap<>();
        members.forEach((id, member) -> states.put(id, member.worker().state()));
        return states;
    }

    /** How many BMCs there are in each state. */
    public synchronized Map<Reachability, Integer> countByState() {
        Map<Reachability, Integer> counts = new EnumMap<>(Reachability.class);
        members.values()
                .forEach(member -> counts.merge(member.worker().state().state(), 1, Integer::sum));
        return counts;
    }

    /** How many BMCs fail for each reason. */
    public synchronized Map<FailureReason, Integer> countByReason() {
        Map<FailureReason, Integer> counts = new EnumMap<>(FailureReason.class);
        for (Member member : members.values()) {
            FailureReason reason = member.worker().state().reason();
            if (reason != null) {
                counts.merge(reason, 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Where each BMC listens for IPMI, {@code host[:port]}, by target. */
    public synchronized Map<String, String> ipmiAddresses() {
        Map<String, String> addresses = new HashMap<>();
        members.forEach((id, member) -> {
            String address = member.worker().target().getIpmi();
            if (address != null) {
                addresses.put(id, address);
            }
        });
        return addresses;
    }

    /** Has a BMC's log read before its time, as something may be in it. */
    public synchronized void lookNow(String id) {
        Member member = members.get(id);
        if (member != null) {
            member.worker().lookNow();
        }
    }

    @Override
    public synchronized Optional<Target> target(String id) {
        return Optional.ofNullable(members.get(id)).map(member -> member.worker().target());
    }

    @Override
    public synchronized boolean polls(int partition) {
        return !closed && polled.contains(partition);
    }

    @Override
    public synchronized boolean order(String id, Errand errand) {
        Member member = members.get(id);
        return member != null && member.worker().order(errand);
    }

    /** Takes over what changed about targets; nothing stands for one that is no more. */
    public void apply(Map<String, Optional<Target>> changes) {
        apply(whole, changes);
    }

    /** Takes over what changed about the targets of one part. */
    public synchronized void apply(Part part, Map<String, Optional<Target>> changes) {
        if (closed) {
            return;
        }
        polled.add(part.number());
        ending.values().removeIf(thread -> !thread.isAlive());
        Duration spread = START_STEP.multipliedBy(changes.size());
        changes.forEach((id, target) ->
                target.ifPresentOrElse(
                        changed -> put(part, id, changed, spread), () -> remove(id)));
    }

    /**
     * Lets go of parts: running polls may finish within {@code grace}, the others are cut off; then
     * waits for at most {@code sessions} until all sessions are closed. What is on the topics about
     * the BMCs stays, as others poll them from now on.
     *
     * @return the targets that were polled, by part
     */
    public Map<Integer, List<Target>> release(Set<Integer> parts, Duration grace, Duration sessions)
            throws InterruptedException {
        List<Member> all = new ArrayList<>();
        synchronized (this) {
            polled.removeAll(parts);
            ending.values().removeIf(thread -> !thread.isAlive());
            for (var entry : List.copyOf(members.entrySet())) {
                Member member = entry.getValue();
                if (parts.contains(member.part().number())) {
                    members.remove(entry.getKey());
                    ending.put(entry.getKey(), member.thread());
                    all.add(member);
                }
            }
        }
        end(all, grace, sessions);
        Map<Integer, List<Target>> released = new HashMap<>();
        for (Member member : all) {
            released.computeIfAbsent(member.part().number(), _ -> new ArrayList<>())
                    .add(member.worker().target());
        }
        return released;
    }

    /** Takes over changed secrets: BMCs whose credentials they are get new sessions. */
    public synchronized void useCredentials(Map<String, Credentials> changed) {
        credentials = Map.copyOf(changed);
        if (closed) {
            return;
        }
        for (var member : List.copyOf(members.entrySet())) {
            Target target = member.getValue().worker().target();
            if (!Objects.equals(login(target), member.getValue().login())) {
                replace(member.getValue().part(), member.getKey(), target, Duration.ZERO);
            }
        }
    }

    private @Nullable Credentials login(Target target) {
        return Credentials.of(target, credentials);
    }

    private void put(Part part, String id, Target target, Duration spread) {
        Member present = members.get(id);
        if (present != null
                && present.part().equals(part)
                && isPolledAlike(present.worker().target(), target)) {
            if (!target.equals(present.worker().target())) {
                present.worker().describeAs(target);
            }
        } else {
            replace(part, id, target, spread);
        }
    }

    /** Whether only what is written about the BMC changed. */
    private static boolean isPolledAlike(Target a, Target b) {
        return Objects.equals(a.getIpmi(), b.getIpmi())
                && Objects.equals(a.getRedfish(), b.getRedfish())
                && a.getCredentials().equals(b.getCredentials())
                && a.getIntervalMs() == b.getIntervalMs()
                && Objects.equals(a.getCipherSuite(), b.getCipherSuite())
                && Objects.equals(a.getPrivilege(), b.getPrivilege())
                && Objects.equals(a.getKg(), b.getKg())
                && Objects.equals(a.getMinimumCipherSuite(), b.getMinimumCipherSuite())
                && Objects.equals(a.getIpmi15(), b.getIpmi15())
                && Objects.equals(a.getTlsFingerprint(), b.getTlsFingerprint())
                && Objects.equals(a.getTlsCa(), b.getTlsCa())
                && a.getTlsInsecure() == b.getTlsInsecure();
    }

    /** The new worker begins when the old one has ended its session: one session per BMC. */
    private void replace(Part part, String id, Target target, Duration spread) {
        Member old = members.get(id);
        if (old != null) {
            old.worker().stop();
        }
        Thread predecessor = old == null ? ending.remove(id) : old.thread();
        Credentials login = login(target);
        BmcWorker worker =
                new BmcWorker(
                        target, probes.probe(target, login), environment.with(part.log()), spread);
        Thread thread =
                Thread.ofVirtual().name("bmc-" + id).start(() -> runAfter(predecessor, worker));
        members.put(id, new Member(part, worker, thread, login));
        LOG.atDebug().addKeyValue("target", id).log("polling begins");
    }

    private static void runAfter(@Nullable Thread predecessor, BmcWorker worker) {
        try {
            if (predecessor != null) {
                predecessor.join();
            }
            worker.run();
        } catch (InterruptedException cut) {
            LOG.debug("a worker was stopped before it began");
        } finally {
            worker.dropErrands();
        }
    }

    private void remove(String id) {
        Member member = members.remove(id);
        if (member != null) {
            member.worker().stopForGood();
            LOG.atInfo().addKeyValue("target", id).log("target was removed; polling ends");
        }
    }

    /**
     * Lets running polls finish for {@code grace}, cuts off the others, and waits until all
     * sessions are closed, at most as long again or {@link #SESSIONS_END}.
     */
    public void close(Duration grace) throws InterruptedException {
        List<Member> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(members.values());
        }
        end(all, grace, grace.compareTo(SESSIONS_END) < 0 ? SESSIONS_END : grace);
    }

    private static void end(List<Member> all, Duration grace, Duration sessions)
            throws InterruptedException {
        all.forEach(member -> member.worker().stop());
        join(all, grace);
        all.forEach(member -> member.thread().interrupt());
        join(all, sessions);
        long left = all.stream().filter(member -> member.thread().isAlive()).count();
        if (left > 0) {
            LOG.atWarn().addKeyValue("workers", left).log("workers did not end in time");
        }
    }

    private static void join(List<Member> all, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (Member member : all) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            member.thread().join(left);
        }
    }
}
