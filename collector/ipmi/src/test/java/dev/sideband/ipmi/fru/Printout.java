package dev.sideband.ipmi.fru;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints a FRU image as ipmitool and FreeIPMI do, to compare. */
final class Printout {
    private static final DateTimeFormatter IPMITOOL_DATE =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy 'UTC'", Locale.ROOT);
    private static final DateTimeFormatter FREEIPMI_DATE =
            DateTimeFormatter.ofPattern("MM/dd/yy - HH:mm:ss", Locale.ROOT);
    private static final LocalDateTime NO_DATE = LocalDateTime.of(1996, 1, 1, 0, 0);

    private final List<String> lines = new ArrayList<>();

    private Printout() {}

    /** As {@code ipmitool fru print} does: no multirecords, fields of no text left out. */
    static List<String> ipmitool(FruImage image) {
        var out = new Printout();
        image.chassis().ifPresent(out::ipmitoolChassis);
        image.board().ifPresent(out::ipmitoolBoard);
        image.product().ifPresent(out::ipmitoolProduct);
        return out.lines;
    }

    /** As {@code ipmi-fru --verbose} does, without makers' names. */
    static List<String> freeIpmi(FruImage image) {
        var out = new Printout();
        image.chassis().ifPresent(out::freeIpmiChassis);
        image.board().ifPresent(out::freeIpmiBoard);
        image.product().ifPresent(out::freeIpmiProduct);
        image.multirecords().forEach(out::freeIpmiRecord);
        return out.lines;
    }

    private void ipmitoolChassis(ChassisArea chassis) {
        lines.add(" Chassis Type          : " + chassisType(chassis));
        line("Chassis Part Number", chassis.partNumber());
        line("Chassis Serial", chassis.serialNumber());
        chassis.custom().forEach(field -> line("Chassis Extra", field));
    }

    private void ipmitoolBoard(BoardArea board) {
        lines.add(
                " Board Mfg Date        : "
                        + board.manufactured().map(IPMITOOL_DATE::format).orElse("Unspecified"));
        line("Board Mfg", board.manufacturer());
        line("Board Product", board.productName());
        line("Board Serial", board.serialNumber());
        line("Board Part Number", board.partNumber());
        board.custom().forEach(field -> line("Board Extra", field));
    }

    private void ipmitoolProduct(ProductArea product) {
        line("Product Manufacturer", product.manufacturer());
        line("Product Name", product.name());
        line("Product Part Number", product.partNumber());
        line("Product Version", product.version());
        line("Product Serial", product.serialNumber());
        line("Product Asset Tag", product.assetTag());
        product.custom().forEach(field -> line("Product Extra", field));
    }

    private void line(String name, FruField field) {
        if (!field.isEmpty()) {
            lines.add(" %-22s: %s".formatted(name, field.text()));
        }
    }

    private void freeIpmiChassis(ChassisArea chassis) {
        lines.add("  FRU Chassis Type: " + chassisType(chassis));
        free("Chassis Part Number", chassis.partNumber());
        free("Chassis Serial Number", chassis.serialNumber());
        chassis.custom().forEach(field -> free("Chassis Custom Info", field));
    }

    private void freeIpmiBoard(BoardArea board) {
        lines.add("  FRU Board Language: English");
        lines.add(
                "  FRU Board Manufacturing Date/Time: "
                        + FREEIPMI_DATE.format(board.manufactured().orElse(NO_DATE)));
        free("Board Manufacturer", board.manufacturer());
        free("Board Product Name", board.productName());
        free("Board Serial Number", board.serialNumber());
        free("Board Part Number", board.partNumber());
        free("FRU File ID", board.fruFileId());
        board.custom().forEach(field -> free("Board Custom Info", field));
    }

    private void freeIpmiProduct(ProductArea product) {
        lines.add("  FRU Product Language: English");
        free("Product Manufacturer Name", product.manufacturer());
        free("Product Name", product.name());
        free("Product Part/Model Number", product.partNumber());
        free("Product Version", product.version());
        free("Product Serial Number", product.serialNumber());
        free("Product Asset Tag", product.assetTag());
        free("FRU File ID", product.fruFileId());
        product.custom().forEach(field -> free("Product Custom Info", field));
    }

    private void free(String name, FruField field) {
        if (field.isEmpty()) {
            return;
        }
        if (field.coding() == FruField.Coding.BINARY) {
            hex(name, field.text());
        } else {
            lines.add("  FRU %s: %s".formatted(name, mistaken(field)));
        }
    }

    private void freeIpmiRecord(MultiRecord record) {
        switch (record) {
            case PowerSupplyInfo supply -> powerSupply(supply);
            case DcOutput output -> dcOutput(output);
            case DcLoad load -> dcLoad(load);
            case OemMultiRecord oem -> {
                lines.add("  FRU OEM Manufacturer ID: (%Xh)".formatted(oem.manufacturerId()));
                hex("OEM Data", oem.data().toHex());
            }
            case ManagementAccess _, CompatibilityInfo _, UnknownMultiRecord _ ->
                    lines.add("no oracle: " + record);
        }
    }

