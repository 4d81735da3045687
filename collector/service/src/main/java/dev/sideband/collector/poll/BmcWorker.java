package dev.sideband.collector.poll;

import dev.sideband.avro.LogPosition;
import dev.sideband.avro.Reachability;
import dev.sideband.avro.Target;
import dev.sideband.collector.poll.PollReport.Outcome;
import dev.sideband.collector.poll.PollReport.Protocol;
import dev.sideband.collector.probe.FailureReason;
import dev.sideband.collector.probe.Observation;
import dev.sideband.collector.probe.Probe;
import dev.sideband.collector.probe.ProbeException;
import dev.sideband.collector.probe.SensorDescriptor;
import dev.sideband.collector.probe.TaskEnd;
import dev.sideband.collector.publish.LogSink;
import dev.sideband.collector.publish.RecordMapper;
import dev.sideband.collector.publish.TelemetrySink;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/** Polls one BMC: one virtual thread, one session, one command in flight, no locks. */
final class BmcWorker implements Runnable {
    /** A poll that begins later than this share of its interval after it was due is late. */
    private static final int LATE_SHARE = 10;

    /**
     * How often a session that rests is used: BMCs end idle ones after a minute, give or take 3 s
     * (IPMI 2.0 §6.12.15), and some after half of that.
     */
    static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    /** How soon to see whether the BMC may be talked to again. */
    private static final Duration WITHOUT_LEAVE = Duration.ofMillis(250);

    private static final long ROUND_UP_NANOS = 999_999;

    /** An errand that is to end early is noticed after so long. */
    private static final Duration LONGEST_REST = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(BmcWorker.class);

    /** What all workers of a collector share. */
    record Environment(
            TelemetrySink telemetry,
            LogSink log,
            PollCounters counters,
            InstantSource clock,
            DoubleSupplier random,
            Semaphore inventoryReaders,
            Governor governor,
            BooleanSupplier leave,
            StateLog states) {
        /** As many inventories are read at once as memory has room for. */
        static final int INVENTORY_READERS = 32;

        /** With a log of states of its own. */
        Environment(
                TelemetrySink telemetry,
                LogSink log,
                PollCounters counters,
                InstantSource clock,
                DoubleSupplier random,
                Semaphore inventoryReaders,
                Governor governor,
                BooleanSupplier leave) {
            this(
                    telemetry,
                    log,
                    counters,
                    clock,
                    random,
                    inventoryReaders,
                    governor,
                    leave,
                    new StateLog());
        }

        /** The same, but for where log records go. */
        Environment with(LogSink other) {
            return new Environment(
                    telemetry,
                    other,
                    counters,
                    clock,
                    random,
                    inventoryReaders,
                    governor,
                    leave,
                    states);
        }
    }

    private final Environment environment;
    private final InstantSource clock;
    private final Probe probe;
    private final Schedule schedule;
    private final Duration interval;
    private final String subnet;
    private final LogFollower log;
    private final InventoryFollower inventory;
    private final WakeUp wakeUp = new WakeUp();
    private final LookPacing pacing = new LookPacing();

    /** Replaced by other threads, where only what is written about the BMC changed. */
    private volatile Target target;

    private volatile TargetState state;
    private volatile boolean describeAgain;
    private volatile boolean forgetAtEnd;

    private Instant due;
    private List<SensorDescriptor> described = List.of();
    private StatusRecords.@Nullable LastSeen last;
    private @Nullable Instant trialAt;
    private boolean learned;
    private @Nullable String saidNews;
    private Duration lastDuration = Duration.ZERO;

    /**
     * A worker that has not begun yet.
     *
     * @param spread the time over which the first polls of all workers are spread
     */
    BmcWorker(Target target, Probe probe, Environment environment, Duration spread) {
        this.target = target;
        this.probe = probe;
        this.environment = environment;
        this.clock = environment.clock();
        this.interval = Duration.ofMillis(target.getIntervalMs());
        this.subnet = Subnet.of(target);
        this.log = new LogFollower(probe, environment.log(), clock, interval);
        this.inventory =
                new InventoryFollower(
                        probe,
                        environment.telemetry(),
                        environment.log(),
                        clock,
                        environment.inventoryReaders());
        this.schedule = Schedule.of(target.getTarget(), interval.toMillis());
        this.state = TargetState.initial(clock.instant());
        this.due = schedule.first(clock.instant(), spread);
    }

    /** How it goes. */
    TargetState state() {
        return state;
    }

    Target target() {
        return target;
    }

    /** When it wakes next. */
    Instant due() {
        return due;
    }

