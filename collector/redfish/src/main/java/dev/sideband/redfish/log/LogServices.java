package dev.sideband.redfish.log;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.Members;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The logs of a BMC.
 *
 * @param logs all of them, those that nobody reads too; the SEL first, as it says most of a record
 *     that other logs have as well
 * @param problems what could not be read of them; they never cost the rest
 */
public record LogServices(List<HardwareLog> logs, List<RedfishException> problems) {
    /** A BMC has two to ten; who has more, has them without need. */
    private static final int MAX_LOGS = 64;

    /** No log of hardware holds more (Intel claims 1.9 billion). */
    private static final int MAX_CREDIBLE_RECORDS = 10_000_000;

    public LogServices {
        logs = List.copyOf(logs);
        problems = List.copyOf(problems);
    }

    /** Those that tell of hardware. */
    public List<HardwareLog> hardware() {
        return logs.stream().filter(log -> log.kind().isRead()).toList();
    }

    /**
     * Finds the logs under all systems, managers and chassis.
     *
     * @throws RedfishException where the BMC is gone
     */
    public static LogServices find(RedfishClient client, ServiceTree tree)
            throws RedfishException, InterruptedException {
        Finder finder = new Finder(client);
        for (Resource system : tree.systems()) {
            finder.look("Systems", system, tree.managers());
        }
        for (Resource manager : tree.managers()) {
            finder.look("Managers", manager, List.of(manager));
        }
        for (Resource chassis : tree.chassis()) {
            finder.look("Chassis", chassis, tree.managers());
        }
        return finder.found();
    }

    private static final class Finder {
        private final RedfishClient client;
        private final Set<ResourcePath> seen = new HashSet<>();
        private final List<HardwareLog> logs = new ArrayList<>();
        private final List<RedfishException> problems = new ArrayList<>();

        Finder(RedfishClient client) {
            this.client = client;
        }

        void look(String parent, Resource owner, List<Resource> clocks)
                throws RedfishException, InterruptedException {
            Optional<String> collection = owner.link("LogServices");
            if (collection.isEmpty() || !seen.add(ResourcePath.of(collection.get()))) {
                return;
            }
            try {
                Members members = Members.read(client, collection.get());
                problems.addAll(members.problems());
                for (Resource service : members.resources()) {
                    add(parent, owner, service, clocks);
                }
            } catch (RedfishException.NotFound
                    | RedfishException.Denied
                    | RedfishException.Malformed
                    | RedfishException.NoAnswer
                    | RedfishException.Busy
                    | RedfishException.Refused missing) {
                problems.add(missing);
            }
        }

        private void add(String parent, Resource owner, Resource service, List<Resource> clocks) {
            Optional<String> entries =
                    service.link("Entries").or(() -> QueriedLog.entries(service));
            if (entries.isEmpty()
                    || logs.size() >= MAX_LOGS
                    || !seen.add(ResourcePath.of(entries.get()))) {
                return;
            }
            String id = service.text("Id").orElseGet(() -> lastPart(service.path()));
            double most = service.number("MaxNumberOfRecords").orElse(0);
            logs.add(
                    new HardwareLog(
                            id,
                            id,
                            owner.path(),
                            service.path(),
                            entries.get(),
                            kind(parent, id, service),
                            most > 0 && most <= MAX_CREDIBLE_RECORDS ? (int) most : 0,
                            service.text("OverWritePolicy")
                                    .filter("NeverOverWrites"::equalsIgnoreCase)
                                    .isPresent(),
                            zone(service, clocks)));
        }

        /** By its Id, or by the end of its path (an old iDRAC's Lclog has the Id LC). */
        private static LogKind kind(String parent, String id, Resource service) {
            LogKind byPath = LogRules.kind(parent, lastPart(service.path()), service);
            return byPath == LogKind.OTHER ? byPath : LogRules.kind(parent, id, service);
        }

        private static @Nullable ZoneId zone(Resource service, List<Resource> clocks) {
            Optional<ZoneId> own = service.text("DateTimeLocalOffset").flatMap(LogTime::zone);
            return own.or(() ->
                            clocks.stream()
                                    .flatMap(clock -> clock.text("DateTimeLocalOffset").stream())
                                    .flatMap(text -> LogTime.zone(text).stream())
                                    .findFirst())
                    .orElse(null);
        }

        LogServices found() {
            tellOfHardware();
            List<HardwareLog> read = logs.stream().filter(log -> log.kind().isRead()).toList();
            return new LogServices(
                    logs.stream()
                            .map(log -> named(log, log.kind().isRead() ? read : logs))
                            .sorted(Comparator.comparing(HardwareLog::kind))
                            .toList(),
                    problems);
        }

        /** Where no log is said to tell of hardware, those of the managers do. */
        private void tellOfHardware() {
            if (logs.stream().noneMatch(log -> log.kind().isRead())) {
                logs.replaceAll(log ->
                        log.kind() == LogKind.MANAGEMENT ? log.withKind(LogKind.HARDWARE) : log);
            }
        }

        /** Its Id, with as much of its owner as tells it from {@code others}. */
        private static HardwareLog named(HardwareLog log, List<HardwareLog> others) {
            String owner = lastPart(log.owner());
            String all = lastPart(log.owner().replaceFirst("/[^/]+/*$", ""));
            return Stream.<Function<HardwareLog, String>>of(
                            HardwareLog::id, one -> lastPart(one.owner()) + "." + one.id())
                    .filter(name -> isUnique(log, others, name))
                    .findFirst()
                    .map(name -> log.withName(name.apply(log)))
                    .orElseGet(() -> log.withName(all + "." + owner + "." + log.id()));
        }

        private static boolean isUnique(
                HardwareLog log, List<HardwareLog> others, Function<HardwareLog, String> name) {
            return others.stream()
                    .noneMatch(other ->
                            !other.path().equals(log.path())
                                    && name.apply(other).equals(name.apply(log)));
        }
    }

    /** What a log tells of, as far as the path of its LogService says it. */
    public static LogKind kind(String path) {
        String owner = path.replaceFirst("/[^/]+/+[^/]+/*$", "");
        String all = lastPart(owner.replaceFirst("/[^/]+/*$", ""));
        return LogRules.kind(all, lastPart(path), Resource.NONE);
    }

    /** The last part of a path: an Id, in services that follow the rules. */
    static String lastPart(String path) {
        String plain = path.replaceAll("[?#].*|/+$", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }
}
