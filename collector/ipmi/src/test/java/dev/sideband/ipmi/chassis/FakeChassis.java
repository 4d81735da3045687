package dev.sideband.ipmi.chassis;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.sdr.ScriptedBmc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A chassis whose power changes at set times of a clock that only moves when somebody waits. */
final class FakeChassis implements IpmiClient {
    private final ScriptedBmc bmc = new ScriptedBmc();
    private final TreeMap<Duration, Boolean> power = new TreeMap<>();
    private Duration now = Duration.ZERO;
    private int deafTo;

    /** What was ordered, as the codes of Chassis Control. */
    final List<Integer> orders = new ArrayList<>();

    /** What came of an order: its answer gets lost, or a completion code. */
    boolean losesAnswer;

    int refusal;

    FakeChassis(boolean on) {
        power.put(Duration.ZERO, on);
        bmc.on(0x00, 0x01, _ -> status());
        bmc.on(0x00, 0x02, request -> order(request.u8("action")));
    }

    /** After an order the power changes to {@code on} as late as this. */
    FakeChassis changes(boolean on, Duration afterOrder) {
        power.put(afterOrder, on);
        return this;
    }

    /** Does not answer the next {@code count} questions for the status. */
    FakeChassis deaf(int count) {
        deafTo = count;
        return this;
    }

    long nanoTime() {
        return now.toNanos();
    }

    void pause(Duration time) {
        now = now.plus(time);
    }

    @Override
    public <R> R send(IpmiCommand<R> command) throws IpmiException {
        return bmc.send(command);
    }

    private byte[] status() throws IpmiException {
        if (!orders.isEmpty() && deafTo-- > 0) {
            throw new NoAnswer("nothing heard");
        }
        Duration when = orders.isEmpty() ? Duration.ZERO : now;
        boolean on = power.headMap(when, true).lastEntry().getValue();
        return new byte[] {(byte) (on ? 1 : 0), 0, 0};
    }

    private byte[] order(int action) throws IpmiException {
        orders.add(action);
        if (refusal != 0) {
            throw ScriptedBmc.refused(refusal);
        }
        if (losesAnswer) {
            throw new NoAnswer("the answer got lost");
        }
        return new byte[0];
    }
}
