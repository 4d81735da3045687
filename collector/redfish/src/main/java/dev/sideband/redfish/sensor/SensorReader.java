package dev.sideband.redfish.sensor;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.Members;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.client.RedfishClient.Patience;
import dev.sideband.redfish.discovery.LookedUp;
import dev.sideband.redfish.discovery.MetricReport;
import dev.sideband.redfish.discovery.ReadingPlan;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.discovery.Source;
import dev.sideband.redfish.resource.Resource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads the sensors of one BMC, the cheapest way that was found: documents that every look takes,
 * and others that take turns. Used by one thread at a time.
 */
public final class SensorReader {
    /** Documents that take turns, of which one look takes no more than these. */
    private static final int MAX_TURNS = 16;

    /** What takes turns and comes in one document is read as often as this. */
    private static final Duration TURN = Duration.ofMinutes(5);

    private static final Instant NEVER = Instant.MIN;

    private static final int INTERNAL_ERROR = 500;

    private static final Duration ASK_MANAGER_AGAIN = Duration.ofMinutes(5);

    /** After which a Sensor is read itself though a report has its value: thresholds, health. */
    private static final Duration OWN_WORDS_LAST = Duration.ofHours(1);

    private static final Duration PLAN_LASTS = Duration.ofDays(1);

    /** After which a plan that lacks what did not answer is made anew; doubled each time. */
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(10);

    private final RedfishClient client;
    private final InstantSource clock;
    private final LookedUp lookedUp;

    /** Of the manager that is the BMC itself. */
    private @Nullable String managerPath;

    private ReadingPlan plan = ReadingPlan.NONE;
    private final UnaryOperator<RedfishSensor> shared;
    private SensorTable table;
    private final Map<String, Instant> readAt = new HashMap<>();
    private final Absences absences = new Absences();
    private final ReportedValues reported = new ReportedValues();
    private final OwnWords ownWords = new OwnWords();
    private boolean hasReports;
    private Instant planAgainAt = NEVER;
    private Duration planPause = FIRST_PAUSE;
    private boolean planned;
    private boolean firmwareChanged;
    private boolean isWhole;

    /** That of a plan of another life, until the BMC has said that it is still the same. */
    private @Nullable String expectedFirmware;

    private final Set<String> unanswered = new HashSet<>();
    private @Nullable ManagerState manager;
    private Instant managerAskedAt = NEVER;

    public SensorReader(RedfishClient client, InstantSource clock) {
        this(client, clock, UnaryOperator.identity());
    }

    /**
     * A reader that keeps of each sensor what {@code shared} gives for it.
     *
     * @param shared one copy for equal sensors, as machines of one model have
     */
    public SensorReader(
            RedfishClient client, InstantSource clock, UnaryOperator<RedfishSensor> shared) {
        this.client = client;
        this.shared = shared;
        this.table = new SensorTable(shared);
        this.clock = clock;
        this.lookedUp = new LookedUp(client, clock);
    }

    /** The way that was found; without sources before the first look. */
    public ReadingPlan plan() {
        return plan;
    }

    /** Begins with a plan of another life; where the firmware is another now, it is made anew. */
    public void recall(KnownPlan known) {
        expectedFirmware = known.firmware();
        managerPath = known.manager();
        begin(known.plan());
        planAgainAt = known.until();
        planned = true;
        isWhole = true;
    }

    /** The plan, where it is whole and the BMC says which firmware it is for. */
    public Optional<KnownPlan> known() {
        String path = managerPath;
        ManagerState state = manager;
        return path == null || state == null || !isWhole || plan.sources().isEmpty()
                ? Optional.empty()
                : state.firmware()
                        .map(firmware -> new KnownPlan(plan, path, firmware, planAgainAt));
    }

    /** What the BMC says of itself and its clock; null where it does not, or was not asked yet. */
    public @Nullable ManagerState manager() {
        return manager;
    }

    /** Paths that the account may not read, or that lack a licence. */
    public List<String> denied() {
        List<String> denied = new ArrayList<>(plan.denied());
        denied.addAll(absences.denied());
        return denied.stream().distinct().toList();
    }

    /**
     * Reads all sensors, however long that takes.
     *
     * @throws RedfishException where the BMC could not be read at all
     */
    public RedfishReadings read() throws RedfishException, InterruptedException {
        return look(Instant.MAX, Integer.MAX_VALUE);
    }

