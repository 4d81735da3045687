package dev.sideband.simulator.model;

import dev.sideband.simulator.fault.Fault.MachineFault;
import dev.sideband.simulator.model.Blueprint.Slot;
import dev.sideband.simulator.model.Sensor.Analog;
import dev.sideband.simulator.model.Sensor.Discrete;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One server: its machine, its sensors, its log.
 *
 * <p>Nothing happens by itself. Whoever asks says what time it is, and all steps up to then are
 * made, always the same ones: what a server has gone through does not depend on who looked when.
 * Any thread may ask.
 */
public final class Server {
    /** Steps before the start, so that temperatures have settled. */
    private static final int WARM_UP_STEPS = 300;

    /** Nobody can look before step 0; the few before let states settle in their hysteresis. */
    private static final int FIRST_OBSERVED_STEP = -10;

    /** Changes that wait for their time. */
    public static final int SCHEDULE_LIMIT = 100_000;

    private static final long SECONDS_SINCE_CLEAR = 40L * 86_400;
    private static final long SECONDS_SINCE_BOOT = 9L * 86_400;

    private final Blueprint blueprint;
    private final long seed;
    private final SimulatedTime time;
    private final Physics machine;
    private final SystemEventLog log;
    private final Discrete memory;
    private final Map<String, Integer> replaced = new ConcurrentHashMap<>();
    private final int[] counts;
    private final int[] states;
    private final PriorityQueue<Change> schedule =
            new PriorityQueue<>(
                    Comparator.comparingLong(Change::step).thenComparingLong(Change::order));
    private final Map<HostAction, Integer> controlled = new EnumMap<>(HostAction.class);
    private long step = -WARM_UP_STEPS;
    private long changes;
    private long clockOffsetSeconds;

    private record Change(long step, long order, MachineFault fault, boolean present) {}

    /** How long an operating system takes to end. */
    private static final int SHUTDOWN_SECONDS = 5;

    /**
     * What a sensor shows: a count (analog sensors) and its states, bit n for state n.
     *
     * @param available false where there is nothing to measure while the host is off
     */
    public record Reading(int count, int states, boolean available) {}

    public Server(Blueprint blueprint, long seed, SimulatedTime time) {
        Profile profile = blueprint.profile();
        this.blueprint = blueprint;
        this.seed = seed;
        this.time = time;
        this.machine = new Physics(profile.shape(), seed);
        this.log = new SystemEventLog(profile.logCapacity(), profile.logCircular());
        this.memory = blueprint.discrete(Sensor.TypeCode.MEMORY);
        this.counts = new int[blueprint.slots().size()];
        this.states = new int[blueprint.slots().size()];
        this.clockOffsetSeconds = Mix.below(5, seed, 40) - 2L;
        rememberTheLastWeeks();
    }

    /** Puts another part of the same make into a place, such as {@code psu1} or {@code drive0}. */
    public void replace(String place) {
        replaced.merge(place, 1, Integer::sum);
    }

    /**
     * What is written on the part in a place.
     *
     * @param first what was written on the one that it was delivered with
     */
    public String serialNumber(String place, String first) {
        int times = replaced.getOrDefault(place, 0);
        return times == 0 ? first : "N%d%s".formatted(times, first.substring(1));
    }

    private void rememberTheLastWeeks() {
        long now = stamp(0);
        long cleared = now - SECONDS_SINCE_CLEAR - Mix.below(86_400, seed, 41);
        long booted = now - SECONDS_SINCE_BOOT - Mix.below(86_400, seed, 42);
        log.clear(cleared);
        log.add(cleared, Events.logCleared(cleared, blueprint.discrete(Sensor.TypeCode.EVENT_LOG)));
        log.add(booted, Events.bootInitiated(booted));
    }

    public Blueprint blueprint() {
        return blueprint;
    }

    public long seed() {
        return seed;
    }

    /** Lets a fault come or go at {@code at}, or with the next step where that is past. */
    public synchronized void schedule(Instant at, MachineFault fault, boolean present) {
        if (schedule.size() >= SCHEDULE_LIMIT) {
            throw new IllegalStateException(
                    "more than %d changes wait for their time".formatted(SCHEDULE_LIMIT));
        }
        long when = Math.max(time.stepAt(at), step + 1);
        schedule.add(new Change(when, changes++, fault, present));
    }

    /** What the sensor of {@code slot} shows at {@code now}. */
    public synchronized Reading reading(Instant now, Slot slot) {
        advanceTo(now);
        return new Reading(counts[slot.position()], states[slot.position()], !rests(slot));
    }

    private boolean rests(Slot slot) {
        return !machine.running()
                && slot.sensor() instanceof Analog analog
                && analog.restsWithHost();
    }

    /** Does to the host what a power button does, or a management tool in its place. */
    public synchronized void control(Instant now, HostAction action) {
        advanceTo(now);
        controlled.merge(action, 1, Integer::sum);
        switch (action) {
            case ON -> start(now);
            case OFF -> machine.setHost(false);
            case SHUT_DOWN -> machine.shutDownIn(SHUTDOWN_SECONDS);
            case RESET -> {
                if (machine.running()) {
                    long at = clock(now);
                    log.add(at, Events.bootInitiated(at));
                }
            }
            case CYCLE -> {
                machine.setHost(false);
                start(now);
            }
        }
    }