    /** Takes over what changed about the target, but for how it is reached and how often. */
    void describeAs(Target changed) {
        target = changed;
        describeAgain = true;
        inventory.sayAgain();
    }

    /** Makes {@link #run} end after the present poll. */
    void stop() {
        wakeUp.stop();
    }

    /** Has the log read soon, as something may be in it. */
    void lookNow() {
        wakeUp.hint();
    }

    /**
     * Has something done soon, between two polls.
     *
     * @return false where too much waits, or the worker ends: it will not be done
     */
    boolean order(Errand errand) {
        return wakeUp.order(errand);
    }

    /** As {@link #stop}, and takes the BMC's status and sensors off their topics: it is no more. */
    void stopForGood() {
        forgetAtEnd = true;
        stop();
    }

    @Override
    public void run() {
        try (probe) {
            probe.onNews(wakeUp::hint);
            runUntilStopped();
        } catch (InterruptedException cut) {
            LOG.atDebug().addKeyValue("target", target.getTarget()).log("poll was cut off");
        } finally {
            inventory.stop();
            dropErrands();
        }
        if (forgetAtEnd) {
            probe.forget();
            inventory.forget(target);
            environment.telemetry().forgetSensors(target.getTarget(), ids(described));
            environment.telemetry().forgetStatus(target.getTarget());
        }
    }

    private void runUntilStopped() throws InterruptedException {
        while (true) {
            boolean leave = environment.leave().getAsBoolean();
            long rest = leave ? millisToRise() : WITHOUT_LEAVE.toMillis();
            switch (wakeUp.await(rest, millisToLook())) {
                case DUE -> {
                    if (environment.leave().getAsBoolean()) {
                        rise();
                    }
                }
                case HINTED -> {
                    if (environment.leave().getAsBoolean()) {
                        look();
                    }
                }
                case ORDERED -> runErrand();
                case STOPPED -> {
                    return;
                }
            }
        }
    }

    /** Does what was ordered first. */
    void runErrand() throws InterruptedException {
        Errand errand = wakeUp.nextErrand();
        if (errand == null) {
            return;
        }
        if (!environment.leave().getAsBoolean()) {
            errand.ended(ErrandRun.NO_LEAVE);
            return;
        }
        if (!environment.leave().getAsBoolean()) {
            errand.ended(TaskEnd.failed("not-owner", "another collector may have this BMC now"));
            return;
        }
        FailureReason reason = state.reason();
        if (reason != null && state.failures() > 0 && reason.needsOperator()) {
            // Another login with a wrong password may lock the account.
            errand.ended(TaskEnd.failed(reason.word(), String.valueOf(state.detail())));
            return;
        }
        new ErrandRun(errand, probe, new Waits(), clock).run();
        if (due.isBefore(clock.instant())) {
            due = clock.instant();
        }
        probe.idle(Duration.between(clock.instant(), due));
    }

    /** What an errand waits for: its BMC is polled meanwhile. */
    private final class Waits implements ErrandRun.Host {
        @Override
        public boolean isStopped() {
            return wakeUp.stopped() || !environment.leave().getAsBoolean();
        }

        @Override
        public boolean rest(Instant until) throws InterruptedException {
            long left = Math.min(millisUntil(until), LONGEST_REST.toMillis());
            if (left > 0) {
                switch (wakeUp.awaitOnErrand(Math.min(left, millisLeft()), millisToLook())) {
                    case DUE -> {
                        if (millisLeft() == 0) {
                            wake();
                        }
                    }
                    case HINTED -> look();
                    case ORDERED, STOPPED -> {
                        // Asked for again before the next rest.
                    }
                }
            }
            return clock.instant().isBefore(until);
        }

        @Override
        public @Nullable LogPosition logOnTopic() throws ProbeException, InterruptedException {
            Instant began = clock.instant();
            probe.expectNews();
            log.begin();
            String trouble = log.follow(target, () -> isEnough(began));
            if (trouble != null) {
                throw new ProbeException(FailureReason.REFUSED, trouble);
            }
            if (!log.isSettled()) {
                throw new ProbeException(
                        FailureReason.REFUSED,
                        "%s: the brokers do not take its log now".formatted(address()));
            }
            return environment.log().position(target.getTarget());
        }
    }

    /** Says of what waits that it will not be done. */
    void dropErrands() {
        for (Errand left = wakeUp.nextErrand(); left != null; left = wakeUp.nextErrand()) {
            left.ended(ErrandRun.NOT_BEGUN);
        }
    }

    /** How long it may rest. */
    private long millisToRise() {
        return Math.min(millisLeft(), KEEP_ALIVE.toMillis());
    }

