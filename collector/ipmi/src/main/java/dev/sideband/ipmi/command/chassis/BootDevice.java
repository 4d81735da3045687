package dev.sideband.ipmi.command.chassis;

import java.util.Arrays;
import java.util.Optional;

/** From where a server is told to boot (IPMI 2.0 table 28-14, parameter 5). */
public enum BootDevice {
    /** As the firmware's own settings say. */
    NONE(0x0),
    PXE(0x1),
    DISK(0x2),
    /** From disk, in safe mode. */
    SAFE(0x3),
    /** From a diagnostic partition. */
    DIAG(0x4),
    CDROM(0x5),
    /** Into the firmware's setup. */
    BIOS(0x6),
    REMOTE_FLOPPY(0x7),
    REMOTE_CDROM(0x8),
    REMOTE_MEDIA(0x9),
    REMOTE_DISK(0xB),
    /** A floppy or the first removable device. */
    FLOPPY(0xF);

    private final int code;

    BootDevice(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The device of a four-bit code; empty where the code is reserved. */
    static Optional<BootDevice> of(int code) {
        return Arrays.stream(values()).filter(device -> device.code == code).findFirst();
    }
}
