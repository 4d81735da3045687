package dev.sideband.ipmi.chassis;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.chassis.BootDevice;
import dev.sideband.ipmi.command.chassis.BootFlags;
import dev.sideband.ipmi.command.chassis.BootParameter;
import dev.sideband.ipmi.command.chassis.GetSystemBootOptions;
import dev.sideband.ipmi.command.chassis.SetSystemBootOptions;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;

/** Chooses what a server boots from next, and gives the choice back (IPMI 2.0 §28.12, §28.13). */
public final class BootOverride {
    private static final Logger LOG = LoggerFactory.getLogger(BootOverride.class);

    /** How often to ask for a lock that another console holds. */
    private static final int LOCK_TRIES = 4;

    private static final Duration LOCK_PAUSE = Duration.ofMillis(250);

    private static final SetSystemBootOptions COMMIT =
            new SetSystemBootOptions(BootParameter.SET_IN_PROGRESS, Bytes.of((byte) 2));

    private final IpmiClient client;
    private final ChassisPower.Pause pause;

    /** Writes to the BMC behind {@code client}. */
    public BootOverride(IpmiClient client) {
        this(client, Thread::sleep);
    }

    BootOverride(IpmiClient client, ChassisPower.Pause pause) {
        this.client = client;
        this.pause = pause;
    }

    /**
     * The boot flags as the BMC has them.
     *
     * @throws IpmiException where it has none or they make no sense
     */
    public BootFlags read() throws IpmiException, InterruptedException {
        Bytes data = client.send(new GetSystemBootOptions(BootParameter.BOOT_FLAGS)).data();
        try {
            return BootFlags.read(data);
        } catch (WireFormatException cut) {
            throw new Malformed("the boot flags cannot be read: " + cut.getMessage());
        }
    }

    /**
     * Writes {@code flags} under the BMC's lock, marks them as not seen yet, and reads them back.
     *
     * @throws IpmiException where the BMC does not take them
     */
    public Result set(BootFlags flags) throws IpmiException, InterruptedException {
        boolean locked = lock();
        try {
            send(SetSystemBootOptions.unacknowledged());
            client.send(SetSystemBootOptions.flags(flags));
            if (locked) {
                send(COMMIT);
            }
        } finally {
            if (locked) {
                unlock();
            }
        }
        return new Result(flags, readBack());
    }

    /** Lets the firmware decide again. */
    public Result clear() throws IpmiException, InterruptedException {
        return set(BootFlags.once(BootDevice.NONE, false));
    }

    /**
     * What was asked for, and what the BMC has now.
     *
     * @param readBack empty where the BMC does not let it be read
     */
    public record Result(BootFlags asked, Optional<BootFlags> readBack) {
        /**
         * Whether the BMC has the device that was asked for. Only that: many keep no other flag
         * (ipmi_sim not even that the flags are valid).
         */
        public boolean confirmed() {
            return readBack.isPresent() && readBack.get().device().equals(asked.device());
        }
    }

    private Optional<BootFlags> readBack() throws IpmiException, InterruptedException {
        try {
            return Optional.of(read());
        } catch (Refused | Malformed unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Whether there is a lock and it must be given back. One that stays taken for a second is one
     * that some console left behind, as nothing but a reset of the BMC would free it: it is taken
     * over.
     */
    private boolean lock() throws IpmiException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                client.send(SetSystemBootOptions.begin());
                return true;
            } catch (Refused refused) {
                if (refused.completionCode() != SetSystemBootOptions.SET_IN_PROGRESS_HELD) {
                    return false;
                }
                if (attempt == LOCK_TRIES) {
                    return true;
                }
            }
            pause.of(LOCK_PAUSE);
        }
    }

    private void unlock() throws InterruptedException {
        try {
            client.send(SetSystemBootOptions.complete());
        } catch (IpmiException e) {
            LOG.debug("the lock of the boot options was not given back: {}", e.getMessage());
        }
    }

    /** Sends what a BMC may well do without. */
    private void send(SetSystemBootOptions command) throws IpmiException, InterruptedException {
        try {
            client.send(command);
        } catch (Refused unsupported) {
            LOG.debug("{}", unsupported.getMessage());
        }
    }
}
