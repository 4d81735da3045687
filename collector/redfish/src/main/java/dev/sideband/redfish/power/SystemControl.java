package dev.sideband.redfish.power;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One system's power: what it is, and how it is changed (ComputerSystem.Reset, DSP0268).
 *
 * <p>An order is sent once. Where its answer gets lost, the power tells what became of it. A cycle
 * that the service does not offer is made of off and on.
 */
public final class SystemControl {
    /** Some BMCs are slow to show the new state: by then a cycle was seen or never will be. */
    private static final Duration CYCLE_SHOWS_WITHIN = Duration.ofSeconds(20);

    private final RedfishClient client;
    private final Resource system;
    private final LongSupplier nanoTime;
    private final Pause pause;

    /** Acts on {@code system}, which was read from the same service. */
    public SystemControl(RedfishClient client, Resource system) {
        this(client, system, System::nanoTime, Thread::sleep);
    }

    /** The same, where {@code pause} uses the time between two looks for something else. */
    public SystemControl(RedfishClient client, Resource system, Pause pause) {
        this(client, system, System::nanoTime, pause);
    }

    SystemControl(RedfishClient client, Resource system, LongSupplier nanoTime, Pause pause) {
        this.client = client;
        this.system = system;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /** Waits until it is time to look again. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** Told of the server's power each time that it was looked at. */
    @FunctionalInterface
    public interface Progress {
        Progress NONE = (_, _) -> {};

        /** The power, {@code elapsed} after the action began. */
        void power(PowerState power, Duration elapsed);
    }

    /** The power as it is now. */
    public PowerState power() throws RedfishException, InterruptedException {
        return PowerState.of(client.get(system.path()));
    }

    /** How the system can be reset. */
    public ResetTypes offered() throws RedfishException, InterruptedException {
        return ResetTypes.of(client, system);
    }

    /**
     * Sends an order and does not wait for what comes of it.
     *
     * @throws NotOffered where the service does not offer it; nothing was sent
     */
    public void order(PowerOrder order) throws NotOffered, RedfishException, InterruptedException {
        ResetTypes offered = offered();
        send(offered, typeFor(offered, order));
    }

    private static String typeFor(ResetTypes offered, PowerOrder order) throws NotOffered {
        return offered.typeFor(order).orElseThrow(() -> notOffered(offered, order));
    }

    private static NotOffered notOffered(ResetTypes offered, PowerOrder order) {
        String wanted = String.join(" or ", order.resetTypes());
        return new NotOffered(
                offered.target().isEmpty()
                        ? "the system cannot be switched: it has no action ComputerSystem.Reset"
                        : "the system does not offer %s; it offers %s"
                                .formatted(wanted, String.join(", ", offered.allowable())));
    }

    private void send(ResetTypes offered, String type)
            throws RedfishException, InterruptedException {
        var body = JsonNodeFactory.instance.objectNode().put("ResetType", type);
        client.post(offered.target(), body);
    }

    /**
     * Sends an order, unless it has been carried out already, and waits until the system is in the
     * state that was asked for.
     *
     * @param limit how long to wait; a soft shutdown may take minutes
     * @throws NotOffered where the service does not offer it; nothing was sent
     */
    public PowerOutcome perform(PowerOrder order, Duration limit, Progress progress)
            throws NotOffered, RedfishException, InterruptedException {
        ResetTypes offered = offered();
        var watch = new PowerWatch(this, limit, progress, nanoTime, pause);
        PowerState now = watch.look();
        if (order == PowerOrder.CYCLE && offered.typeFor(order).isEmpty()) {
            return cycleByHand(offered, now, watch);
        }
        String type = typeFor(offered, order);
        if (isAlready(order, now)) {
            return PowerOutcome.ALREADY_THERE;
        }
        boolean answered = isAnswered(offered, type);
        return switch (order) {
            case ON -> watch.until(PowerState.ON);
            case OFF, SOFT -> watch.until(PowerState.OFF);
            case CYCLE -> watch.cycle(now == PowerState.OFF, answered, CYCLE_SHOWS_WITHIN);
            case RESET, DIAG -> answered ? PowerOutcome.ACCEPTED : PowerOutcome.UNCERTAIN;
        };
    }

    private PowerOutcome cycleByHand(ResetTypes offered, PowerState now, PowerWatch watch)
            throws NotOffered, RedfishException, InterruptedException {
        if (offered.typeFor(PowerOrder.OFF).isEmpty() || offered.typeFor(PowerOrder.ON).isEmpty()) {
            throw notOffered(offered, PowerOrder.CYCLE);
        }
        if (now != PowerState.OFF) {
            isAnswered(offered, typeFor(offered, PowerOrder.OFF));
            if (watch.until(PowerState.OFF) != PowerOutcome.REACHED) {
                return PowerOutcome.NOT_REACHED;
            }
        }
        isAnswered(offered, typeFor(offered, PowerOrder.ON));
        return watch.until(PowerState.ON);
    }

    private static boolean isAlready(PowerOrder order, PowerState now) {
        return switch (order) {
            case ON -> now == PowerState.ON;
            case OFF, SOFT -> now == PowerState.OFF;
            case CYCLE, RESET, DIAG -> false;
        };
    }

    /** Whether the BMC said that it took the order; without an answer it may have. */
    private boolean isAnswered(ResetTypes offered, String type)
            throws RedfishException, InterruptedException {
        try {
            send(offered, type);
            return true;
        } catch (RedfishException.NoAnswer lost) {
            return false;
        }
    }
}
