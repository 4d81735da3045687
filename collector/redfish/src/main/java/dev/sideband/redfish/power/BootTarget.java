package dev.sideband.redfish.power;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From where a server is told to boot, and what services call it. */
public enum BootTarget {
    /** As the firmware's own settings say. */
    NONE("None"),
    PXE("Pxe"),
    DISK("Hdd"),
    /** Supermicro's X10 has its own words. */
    CDROM("Cd", "CD/DVD"),
    /** Into the firmware's setup. */
    BIOS("BiosSetup"),
    DIAG("Diags", "Utilities"),
    FLOPPY("Floppy", "FloppyRemovableMedia"),
    USB("Usb", "UsbKey"),
    REMOTE_CDROM("UsbCd", "Cd"),
    REMOTE_DISK("RemoteDrive"),
    SD("SDCard"),
    HTTP("UefiHttp"),
    UEFI_SHELL("UefiShell");

    private final List<String> names;

    BootTarget(String... names) {
        this.names = List.of(names);
    }

    /** The target of a word in small letters, such as {@code remote_cdrom}. */
    public static Optional<BootTarget> of(String word) {
        return Arrays.stream(values())
                .filter(target -> target.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /** What the service calls it. */
    String in(List<String> allowable) throws NotOffered {
        if (allowable.isEmpty()) {
            return names.getFirst();
        }
        Optional<String> found = names.stream().filter(allowable::contains).findFirst();
        if (found.isEmpty()) {
            throw new NotOffered(
                    "the system does not boot from %s; it offers %s"
                            .formatted(
                                    name().toLowerCase(Locale.ROOT), String.join(", ", allowable)));
        }
        return found.get();
    }
}
