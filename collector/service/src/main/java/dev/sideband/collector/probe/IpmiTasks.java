package dev.sideband.collector.probe;

import dev.sideband.avro.LogPosition;
import dev.sideband.collector.probe.Task.PowerOrder;
import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.chassis.BootOverride;
import dev.sideband.ipmi.chassis.ChassisPower;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.chassis.BootDevice;
import dev.sideband.ipmi.command.chassis.BootFlags;
import dev.sideband.ipmi.command.chassis.ChassisControl;
import dev.sideband.ipmi.command.chassis.ChassisControl.Action;
import dev.sideband.ipmi.command.chassis.ChassisIdentify;
import dev.sideband.ipmi.command.chassis.GetChassisCapabilities;
import dev.sideband.ipmi.command.chassis.GetChassisStatus;
import dev.sideband.ipmi.command.storage.GetSelInfo;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.sel.SelClearer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done to a server over IPMI, through the session that reads its sensors. */
final class IpmiTasks {
    private final IpmiLink link;
    private final ConsoleTask console;

    IpmiTasks(IpmiLink link, ConsoleTask console) {
        this.link = link;
        this.console = console;
    }

    TaskEnd carryOut(Task task, TaskWatch watch)
            throws IpmiException, ProbeException, InterruptedException {
        return switch (task) {
            case Task.Power power -> power(power.order(), watch);
            case Task.Identify light -> identify(light, watch);
            case Task.Boot boot -> boot(boot, watch);
            case Task.ClearLog clear -> clearLog(clear, watch);
            case Task.Console capture -> console.carryOut(capture, watch);
        };
    }

    private TaskEnd power(PowerOrder order, TaskWatch watch)
            throws IpmiException, InterruptedException {
        if (watch.dryRun()) {
            return wouldPower(order);
        }
        var outcome =
                new ChassisPower(new Watched(watch), watch::pause)
                        .perform(
                                action(order),
                                PowerTexts.patience(order),
                                (on, _) -> watch.progress("power is " + PowerTexts.onOff(on)));
        return PowerTexts.end(order, outcome.name());
    }

    private TaskEnd wouldPower(PowerOrder order) throws IpmiException, InterruptedException {
        String power = PowerTexts.onOff(link.send(new GetChassisStatus()).powerOn());
        if (order == PowerOrder.DIAG && !interruptsForDumps()) {
            return TaskEnd.notOffered(
                    "power is %s; the chassis says that it has no diagnostic interrupt"
                            .formatted(power));
        }
        return TaskEnd.done(
                "power is %s; would send Chassis Control, %s"
                        .formatted(power, action(order).name().toLowerCase(Locale.ROOT)));
    }

    /** Where the chassis does not tell, it may. */
    private boolean interruptsForDumps() throws IpmiException, InterruptedException {
        try {
            return link.send(new GetChassisCapabilities()).diagnosticInterrupt();
        } catch (Refused notTold) {
            return true;
        }
    }

    private static Action action(PowerOrder order) {
        return switch (order) {
            case ON -> Action.POWER_UP;
            case OFF -> Action.POWER_DOWN;
            case CYCLE -> Action.POWER_CYCLE;
            case RESET -> Action.HARD_RESET;
            case SOFT -> Action.SOFT_SHUTDOWN;
            case DIAG -> Action.DIAGNOSTIC_INTERRUPT;
        };
    }

    private TaskEnd identify(Task.Identify light, TaskWatch watch)
            throws IpmiException, InterruptedException {
        ChassisIdentify command =
                !light.lit()
                        ? ChassisIdentify.off()
                        : light.time() == null
                                ? ChassisIdentify.on()
                                : ChassisIdentify.during(light.time());
        if (watch.dryRun()) {
            return TaskEnd.done("the light is %s; would switch it".formatted(light()));
        }
        watch.changing();
        try {
            link.send(command);
        } catch (Refused refused) {
            watch.notChanged();
            throw refused;
        }
        return TaskEnd.done("the BMC took the order; the light is " + light());
    }

    /** How it is, as far as the BMC tells. */
    private String light() throws InterruptedException {
        try {
            return link.send(new GetChassisStatus())
                    .identifyState()
                    .name()
                    .toLowerCase(Locale.ROOT);
        } catch (IpmiException notTold) {
            return "unknown";
        }
    }

