package dev.sideband.redfish.power;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From where a server is told to boot, and what services call it. */
public enum BootTarget {
    /** As the firmware's own settings say. */
    NONE,
    PXE,
    DISK,
    CDROM,
    /** Into the firmware's setup. */
    BIOS,
    DIAG,
    FLOPPY,
    USB,
    REMOTE_CDROM,
    REMOTE_DISK,
    SD,
    HTTP,
    UEFI_SHELL;

    /** What services call it, the standard's name first; Supermicro's X10 has its own words. */
    private List<String> names() {
        return switch (this) {
            case NONE -> List.of("None");
            case PXE -> List.of("Pxe");
            case DISK -> List.of("Hdd");
            case CDROM -> List.of("Cd", "CD/DVD");
            case BIOS -> List.of("BiosSetup");
            case DIAG -> List.of("Diags", "Utilities");
            case FLOPPY -> List.of("Floppy", "FloppyRemovableMedia");
            case USB -> List.of("Usb", "UsbKey");
            case REMOTE_CDROM -> List.of("UsbCd", "Cd");
            case REMOTE_DISK -> List.of("RemoteDrive");
            case SD -> List.of("SDCard");
            case HTTP -> List.of("UefiHttp");
            case UEFI_SHELL -> List.of("UefiShell");
        };
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
            return names().getFirst();
        }
        Optional<String> found = names().stream().filter(allowable::contains).findFirst();
        if (found.isEmpty()) {
            throw new NotOffered(
                    "the system does not boot from %s; it offers %s"
                            .formatted(
                                    name().toLowerCase(Locale.ROOT), String.join(", ", allowable)));
        }
        return found.get();
    }
}