    /**
     * Reads the sensors whose turn it is; what was not reached comes first the next time.
     *
     * @param budget how long those that take turns may take
     */
    public RedfishReadings read(Duration budget) throws RedfishException, InterruptedException {
        return look(clock.instant().plus(budget), MAX_TURNS);
    }

    private RedfishReadings look(Instant deadline, int turns)
            throws RedfishException, InterruptedException {
        prepare();
        List<RedfishReading> readings = new ArrayList<>();
        List<RedfishException> problems = new ArrayList<>();
        int read = 0;
        reported.begin();
        for (Source source : plan.sources()) {
            boolean done = isReported(source, readings);
            if (!done && source.often() && !isIdle(source, TURN)) {
                read += read(source, readings, problems) ? 1 : 0;
            }
        }
        int left = turns;
        for (Source source : inTurn(turns == Integer.MAX_VALUE)) {
            if (isReportable(source)) {
                continue;
            }
            if (left-- <= 0 || clock.instant().isAfter(deadline)) {
                break;
            }
            read += read(source, readings, problems) ? 1 : 0;
        }
        if (read == 0 && !problems.isEmpty()) {
            throw problems.getFirst();
        }
        return new RedfishReadings(latest(readings), table.sensors(), problems);
    }

    /** Whether a report has what the Sensor reads now, so that it need not be asked itself. */
    private boolean isReported(Source source, List<RedfishReading> readings) {
        if (!isReportable(source)) {
            return false;
        }
        double value = reported.of(source.path()).orElseThrow();
        for (RedfishSensor sensor : table.sensorsOf(source)) {
            readings.add(SensorTable.measured(sensor, value, ownWords.healthOf(source)));
        }
        return true;
    }

    private boolean isReportable(Source source) {
        return source.kind() == Source.Kind.SENSOR
                && reported.of(source.path()).isPresent()
                && ownWords.allow(source)
                && clock.instant().isBefore(lastRead(source).plus(OWN_WORDS_LAST));
    }

    /** One reading a sensor: a later document may have had what an earlier one lacked. */
    private static List<RedfishReading> latest(List<RedfishReading> readings) {
        Map<String, RedfishReading> byId = new LinkedHashMap<>();
        readings.forEach(reading -> byId.put(reading.sensor().id(), reading));
        return List.copyOf(byId.values());
    }

    /** Makes the plan, where there is none or the firmware is another. */
    private void prepare() throws RedfishException, InterruptedException {
        Instant now = clock.instant();
        verify(now);
        askManager(now);
        if (now.isBefore(planAgainAt)) {
            return;
        }
        ServiceTree found = ServiceTree.read(lookedUp);
        ReadingPlan made = ReadingPlan.make(lookedUp, found, unanswered);
        lookedUp.forget();
        unanswered.clear();
        boolean partial = found.isPartial() || made.isPartial();
        planAgainAt = now.plus(partial ? planPause : PLAN_LASTS);
        planPause = partial ? doubled(planPause) : FIRST_PAUSE;
        if (partial && planned && !firmwareChanged) {
            // What was found before holds better than what only a part answered for.
            return;
        }
        planned = true;
        isWhole = !partial;
        firmwareChanged = false;
        // Sensors that take turns would all be gone until it is their turn again.
        if (!made.sources().equals(plan.sources())) {
            table = new SensorTable(shared);
            readAt.clear();
        }
        managerPath = found.managers().isEmpty() ? null : ManagerState.main(found).path();
        begin(made);
        absences.forget();
        reported.forget();
        ownWords.forget();
        if (manager == null) {
            managerAskedAt = NEVER;
            askManager(now);
        }
    }

    private void begin(ReadingPlan made) {
        plan = made;
        hasReports =
                made.sources().stream()
                        .anyMatch(source -> source.kind() == Source.Kind.METRIC_REPORT);
    }

    /** Whether a plan of another life holds; where the BMC does not say so, it does not. */
    private void verify(Instant now) throws RedfishException, InterruptedException {
        String expected = expectedFirmware;
        if (expected == null) {
            return;
        }
        managerAskedAt = NEVER;
        askManager(now);
        expectedFirmware = null;
        ManagerState found = manager;
        if (found == null || !found.firmware().equals(Optional.of(expected))) {
            begin(ReadingPlan.NONE);
            managerPath = null;
            planned = false;
            isWhole = false;
            planAgainAt = NEVER;
        }
    }

