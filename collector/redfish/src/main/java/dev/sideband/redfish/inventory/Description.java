package dev.sideband.redfish.inventory;

import dev.sideband.redfish.inventory.Component.Capacity;
import dev.sideband.redfish.inventory.Component.Marks;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a resource says of the part that it stands for. The properties are those of DSP0268; the
 * same fact has other names in other schemas and in older ones.
 */
final class Description {
    private static final int MAX_ID = 200;
    private static final String ROOT = "/redfish/v1/";

    private static final double MEBI = 1 << 20;
    private static final double GIGA = 1e9;

    private Description() {}

    /** The part that a resource of its own stands for. */
    static Component of(Kind kind, Resource resource) {
        return of(kind, resource, idOf(resource), resource.text("Id").orElse(kind.text()));
    }

    /**
     * The part that an object in another resource stands for.
     *
     * @param otherwise what to call it where it has no name
     */
    static Component of(Kind kind, Resource resource, String id, String otherwise) {
        String name = text(resource, "Name").or(() -> text(resource, "Id")).orElse(otherwise);
        return new Component(
                id,
                kind,
                name,
                marks(kind, resource),
                slot(resource),
                resource.state().orElse(null),
                health(resource),
                capacity(kind, resource),
                Attributes.of(kind, resource),
                List.of(resource.path()));
    }

    /** The part's id: the path below the root, as the resource itself writes it. */
    static String idOf(Resource resource) {
        return below(ownPath(resource));
    }

    /** The id of a part in the array {@code array} of {@code whole}. */
    static String idIn(Resource whole, String array, String which) {
        return below("%s#%s/%s".formatted(ownPath(whole), array, which));
    }

    /** As asked for, but in the letters of the resource's own id, whatever link led to it. */
    private static String ownPath(Resource resource) {
        return resource.text("@odata.id")
                .filter(own -> ResourcePath.of(own).equals(ResourcePath.of(resource.path())))
                .orElse(resource.path());
    }

    private static String below(String path) {
        String id =
                path.regionMatches(true, 0, ROOT, 0, ROOT.length())
                        ? path.substring(ROOT.length())
                        : path;
        id = id.replaceAll("/+$", "").replace("/#", "#").replaceAll("\\p{Cntrl}", "_");
        return id.length() > MAX_ID ? id.substring(0, MAX_ID) : id;
    }

    private static Marks marks(Kind kind, Resource resource) {
        return new Marks(
                first(resource, "Manufacturer", "Vendor", "Producer", "ManufacturerName"),
                kind == Kind.FIRMWARE ? null : first(resource, "Model", "ModelNumber"),
                first(resource, "PartNumber", "ProductPartNumber", "ControllerPartNumber"),
                serial(resource),
                first(resource, "AssetTag"),
                version(kind, resource));
    }

    private static @Nullable String serial(Resource resource) {
        return text(resource, "SerialNumber").or(() -> protectedSerial(resource)).orElse(null);
    }

    private static Optional<String> protectedSerial(Resource resource) {
        return text(resource.part("ProcessorId"), "ProtectedIdentificationNumber");
    }

    private static @Nullable String version(Kind kind, Resource resource) {
        if (kind == Kind.SYSTEM) {
            return first(resource, "BiosVersion");
        }
        return Optional.ofNullable(
                        first(resource, "FirmwareVersion", "Revision", "FirmwareRevision"))
                .or(() -> current(resource.part("FirmwareVersion")))
                .or(() -> current(resource.part("Firmware")))
                .or(() ->
                        resource.parts("Controllers").stream()
                                .flatMap(each -> text(each, "FirmwarePackageVersion").stream())
                                .findFirst())
                // A processor's version repeats its model.
                .or(() -> kind == Kind.PROCESSOR ? Optional.empty() : text(resource, "Version"))
                .orElse(null);
    }

    /** HPE's way to tell a version. */
    private static Optional<String> current(Resource versions) {
        return text(versions.part("Current"), "VersionString");
    }

    private static @Nullable String health(Resource resource) {
        return resource.health()
                .or(() -> resource.part("Status").text("HealthRollup"))
                .orElse(null);
    }

    private static @Nullable String slot(Resource resource) {
        return Stream.of(
                        label(resource.part("Location")),
                        label(resource.part("PhysicalLocation")),
                        resource.parts("Location").stream()
                                .flatMap(place -> text(place, "Info").stream())
                                .findFirst(),
                        text(resource, "DeviceLocator"),
                        text(resource, "Socket"),
                        text(resource, "ServiceLabel"),
                        text(resource, "Location"),
                        bay(resource))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Optional<String> label(Resource location) {
        return text(location.part("PartLocation"), "ServiceLabel");
    }

    /** HPE numbers the bays of its power supplies so. */
    static Optional<String> bay(Resource resource) {
        Resource oem = resource.part("Oem");
        return oem.names().stream()
                .flatMap(vendor -> text(oem.part(vendor), "BayNumber").stream())
                .findFirst();
    }

    private static @Nullable Capacity capacity(Kind kind, Resource resource) {
        return switch (kind) {
            case MEMORY -> bytes(resource, "CapacityMiB", MEBI, "SizeMB");
            case DRIVE -> {
                Capacity bytes = amount(resource, "CapacityBytes", 1, "By");
                yield bytes == null ? bytes(resource, "CapacityGB", GIGA, "CapacityGB") : bytes;
            }
            case POWER_SUPPLY -> amount(resource, "PowerCapacityWatts", 1, "W");
            case PROCESSOR, ACCELERATOR -> amount(resource, "TotalCores", 1, "1");
            case SYSTEM ->
                    amount(resource.part("MemorySummary"), "TotalSystemMemoryGiB", 1 << 30, "By");
            case CHASSIS,
                    BOARD,
                    BMC,
                    STORAGE_CONTROLLER,
                    BATTERY,
                    FAN,
                    NETWORK_ADAPTER,
                    NETWORK_INTERFACE,
                    PCIE_DEVICE,
                    FIRMWARE,
                    MODULE ->
                    null;
        };
    }

    private static @Nullable Capacity bytes(
            Resource resource, String name, double factor, String older) {
        Capacity capacity = amount(resource, name, factor, "By");
        return capacity == null ? amount(resource, older, factor, "By") : capacity;
    }

    private static @Nullable Capacity amount(
            Resource resource, String name, double factor, String unit) {
        var number = resource.number(name);
        return number.isPresent() && number.getAsDouble() > 0
                ? new Capacity(number.getAsDouble() * factor, unit)
                : null;
    }

    private static @Nullable String first(Resource resource, String... names) {
        return Stream.of(names)
                .flatMap(name -> text(resource, name).stream())
                .findFirst()
                .orElse(null);
    }

    /** A text that says something. */
    static Optional<String> text(Resource resource, String name) {
        return resource.text(name).filter(text -> !Placeholders.isOne(text));
    }

    /** What of {@code names} is told, in their order. */
    static Map<String, String> told(Resource resource, Map<String, String> names) {
        Map<String, String> told = new LinkedHashMap<>();
        names.forEach((name, key) -> text(resource, name).ifPresent(text -> told.put(key, text)));
        return told;
    }
}