    /** Polls when it is due; before that keeps the session alive. */
    void rise() throws InterruptedException {
        if (millisLeft() > 0) {
            probe.keepAlive();
            sayHowNewsComes();
        } else {
            wake();
        }
    }

    /** Until it is due, rounded up: to wake too early would be to spin until the time has come. */
    long millisLeft() {
        return millisUntil(due);
    }

    /** How long a hint has to wait. */
    long millisToLook() {
        return millisUntil(pacing.next());
    }

    private long millisUntil(Instant time) {
        Instant now = clock.instant();
        return time.isBefore(now) ? 0 : now.until(time).plusNanos(ROUND_UP_NANOS).toMillis();
    }

    /**
     * Reads the log before its time. Only of a BMC that answers: one in quarantine keeps its pause,
     * and what goes wrong now is for the next poll to say.
     */
    void look() throws InterruptedException {
        if (state.failures() > 0 || state.state() == Reachability.UNKNOWN) {
            return;
        }
        Instant began = clock.instant();
        environment.counters().looked();
        probe.expectNews();
        log.begin();
        try {
            log.follow(target, () -> isEnough(began));
        } catch (ProbeException | RuntimeException failure) {
            LOG.atDebug()
                    .addKeyValue("target", target.getTarget())
                    .addKeyValue("failure", failure.toString())
                    .log("a look at the log before its time failed");
        }
        if (pacing.looked(began, clock.instant(), log.broughtNews())) {
            wakeUp.hint();
        }
        probe.idle(Duration.between(clock.instant(), due));
    }

    /** Polls, or says that the BMC is still in quarantine, and sets when to wake next. */
    void wake() throws InterruptedException {
        Instant now = clock.instant();
        Instant trial = trialAt;
        if (trial != null && now.isBefore(trial)) {
            publishStatus(now);
            due = earlier(trial, schedule.nextAfter(now));
            return;
        }
        try (var _ = environment.governor().enter(subnet, state.failures() > 0)) {
            pollInTurn(clock.instant());
        }
        readInventory();
        probe.idle(Duration.between(clock.instant(), due));
    }

    /** Time spent waiting for a place is time by which the poll is late. */
    private void pollInTurn(Instant now) throws InterruptedException {
        noteIfLate(now);
        wakeUp.forgetHint();
        Duration late = Duration.between(earlier(due, now), now);
        pollRecorded(now);
        if (log.broughtNews()) {
            pacing.found();
        }
        environment.counters().polled(report(late));
        due = nextWake(now);
    }

    private void pollRecorded(Instant now) throws InterruptedException {
        PollEvent event = new PollEvent();
        long requestsBefore = probe.requests();
        event.begin();
        environment.counters().began();
        try {
            become(poll(now));
        } finally {
            environment.counters().ended();
        }
        event.end();
        if (event.shouldCommit()) {
            event.target = target.getTarget();
            event.requests = probe.requests() - requestsBefore;
            event.protocol = Protocol.of(target).name().toLowerCase(Locale.ROOT);
            event.outcome = Outcome.of(state).name().toLowerCase(Locale.ROOT);
            FailureReason reason = state.reason();
            event.reason = reason == null ? "" : reason.word();
            event.commit();
        }
    }

    private PollReport report(Duration late) {
        return new PollReport(
                target.getTarget(),
                Protocol.of(target),
                Outcome.of(state),
                state.reason(),
                lastDuration.isNegative() ? Duration.ZERO : lastDuration,
                late);
    }

    /** In the time that is left until the next poll, with a quarter of the interval to spare. */
    private void readInventory() throws InterruptedException {
        if (state.failures() > 0) {
            inventory.stop();
            return;
        }
        Instant end = due.minus(interval.dividedBy(4));
        inventory.follow(target, () -> wakeUp.isWanted() || !clock.instant().isBefore(end));
    }

    private void noteIfLate(Instant now) {
        boolean late = due.plus(interval.dividedBy(LATE_SHARE)).isBefore(now);
        boolean planned = state.state() != Reachability.UNKNOWN && state.failures() == 0;
        if (late && planned) {
            environment.counters().late();
        }
    }