    private static Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(PLAN_LASTS) > 0 ? PLAN_LASTS : twice;
    }

    private void askManager(Instant now) throws RedfishException, InterruptedException {
        String path = managerPath;
        if (path == null || now.isBefore(managerAskedAt.plus(ASK_MANAGER_AGAIN))) {
            return;
        }
        managerAskedAt = now;
        ManagerState before = manager;
        Resource resource;
        Instant asked = clock.instant();
        try {
            resource = client.get(path);
        } catch (RedfishException.NotFound
                | RedfishException.Denied
                | RedfishException.Refused
                | RedfishException.Malformed untold) {
            return;
        }
        Instant answered = clock.instant();
        manager = ManagerState.of(resource, asked, answered);
        boolean changed =
                before != null
                        && !before.firmware().equals(manager.firmware())
                        && manager.firmware().isPresent();
        if (changed) {
            planAgainAt = NEVER;
            firmwareChanged = true;
        }
    }

    /** Those that take turns and are due, the one that waits longest first. */
    private List<Source> inTurn(boolean all) {
        Instant now = clock.instant();
        return plan.sources().stream()
                .filter(source -> !source.often() && !isIdle(source, PLAN_LASTS))
                .filter(source -> all || !lastRead(source).plus(TURN).isAfter(now))
                .sorted(Comparator.comparing(this::lastRead))
                .toList();
    }

    private Instant lastRead(Source source) {
        return readAt.getOrDefault(source.path(), NEVER);
    }

    /** Whether it was read less than {@code pause} ago, and holds nothing that is its to tell. */
    private boolean isIdle(Source source, Duration pause) {
        if (source.kind() == Source.Kind.METRIC_REPORT && !reported.stands(source.path())) {
            return false;
        }
        return clock.instant().isBefore(lastRead(source).plus(pause))
                && table.sensorsOf(source).isEmpty();
    }

    private boolean read(
            Source source, List<RedfishReading> readings, List<RedfishException> problems)
            throws RedfishException, InterruptedException {
        Instant now = clock.instant();
        if (absences.isAbsent(source.path(), now)) {
            missing(source, Quality.UNAVAILABLE, readings);
            return false;
        }
        try {
            Resource document =
                    source.kind() == Source.Kind.SENSORS
                            ? Members.whole(client, source.path(), Patience.READING)
                            : client.get(source.path());
            if (document.has("error") && !document.has("@odata.id")) {
                // bmcweb has been seen to answer 200 to what failed inside it.
                throw new RedfishException.Refused(
                        INTERNAL_ERROR, source.path() + ": is an error message");
            }
            readAt.put(source.path(), now);
            absences.found(source.path());
            if (source.kind() == Source.Kind.METRIC_REPORT) {
                reported.take(source.path(), MetricReport.of(document), now);
            } else {
                take(source, document, readings);
            }
            return true;
        } catch (RedfishException problem) {
            if (problem.isOfTheService()) {
                throw problem;
            }
            absences.failed(source.path(), problem, now);
            problems.add(problem);
            missing(source, Quality.STALE, readings);
            return false;
        }
    }

    private void take(Source source, Resource document, List<RedfishReading> readings) {
        List<Finding> findings = Documents.read(source, document, plan.vendor());
        List<RedfishReading> told = table.take(source, findings);
        if (source.kind() == Source.Kind.SENSOR && hasReports) {
            ownWords.heard(source, findings, told);
        }
        readings.addAll(told);
        List<String> ids = told.stream().map(reading -> reading.sensor().id()).toList();
        // Cards are pulled, servers switched off, and their sensors leave the documents.
        for (RedfishSensor sensor : table.sensorsOf(source)) {
            if (!ids.contains(sensor.id())) {
                readings.add(SensorTable.missing(sensor, Quality.UNAVAILABLE));
            }
        }
    }

    private void missing(Source source, Quality why, List<RedfishReading> readings) {
        for (RedfishSensor sensor : table.sensorsOf(source)) {
            readings.add(SensorTable.missing(sensor, why));
        }
    }
}
