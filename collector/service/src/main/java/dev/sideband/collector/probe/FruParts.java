package dev.sideband.collector.probe;

import dev.sideband.avro.Source;
import dev.sideband.collector.probe.PartDescriptor.Capacity;
import dev.sideband.collector.probe.PartDescriptor.Marks;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.fru.BoardArea;
import dev.sideband.ipmi.fru.ChassisArea;
import dev.sideband.ipmi.fru.Fru;
import dev.sideband.ipmi.fru.FruField;
import dev.sideband.ipmi.fru.FruImage;
import dev.sideband.ipmi.fru.FruLocation;
import dev.sideband.ipmi.fru.PowerSupplyInfo;
import dev.sideband.ipmi.fru.ProductArea;
import dev.sideband.ipmi.sdr.Entity;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * IPMI's FRU devices as parts. That of the machine itself tells of three: the system, its board and
 * its chassis. Each of the others tells of one.
 */
final class FruParts {
    private static final int BMC = 0x20;

    private FruParts() {}

    /** The parts that a FRU device tells of; none where nothing was ever written to it. */
    static List<PartDescriptor> of(Fru fru) {
        FruImage image = fru.image();
        FruLocation location = fru.location();
        if (!isMachine(location)) {
            return one(fru, location);
        }
        List<PartDescriptor> parts = new ArrayList<>();
        image.product()
                .ifPresent(area -> parts.add(part(fru, "product", "system", marks(area), image)));
        image.board().ifPresent(area -> parts.add(part(fru, "board", "board", marks(area), image)));
        image.chassis()
                .ifPresent(area -> parts.add(part(fru, "chassis", "chassis", marks(area), image)));
        return parts;
    }

    private static boolean isMachine(FruLocation location) {
        boolean own = location.deviceId() == 0 && location.controllerAddress() == BMC;
        return own
                || location.entity()
                        .map(entity -> entity.id() == 7 || entity.id() == 23)
                        .orElse(false);
    }

    private static List<PartDescriptor> one(Fru fru, FruLocation location) {
        FruImage image = fru.image();
        Marks product = image.product().map(FruParts::marks).orElse(null);
        Marks board = image.board().map(FruParts::marks).orElse(null);
        if (product == null && board == null) {
            return List.of();
        }
        Marks marks = product == null ? board : board == null ? product : both(product, board);
        String kind = location.entity().map(FruParts::kind).orElse("module");
        return marks == null ? List.of() : List.of(part(fru, "", kind, marks, image));
    }

    private static PartDescriptor part(
            Fru fru, String area, String kind, Marks marks, FruImage image) {
        FruLocation location = fru.location();
        return new PartDescriptor(
                id(location) + (area.isEmpty() ? "" : "/" + area),
                kind,
                name(location, kind),
                marks,
                null,
                null,
                null,
                capacity(image),
                attributes(location, kind, image),
                Source.IPMI,
                null,
                location.deviceId());
    }

    private static String id(FruLocation location) {
        return location.controllerAddress() == BMC && location.lun() == 0
                ? "fru/" + location.deviceId()
                : "fru/%02x.%d.%d/%d"
                        .formatted(
                                location.controllerAddress(),
                                location.channel(),
                                location.lun(),
                                location.deviceId());
    }

    private static String name(FruLocation location, String kind) {
        return location.name().isBlank() ? kind : location.name().strip();
    }

    /** The kinds of IPMI 2.0 table 43-13 in the words of the topic. */
    static String kind(Entity entity) {
        return switch (entity.id()) {
            case 3, 9, 43, 45 -> "processor";
            case 4, 26 -> "drive";
            case 8, 32 -> "memory";
            case 10, 20 -> "power supply";
            case 7, 12, 13, 14, 15, 16, 17, 18, 21, 22, 25 -> "board";
            case 23, 24 -> "chassis";
            case 29, 30 -> "fan";
            case 40 -> "battery";
            case 6, 46 -> "bmc";
            default -> "module";
        };
    }

    private static Map<String, String> attributes(
            FruLocation location, String kind, FruImage image) {
        Map<String, String> attributes = new TreeMap<>();
        location.entity().ifPresent(entity -> attributes.put("entity", entity.text()));
        if (kind.equals("chassis")) {
            image.chassis().ifPresent(chassis -> attributes.put("type", chassis.type()));
        }
        if (kind.equals("board")) {
            image.board()
                    .flatMap(BoardArea::manufactured)
                    .ifPresent(date -> attributes.put("produced", date.toString()));
        }
        return attributes;
    }

    private static @Nullable Capacity capacity(FruImage image) {
        return image.multirecords().stream()
                .filter(PowerSupplyInfo.class::isInstance)
                .map(PowerSupplyInfo.class::cast)
                .map(supply -> new Capacity(supply.capacityWatts(), "W"))
                .findFirst()
                .orElse(null);
    }

    private static Marks marks(ProductArea area) {
        return new Marks(
                text(area.manufacturer()),
                text(area.name()),
                text(area.partNumber()),
                text(area.serialNumber()),
                text(area.assetTag()),
                text(area.version()));
    }

    private static Marks marks(BoardArea area) {
        return new Marks(
                text(area.manufacturer()),
                text(area.productName()),
                text(area.partNumber()),
                text(area.serialNumber()),
                null,
                null);
    }

    private static Marks marks(ChassisArea area) {
        return new Marks(
                null, null, text(area.partNumber()), text(area.serialNumber()), null, null);
    }

    private static Marks both(Marks first, Marks second) {
        return new Marks(
                either(first.manufacturer(), second.manufacturer()),
                either(first.model(), second.model()),
                either(first.partNumber(), second.partNumber()),
                either(first.serialNumber(), second.serialNumber()),
                first.assetTag(),
                first.version());
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    private static @Nullable String text(FruField field) {
        return Optional.of(field.text().strip()).filter(text -> !text.isEmpty()).orElse(null);
    }

    /** The BMC as a part, as it says itself. */
    static PartDescriptor bmc(GetDeviceId.Response device) {
        return new PartDescriptor(
                "bmc",
                "bmc",
                "BMC",
                new Marks(null, null, null, null, null, device.firmwareRevision()),
                null,
                null,
                null,
                null,
                Map.of(
                        "manufacturer_id", Integer.toString(device.manufacturerId()),
                        "product_id", Integer.toString(device.productId())),
                Source.IPMI,
                null,
                null);
    }
}