    private TargetState poll(Instant began) throws InterruptedException {
        learned = false;
        log.begin();
        try {
            Observation observation = probe.observe(interval);
            publish(observation);
            last = StatusRecords.LastSeen.of(observation);
            String logTrouble = log.follow(target, () -> isEnough(began));
            return judge(observation, logTrouble, began);
        } catch (ProbeException failure) {
            return state.failed(
                    ended(began), failure.reason(), String.valueOf(failure.getMessage()));
        } catch (RuntimeException | Error unforeseen) {
            // Whatever a BMC makes us stumble over, the others' workers and this one go on.
            LOG.atWarn()
                    .addKeyValue("target", target.getTarget())
                    .setCause(unforeseen)
                    .log("poll failed in an unforeseen way");
            return state.failed(
                    ended(began),
                    FailureReason.MALFORMED,
                    "%s: %s".formatted(address(), unforeseen));
        }
    }

    private boolean isEnough(Instant began) {
        return wakeUp.stopped() || !clock.instant().isBefore(began.plus(interval));
    }

    /** Takes down how long it was up to the BMC; it can't help it that brokers are away. */
    private Instant ended(Instant began) {
        Instant now = clock.instant();
        lastDuration = Duration.between(began, now).minus(log.waited());
        return now;
    }

    /** A poll that read all descriptors too may take longer than the others. */
    private boolean tookTooLong() {
        return !learned && lastDuration.compareTo(interval) > 0;
    }

    private TargetState judge(Observation observation, @Nullable String logTrouble, Instant began) {
        Instant now = ended(began);
        if (observation.trouble() != null) {
            return state.readInPart(now, observation.trouble());
        }
        int missing = observation.missing();
        if (missing > 0) {
            return state.readInPart(
                    now,
                    "%s: %d of %d sensors gave no usable reading"
                            .formatted(address(), missing, observation.measurements().size()));
        }
        if (logTrouble != null) {
            return state.readInPart(now, logTrouble);
        }
        if (tookTooLong()) {
            return state.readLate(
                    now,
                    "%s: the poll took %d ms, its interval is %d ms; poll it less often"
                            .formatted(address(), lastDuration.toMillis(), interval.toMillis()));
        }
        return state.read(now);
    }

    private void publish(Observation observation) {
        Target about = target;
        boolean again = describeAgain;
        learned = !observation.catalogue().equals(described);
        inventory.saw(observation.identity(), learned);
        if (again || learned) {
            describeAgain = false;
            describe(about, observation.catalogue());
        }
        environment.telemetry().readings(RecordMapper.readings(about, observation.measurements()));
    }

    private void describe(Target about, List<SensorDescriptor> catalogue) {
        Set<String> gone = ids(described);
        gone.removeAll(ids(catalogue));
        environment.telemetry().forgetSensors(about.getTarget(), gone);
        environment
                .telemetry()
                .sensors(
                        RecordMapper.sensors(about, catalogue, clock.instant()),
                        () -> describeAgain = true);
        described = catalogue;
    }

    private static Set<String> ids(List<SensorDescriptor> catalogue) {
        Set<String> ids = new HashSet<>();
        catalogue.forEach(sensor -> ids.add(sensor.id()));
        return ids;
    }

    private void become(TargetState next) {
        TargetState before = state;
        state = next;
        if (next.failures() > 0) {
            environment.counters().failed();
        }
        environment.states().became(target.getTarget(), before, next);
        LOG.atDebug()
                .addKeyValue("target", target.getTarget())
                .addKeyValue("state", next.state())
                .addKeyValue("took-ms", lastDuration.toMillis())
                .log("polled");
        publishStatus(clock.instant());
    }

    /** Push comes and goes between polls. */
    private void sayHowNewsComes() {
        boolean polled = state.state() != Reachability.UNKNOWN;
        if (polled && !Objects.equals(probe.news().orElse(null), saidNews)) {
            publishStatus(clock.instant());
        }
    }

    private void publishStatus(Instant now) {
        saidNews = probe.news().orElse(null);
        environment
                .telemetry()
                .status(
                        StatusRecords.of(
                                target, state, last, lastDuration.toMillis(), saidNews, now));
    }

    private Instant nextWake(Instant began) {
        Instant now = clock.instant();
        FailureReason reason = state.reason();
        if (reason == null) {
            trialAt = null;
            if (tookTooLong()) {
                environment.counters().late();
            }
            // After an overlong poll, or the first one, not at once again.
            return schedule.nextAfter(later(now, began.plus(interval.dividedBy(2))));
        }
        Duration pause =
                Backoff.delay(
                        reason, state.failures(), interval, environment.random().getAsDouble());
        Instant trial = now.plus(pause);
        trialAt = trial;
        return state.state() == Reachability.QUARANTINED
                ? earlier(trial, schedule.nextAfter(now))
                : trial;
    }

    private String address() {
        Target named = target;
        String address = named.getIpmi() == null ? named.getRedfish() : named.getIpmi();
        return "%s (%s)".formatted(named.getTarget(), address);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
