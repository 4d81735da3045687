package dev.sideband.collector.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.sideband.avro.LogPosition;
import dev.sideband.collector.probe.Task.PowerOrder;
import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.power.BootOverride;
import dev.sideband.redfish.power.BootTarget;
import dev.sideband.redfish.power.NotOffered;
import dev.sideband.redfish.power.PowerState;
import dev.sideband.redfish.power.ResetTypes;
import dev.sideband.redfish.power.SystemBoot;
import dev.sideband.redfish.power.SystemChoice;
import dev.sideband.redfish.power.SystemControl;
import dev.sideband.redfish.power.SystemLight;
import dev.sideband.redfish.resource.Resource;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be done to a server over Redfish, in the session that reads its sensors. */
final class RedfishTasks {
    /** From here on a status says that something went wrong, perhaps after it was done. */
    private static final int SERVER_ERRORS = 500;

    private final RedfishLink link;
    private final LogsAside logs;

    RedfishTasks(RedfishLink link, LogsAside logs) {
        this.link = link;
        this.logs = logs;
    }

    TaskEnd carryOut(Task task, TaskWatch watch)
            throws NotOffered, RedfishException, ProbeException, InterruptedException {
        return switch (task) {
            case Task.Power power -> power(power.order(), watch);
            case Task.Identify light -> identify(light, watch);
            case Task.Boot boot -> boot(boot, watch);
            case Task.ClearLog clear -> clearLog(clear, watch);
            case Task.Console _ ->
                    TaskEnd.notOffered("Redfish carries no console; it is had over IPMI");
        };
    }

    private Resource system() throws NotOffered, RedfishException, InterruptedException {
        return SystemChoice.only(ServiceTree.read(link));
    }

    private TaskEnd power(PowerOrder order, TaskWatch watch)
            throws NotOffered, RedfishException, InterruptedException {
        var control = new SystemControl(new Watched(watch), system(), watch::pause);
        var wanted = dev.sideband.redfish.power.PowerOrder.valueOf(order.name());
        if (!watch.dryRun()) {
            var outcome =
                    control.perform(
                            wanted,
                            PowerTexts.patience(order),
                            (power, _) -> watch.progress("power is " + word(power)));
            return PowerTexts.end(order, outcome.name());
        }
        ResetTypes offered = control.offered();
        Optional<String> type = offered.typeFor(wanted);
        String power = "power is " + word(control.power());
        boolean byHand =
                order == PowerOrder.CYCLE
                        && offered.typeFor(dev.sideband.redfish.power.PowerOrder.OFF).isPresent()
                        && offered.typeFor(dev.sideband.redfish.power.PowerOrder.ON).isPresent();
        if (type.isEmpty() && !byHand) {
            return TaskEnd.notOffered(
                    "%s; the system does not offer it, but %s"
                            .formatted(power, String.join(", ", offered.allowable())));
        }
        return TaskEnd.done(
                "%s; would send the ResetType %s".formatted(power, type.orElse("off, then on")));
    }