    /** How often each was done. */
    public synchronized Map<HostAction, Integer> controlled() {
        return Map.copyOf(controlled);
    }

    private void start(Instant now) {
        if (!machine.running()) {
            machine.setHost(true);
            long at = clock(now);
            log.add(at, Events.bootInitiated(at));
        }
    }

    /** Asks the machine itself at {@code now}. */
    public synchronized <T> T machine(Instant now, Function<Physics, T> question) {
        advanceTo(now);
        return question.apply(machine);
    }

    /** Reads or changes the log as it is at {@code now}. */
    public synchronized <T> T log(Instant now, Function<SystemEventLog, T> action) {
        advanceTo(now);
        return action.apply(log);
    }

    /** Empties the log, which then says so itself. */
    public synchronized void clearLog(Instant now) {
        advanceTo(now);
        long seconds = clock(now);
        log.clear(seconds);
        log.add(seconds, Events.logCleared(seconds, blueprint.discrete(Sensor.TypeCode.EVENT_LOG)));
    }

    /** Empties the log where no more than {@code known} records were ever in it. */
    public synchronized boolean clearLogIf(Instant now, int known) {
        advanceTo(now);
        boolean all = log.everAdded().size() <= known;
        if (all) {
            clearLog(now);
        }
        return all;
    }

    /** Logs a corrected error of a memory module. */
    public synchronized void logCorrectedError(Instant now, int dimm) {
        advanceTo(now);
        long at = clock(now);
        log.add(at, Events.correctedError(at, blueprint.discrete(Sensor.TypeCode.MEMORY), dimm));
    }

    /** The BMC's clock: seconds since 1970, as it believes. */
    public synchronized long clock(Instant now) {
        return now.getEpochSecond() + clockOffsetSeconds;
    }

    public synchronized void setClock(Instant now, long seconds) {
        advanceTo(now);
        clockOffsetSeconds = seconds - now.getEpochSecond();
    }

    /** What all sensors really show, for comparison with what clients read. */
    public synchronized List<TrueReading> truth(Instant now) {
        advanceTo(now);
        return blueprint.slots().stream().map(this::truth).toList();
    }

    private TrueReading truth(Slot slot) {
        int position = slot.position();
        Optional<Double> value =
                switch (slot.sensor()) {
                    case Analog one -> Optional.of(one.conversion().toValue(counts[position]));
                    case Discrete _ -> Optional.empty();
                };
        return new TrueReading(slot.number(), slot.name(), value, states[position]);
    }

    private void advanceTo(Instant now) {
        long target = time.stepAt(now);
        while (step < target) {
            step++;
            while (!schedule.isEmpty() && schedule.element().step() <= step) {
                Change change = schedule.remove();
                machine.set(change.fault(), change.present());
            }
            // Seconds of the machine's own time are not negative: its load curve has no past.
            machine.step(step + WARM_UP_STEPS);
            if (step >= FIRST_OBSERVED_STEP) {
                observe();
            }
        }
    }

    private void observe() {
        boolean settled = step > 0;
        for (Slot slot : blueprint.slots()) {
            switch (slot.sensor()) {
                case Analog analog -> observe(slot, analog, settled);
                case Discrete discrete -> observe(slot, discrete, settled);
            }
        }
        if (settled) {
            machine.correctedErrorDimm()
                    .ifPresent(dimm -> {
                        long at = stamp(step);
                        log.add(at, Events.correctedError(at, memory, dimm));
                    });
        }
    }

    private void observe(Slot slot, Analog sensor, boolean settled) {
        int position = slot.position();
        if (rests(slot) && machine.powered()) {
            return;
        }
        double disturbance = 2 * Mix.unit(seed + position, step) - 1;
        int count = sensor.count(machine, disturbance);
        int before = states[position];
        int now = sensor.limits().crossed(before, count);
        counts[position] = count;
        states[position] = now;
        if (now != before && settled) {
            for (Threshold threshold : Threshold.values()) {
                if (((now ^ before) & threshold.bit()) != 0) {
                    boolean asserted = (now & threshold.bit()) != 0;
                    long at = stamp(step);
                    log.add(at, Events.crossed(at, sensor, threshold, asserted, count));
                }
            }
        }
    }

    private void observe(Slot slot, Discrete sensor, boolean settled) {
        int position = slot.position();
        int before = states[position];
        int now = statesOf(sensor, slot.member());
        states[position] = now;
        if (now == before || !settled) {
            return;
        }
        int gone = before & ~now & sensor.deasserts();
        int come = now & ~before & sensor.asserts();
        report(slot, sensor, gone, false);
        report(slot, sensor, come, true);
    }

    private int statesOf(Discrete sensor, int member) {
        return sensor.type() == Sensor.TypeCode.EVENT_LOG
                ? log.states()
                : sensor.states().of(machine, member);
    }

    private void report(Slot slot, Discrete sensor, int changed, boolean asserted) {
        for (int rest = changed; rest != 0; rest &= rest - 1) {
            int state = Integer.numberOfTrailingZeros(rest);
            long at = stamp(step);
            log.add(at, Events.changed(at, sensor, slot.member(), state, asserted));
        }
    }

    private long stamp(long ofStep) {
        return time.instantOf(ofStep).getEpochSecond() + clockOffsetSeconds;
    }
}