    private void powerSupply(PowerSupplyInfo supply) {
        number("Power Supply Overall Capacity", supply.capacityWatts(), "Watts");
        number("Power Supply Peak VA", supply.peakVoltAmperes(), "VA");
        number("Power Supply Max Inrush Current", supply.inrushAmperes(), "Amps");
        number("Power Supply Inrush Interval", supply.inrushMillis(), "ms");
        number("Power Supply Low End Input Voltage 1", supply.input1().lowMillivolts(), "mV");
        number("Power Supply High End Input Voltage 1", supply.input1().highMillivolts(), "mV");
        number("Power Supply Low End Input Voltage 2", supply.input2().lowMillivolts(), "mV");
        number("Power Supply High End Input Voltage 2", supply.input2().highMillivolts(), "mV");
        number("Power Supply Low End Acceptable Frequency", supply.lowHertz(), "Hz");
        number("Power Supply High End Acceptable Frequency", supply.highHertz(), "Hz");
        number("Power Supply A/C Dropout Tolerance", supply.dropoutMillis(), "ms");
        yes("Power Supply Predictive Fail Support", supply.predictiveFailure());
        if (supply.predictiveFailure()) {
            lines.add(
                    "  FRU Power Supply Predictive Fail: Tach output, "
                            + (supply.twoPulsesPerRotation() ? "two pulses" : "one pulse")
                            + " per rotation");
        }
        yes("Power Supply Power Factor Correction Supported", supply.powerFactorCorrection());
        yes("Power Supply AutoSwitch Supprt", supply.autoSwitch());
        yes("Power Supply Hot Swap Support", supply.hotSwap());
        number("Power Supply Peak Capacity", supply.peakWatts(), "Watts");
        number("Power Supply Hold Up Time", supply.holdUpSeconds(), "s");
        lines.add(
                "  FRU Power Supply Voltage 1: %dV"
                        .formatted(supply.combined().voltage1Millivolts() / 1000));
        lines.add(
                "  FRU Power Supply Voltage 2: %dV"
                        .formatted(supply.combined().voltage2Millivolts() / 1000));
        number("Power Supply Total Combined Wattage", supply.combined().watts(), "Watts");
    }

    private void dcOutput(DcOutput output) {
        lines.add("  FRU DC Output Output Number: " + output.number());
        yes("DC Output Output on Standy", output.standby());
        number("DC Output Nominal Voltage", output.nominalMillivolts(), "mV");
        number(
                "DC Output Maximum Negative Voltage Deviation",
                output.maxNegativeMillivolts(),
                "mV");
        number(
                "DC Output Maximum Positive Voltage Deviation",
                output.maxPositiveMillivolts(),
                "mV");
        number("DC Output Ripple and Noise pk-pk", output.rippleMillivolts(), "mV");
        number("DC Output Minimum Current Draw", output.minMilliamperes(), "mA");
        number("DC Output Maximum Current Draw", output.maxMilliamperes(), "mA");
    }

    private void dcLoad(DcLoad load) {
        lines.add("  FRU DC Load Output Number: " + load.number());
        number("DC Load Nominal Voltage", load.nominalMillivolts(), "mV");
        number("DC Load Spec'd Minimum Voltage", load.minMillivolts(), "mV");
        number("DC Load Spec'd Maximum Voltage", load.maxMillivolts(), "mV");
        number("DC Load Spec'd Ripple and Noise pk-pk", load.rippleMillivolts(), "mV");
        number("DC Load Minimum Current Load", load.minMilliamperes(), "mA");
        number("DC Load Maximum Current Load", load.maxMilliamperes(), "mA");
    }

    private void number(String name, int value, String unit) {
        lines.add("  FRU %s: %d %s".formatted(name, value, unit));
    }

    private void yes(String name, boolean value) {
        lines.add("  FRU %s: %s".formatted(name, value ? "Yes" : "No"));
    }

    private void hex(String name, String digits) {
        var line = new StringBuilder("  FRU " + name + ":");
        for (int i = 0; i < digits.length(); i += 2) {
            line.append(' ')
                    .append(digits.substring(i, i + 2).toUpperCase(Locale.ROOT))
                    .append('h');
        }
        lines.add(line.toString());
    }

    /** FreeIPMI takes a byte of BCD plus for one character and so loses each first one. */
    private static String mistaken(FruField field) {
        if (field.coding() != FruField.Coding.BCD_PLUS) {
            return field.text();
        }
        var text = new StringBuilder();
        for (int i = 1; i < field.text().length(); i += 2) {
            text.append(field.text().charAt(i));
        }
        return text.toString();
    }

    private static String chassisType(ChassisArea chassis) {
        var words = new StringBuilder();
        for (String word : chassis.type().split(" ", -1)) {
            words.append(words.isEmpty() ? "" : " ")
                    .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(word.substring(1));
        }
        return words.toString();
    }
}