    private static String word(PowerState power) {
        return power.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private TaskEnd identify(Task.Identify light, TaskWatch watch)
            throws NotOffered, RedfishException, InterruptedException {
        if (light.time() != null) {
            return TaskEnd.notOffered(
                    "Redfish lights no lamp for a time: ask for on, and for off afterwards");
        }
        var lamp = new SystemLight(new Watched(watch), system());
        Optional<Boolean> lit = watch.dryRun() ? lamp.isLit() : lamp.set(light.lit());
        String state = lit.map(PowerTexts::onOff).orElse("unknown");
        return TaskEnd.done(
                watch.dryRun()
                        ? "the light is %s; would switch it".formatted(state)
                        : "the BMC took the order; the light is " + state);
    }

    private TaskEnd boot(Task.Boot boot, TaskWatch watch)
            throws NotOffered, RedfishException, InterruptedException {
        Optional<BootTarget> wanted = BootTarget.of(boot.device());
        if (wanted.isEmpty()) {
            return TaskEnd.notOffered("Redfish has no boot device %s".formatted(boot.device()));
        }
        var override = new SystemBoot(new Watched(watch), system());
        if (watch.dryRun()) {
            BootOverride now = override.read();
            return TaskEnd.done(
                    "boots from %s now; would choose %s; the service offers %s"
                            .formatted(
                                    now.target(),
                                    boot.device(),
                                    now.targets().isEmpty()
                                            ? "what it does not tell"
                                            : String.join(", ", now.targets())));
        }
        BootOverride now =
                override.set(wanted.get(), boot.persistent(), Optional.ofNullable(boot.uefi()));
        boolean confirmed =
                wanted.get() == BootTarget.NONE
                        ? !now.isSet()
                        : now.isSet() && now.isPersistent() == boot.persistent();
        String state =
                now.isSet() ? now.target() + ", " + now.enabled() : "as the firmware decides";
        return confirmed
                ? TaskEnd.done("boots from " + state)
                : TaskEnd.failed(
                        "not-reached", "the BMC took the boot device and boots from " + state);
    }

    private TaskEnd clearLog(Task.ClearLog clear, TaskWatch watch)
            throws RedfishException, ProbeException, InterruptedException {
        LogPosition read = watch.logOnTopic();
        List<dev.sideband.avro.FollowedLog> meant =
                read == null
                        ? List.of()
                        : read.getLogs().stream()
                                .filter(log ->
                                        clear.log() == null || clear.log().equals(log.getLog()))
                                .toList();
        if (read == null || meant.isEmpty()) {
            return TaskEnd.failed("not-read", "no such log is on the topic events");
        }
        if (meant.size() > 1) {
            return TaskEnd.notOffered(
                    "there are several logs, name one: "
                            + meant.stream()
                                    .map(dev.sideband.avro.FollowedLog::getLog)
                                    .collect(Collectors.joining(", ")));
        }
        Resource service = link.get(meant.getFirst().getPath());
        Resource action = service.part("Actions").part("#LogService.ClearLog");
        String target = action.text("target").orElse("");
        if (target.isEmpty()) {
            return TaskEnd.notOffered(
                    "the log %s cannot be cleared".formatted(meant.getFirst().getLog()));
        }
        // Redfish has no reservation: what comes within the next round trip can be lost.
        if (!isReadToEnd(read)) {
            return TaskEnd.failed("not-read", "nothing was cleared: records came just now");
        }
        if (watch.dryRun()) {
            return TaskEnd.done(
                    "all of the log %s is on the topic; would clear it"
                            .formatted(meant.getFirst().getLog()));
        }
        new Watched(watch).post(target, JsonNodeFactory.instance.objectNode());
        return TaskEnd.done("the log %s was cleared".formatted(meant.getFirst().getLog()));
    }

    private boolean isReadToEnd(LogPosition read) throws RedfishException, InterruptedException {
        boolean selByIpmi = !read.getLog().isEmpty() && !RedfishLogs.haveSel(read);
        return logs.isReadToEnd(read, selByIpmi);
    }

    /** Tells the watch when something goes out that may change the server. */
    private final class Watched implements RedfishClient {
        private final TaskWatch watch;
        private boolean changed;

        Watched(TaskWatch watch) {
            this.watch = watch;
        }

        @Override
        public Resource get(String path, Patience patience)
                throws RedfishException, InterruptedException {
            return link.get(path, patience);
        }

        @Override
        public Answer post(String path, JsonNode body)
                throws RedfishException, InterruptedException {
            return change(() -> link.post(path, body));
        }

        @Override
        public Answer patch(String path, JsonNode body)
                throws RedfishException, InterruptedException {
            return change(() -> link.patch(path, body));
        }

        @Override
        public void delete(String path) throws RedfishException, InterruptedException {
            throw new UnsupportedOperationException(path);
        }

        private Answer change(Change change) throws RedfishException, InterruptedException {
            watch.changing();
            try {
                Answer answer = change.send();
                changed = true;
                return answer;
            } catch (RedfishException failure) {
                if (!changed && isCertain(failure)) {
                    watch.notChanged();
                }
                throw failure;
            }
        }

        /** Whether it says that nothing was done. */
        private static boolean isCertain(RedfishException failure) {
            return switch (failure) {
                case RedfishException.Unreachable _,
                        RedfishException.Untrusted _,
                        RedfishException.NotAuthenticated _,
                        RedfishException.SessionsFull _,
                        RedfishException.Denied _,
                        RedfishException.NotFound _,
                        RedfishException.Busy _ ->
                        true;
                case RedfishException.Refused refused -> refused.status() < SERVER_ERRORS;
                case RedfishException.NoAnswer _, RedfishException.Malformed _ -> false;
            };
        }
    }

    private interface Change {
        RedfishClient.Answer send() throws RedfishException, InterruptedException;
    }
}
