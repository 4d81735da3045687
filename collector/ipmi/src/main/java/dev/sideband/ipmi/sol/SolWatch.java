package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.app.GetPayloadActivationStatus;
import dev.sideband.ipmi.command.app.GetPayloadInstanceInfo;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.sol.SolEnd.Reason;

import org.jspecify.annotations.Nullable;

import java.util.OptionalInt;

/**
 * Asks a BMC whether a console is still ours, by the best question that it answers sensibly. Not
 * every BMC tells a console that it lost it.
 */
final class SolWatch {
    private final IpmiSession session;
    private final int ours;
    private final int instance;
    private Question question = Question.ALIVE;

    /** From the one that tells most. */
    private enum Question {
        OWNER,
        ACTIVE,
        ALIVE
    }

    SolWatch(IpmiSession session, int ours, int instance) {
        this.session = session;
        this.ours = ours;
        this.instance = instance;
    }

    /** Finds the question whose answer is right while the console certainly is ours. */
    void learn() throws IpmiException, InterruptedException {
        try {
            OptionalInt owner = owner();
            if (owner.isPresent() && owner.getAsInt() == ours) {
                question = Question.OWNER;
            } else if (isActive()) {
                question = Question.ACTIVE;
            }
        } catch (IpmiException.NoAnswer e) {
            // Rather than refuse, some firmware leaves what it does not know without an answer.
            question = Question.ALIVE;
        }
    }

    /** How the console ended; null where it did not. */
    @Nullable SolEnd check() throws IpmiException, InterruptedException {
        return switch (question) {
            case OWNER -> byOwner(owner());
            case ACTIVE -> isActive() ? null : deactivated();
            case ALIVE -> {
                session.send(new GetDeviceId());
                yield null;
            }
        };
    }

    private @Nullable SolEnd byOwner(OptionalInt owner) {
        // A refusal says nothing about the owner, only that somebody is there.
        if (owner.isEmpty() || owner.getAsInt() == ours) {
            return null;
        }
        return owner.getAsInt() == 0
                ? deactivated()
                : new SolEnd(
                        Reason.TAKEN_OVER, session.address() + ": somebody else took the console");
    }

    private SolEnd deactivated() {
        return new SolEnd(
                Reason.DEACTIVATED, session.address() + ": the console is no longer active");
    }

    private OptionalInt owner() throws IpmiException, InterruptedException {
        try {
            var info = new GetPayloadInstanceInfo(PayloadType.SERIAL_OVER_LAN, instance);
            return OptionalInt.of(session.send(info).bmcSessionId());
        } catch (IpmiException.Refused | IpmiException.Malformed e) {
            return OptionalInt.empty();
        }
    }

    private boolean isActive() throws IpmiException, InterruptedException {
        try {
            var status = new GetPayloadActivationStatus(PayloadType.SERIAL_OVER_LAN);
            return session.send(status).isActive(instance);
        } catch (IpmiException.Refused | IpmiException.Malformed e) {
            return question == Question.ACTIVE;
        }
    }
}