    private TaskEnd boot(Task.Boot boot, TaskWatch watch)
            throws IpmiException, InterruptedException {
        Optional<BootDevice> device = device(boot.device());
        if (device.isEmpty()) {
            return TaskEnd.notOffered("IPMI has no boot device %s".formatted(boot.device()));
        }
        var override = new BootOverride(link);
        BootFlags now = override.read();
        if (watch.dryRun()) {
            return TaskEnd.done(
                    "boots from %s now; would choose %s"
                            .formatted(name(now.device()), boot.device()));
        }
        Boolean asked = boot.uefi();
        boolean uefi = asked == null ? now.uefi() : asked;
        BootFlags flags =
                boot.persistent()
                        ? BootFlags.always(device.get(), uefi)
                        : BootFlags.once(device.get(), uefi);
        BootOverride.Result result = set(override, flags, watch);
        if (!result.confirmed()) {
            return TaskEnd.failed(
                    "not-reached",
                    "the BMC took the boot device and now says %s"
                            .formatted(
                                    result.readBack()
                                            .map(found -> name(found.device()))
                                            .orElse("nothing of it")));
        }
        return TaskEnd.done(
                "boots from %s, %s"
                        .formatted(
                                boot.device(),
                                boot.persistent() ? "each time" : "the next time only"));
    }

    private static BootOverride.Result set(BootOverride override, BootFlags flags, TaskWatch watch)
            throws IpmiException, InterruptedException {
        watch.changing();
        try {
            return override.set(flags);
        } catch (Refused refused) {
            watch.notChanged();
            throw refused;
        }
    }

    private static Optional<BootDevice> device(String word) {
        return Arrays.stream(BootDevice.values())
                .filter(device -> device.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private static String name(Optional<BootDevice> device) {
        return device.map(found -> found.name().toLowerCase(Locale.ROOT)).orElse("reserved");
    }

    private TaskEnd clearLog(Task.ClearLog clear, TaskWatch watch)
            throws IpmiException, ProbeException, InterruptedException {
        if (clear.log() != null && !clear.log().equals(SelPositions.LOG)) {
            return TaskEnd.notOffered("over IPMI there is one log, SEL");
        }
        LogPosition read = watch.logOnTopic();
        if (read == null || !read.getLog().equals(SelPositions.LOG)) {
            return TaskEnd.failed("not-read", "the SEL is not on the topic events");
        }
        if (watch.dryRun()) {
            int entries = link.send(new GetSelInfo()).entries();
            return TaskEnd.done(
                    "%d records in the log; would clear it if all are on the topic then"
                            .formatted(entries));
        }
        return switch (clear(read, watch)) {
            case SelClearer.Outcome.Cleared(int records) ->
                    TaskEnd.done("%d records cleared; all are on the topic".formatted(records));
            case SelClearer.Outcome.NotRead(String why) ->
                    TaskEnd.failed("not-read", "nothing was cleared: " + why);
            case SelClearer.Outcome.Unfinished(String why) -> TaskEnd.unknown("uncertain", why);
        };
    }

    /** Where it fails, nothing was erased. */
    private SelClearer.Outcome clear(LogPosition read, TaskWatch watch)
            throws IpmiException, InterruptedException {
        watch.changing();
        try {
            return new SelClearer(link).clear(SelPositions.from(read));
        } catch (IpmiException failure) {
            watch.notChanged();
            throw failure;
        }
    }

    /** Tells the watch when an order goes out that cannot be taken back. */
    private final class Watched implements IpmiClient {
        private final TaskWatch watch;

        Watched(TaskWatch watch) {
            this.watch = watch;
        }

        @Override
        public <R> R send(IpmiCommand<R> command) throws IpmiException, InterruptedException {
            if (!(command instanceof ChassisControl)) {
                return link.send(command);
            }
            watch.changing();
            try {
                return link.send(command);
            } catch (Refused refused) {
                if (refused.completionCode() != CompletionCode.TIMEOUT) {
                    watch.notChanged();
                }
                throw refused;
            }
        }
    }
}
