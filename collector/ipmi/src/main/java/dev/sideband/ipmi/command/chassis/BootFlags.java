package dev.sideband.ipmi.command.chassis;

import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireReader;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Boot flags (IPMI 2.0 table 28-14, parameter 5): how the next start is to differ from the
 * firmware's own settings.
 *
 * @param valid whether the firmware heeds them; the BMC takes the bit back when they were used, or
 *     when no restart comes within a minute
 * @param persistent for each start from now on, not only for the next
 * @param uefi boot by UEFI, otherwise the legacy way
 * @param device empty where the BMC says a reserved code
 * @param options what else is to be different
 * @param consoleAndVerbosity byte 3 without the bits that are {@code options}
 * @param mux byte 4, the serial port's multiplexer
 * @param instance which of several such devices, 0 to 31; 0: the firmware's choice
 */
public record BootFlags(
        boolean valid,
        boolean persistent,
        boolean uefi,
        Optional<BootDevice> device,
        Set<Option> options,
        int consoleAndVerbosity,
        int mux,
        int instance) {
    private static final int LENGTH = 5;

    public BootFlags {
        var copy = EnumSet.noneOf(Option.class);
        copy.addAll(options);
        options = Collections.unmodifiableSet(copy);
    }

    /** From {@code device}, the next time only. */
    public static BootFlags once(BootDevice device, boolean uefi) {
        return new BootFlags(true, false, uefi, Optional.of(device), Set.of(), 0, 0, 0);
    }

    /** From {@code device}, each time from now on. */
    public static BootFlags always(BootDevice device, boolean uefi) {
        return new BootFlags(true, true, uefi, Optional.of(device), Set.of(), 0, 0, 0);
    }

    public BootFlags withOptions(Set<Option> chosen) {
        return new BootFlags(
                valid, persistent, uefi, device, chosen, consoleAndVerbosity, mux, instance);
    }

    /**
     * Reads the parameter's data; some BMCs leave bytes out at the end.
     *
     * @throws WireFormatException where the first two bytes are missing
     */
    public static BootFlags read(Bytes data) {
        WireReader in = data.reader();
        int first = in.u8("boot flags");
        int second = in.u8("boot device");
        int third = in.hasMore() ? in.u8("console") : 0;
        int fourth = in.hasMore() ? in.u8("mux") : 0;
        int fifth = in.hasMore() ? in.u8("device instance") : 0;
        var options = EnumSet.noneOf(Option.class);
        for (Option option : Option.values()) {
            if ((option.in(second, third) & option.mask) != 0) {
                options.add(option);
            }
        }
        return new BootFlags(
                (first & 0x80) != 0,
                (first & 0x40) != 0,
                (first & 0x20) != 0,
                BootDevice.of(second >> 2 & 0x0F),
                options,
                third & ~Option.mask(3) & 0xFF,
                fourth,
                fifth & 0x1F);
    }

    /** The five bytes of the parameter's data. */
    public Bytes toBytes() {
        int[] bytes = new int[LENGTH];
        bytes[0] = (valid ? 0x80 : 0) | (persistent ? 0x40 : 0) | (uefi ? 0x20 : 0);
        bytes[1] = device.orElse(BootDevice.NONE).code() << 2;
        bytes[2] = consoleAndVerbosity;
        bytes[3] = mux;
        bytes[4] = instance;
        options.forEach(option -> bytes[option.place - 1] |= option.mask);
        byte[] data = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            data[i] = (byte) bytes[i];
        }
        return Bytes.of(data);
    }

    /** What else can be different in the next start. */
    public enum Option {
        LOCK_RESET_BUTTON(2, 0x01),
        BLANK_SCREEN(2, 0x02),
        LOCK_KEYBOARD(2, 0x40),
        CLEAR_CMOS(2, 0x80),
        LOCK_SLEEP_BUTTON(3, 0x04),
        BYPASS_USER_PASSWORD(3, 0x08),
        PROGRESS_TRAPS(3, 0x10),
        LOCK_POWER_BUTTON(3, 0x80);

        private final int place;
        private final int mask;

        Option(int place, int mask) {
            this.place = place;
            this.mask = mask;
        }

        private int in(int second, int third) {
            return place == 2 ? second : third;
        }

        private static int mask(int place) {
            int mask = 0;
            for (Option option : values()) {
                mask |= option.place == place ? option.mask : 0;
            }
            return mask;
        }
    }
}
