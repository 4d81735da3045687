package dev.sideband.ipmi.fru;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** A multirecord as a map of plain values; volts, amperes and watts as numbers. */
final class MultiRecordDescription {
    private static final double THOUSAND = 1000;

    private MultiRecordDescription() {}

    static Map<String, @Nullable Object> of(MultiRecord record) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("type", typeName(record));
        switch (record) {
            case PowerSupplyInfo supply -> powerSupply(supply, out);
            case DcOutput output -> dcOutput(output, out);
            case DcLoad load -> dcLoad(load, out);
            case ManagementAccess access -> out.put(access.kind(), access.value());
            case CompatibilityInfo info -> compatibility(info, out);
            case OemMultiRecord oem -> {
                out.put("code", oem.type());
                out.put("manufacturer_id", oem.manufacturerId());
                oem.picmgRecord().ifPresent(id -> out.put("picmg_record", id));
                out.put("data", oem.data().toHex());
            }
            case UnknownMultiRecord unknown -> {
                out.put("code", unknown.type());
                out.put("data", unknown.data().toHex());
            }
        }
        return out;
    }

    private static String typeName(MultiRecord record) {
        return switch (record) {
            case PowerSupplyInfo _ -> "power supply";
            case DcOutput _ -> "DC output";
            case DcLoad _ -> "DC load";
            case ManagementAccess _ -> "management access";
            case CompatibilityInfo info ->
                    info.extended() ? "extended compatibility" : "base compatibility";
            case OemMultiRecord _ -> "OEM";
            case UnknownMultiRecord _ -> "unknown";
        };
    }

    private static void powerSupply(PowerSupplyInfo supply, Map<String, @Nullable Object> out) {
        out.put("capacity_w", supply.capacityWatts());
        out.put("peak_va", supply.peakVoltAmperes());
        out.put("inrush_a", supply.inrushAmperes());
        out.put("inrush_ms", supply.inrushMillis());
        out.put("input_1_low_v", supply.input1().lowMillivolts() / THOUSAND);
        out.put("input_1_high_v", supply.input1().highMillivolts() / THOUSAND);
        out.put("input_2_low_v", supply.input2().lowMillivolts() / THOUSAND);
        out.put("input_2_high_v", supply.input2().highMillivolts() / THOUSAND);
        out.put("frequency_low_hz", supply.lowHertz());
        out.put("frequency_high_hz", supply.highHertz());
        out.put("dropout_ms", supply.dropoutMillis());
        out.put("predictive_failure", supply.predictiveFailure());
        out.put("power_factor_correction", supply.powerFactorCorrection());
        out.put("auto_switch", supply.autoSwitch());
        out.put("hot_swap", supply.hotSwap());
        out.put("peak_w", supply.peakWatts());
        out.put("hold_up_s", supply.holdUpSeconds());
        out.put("combined_w", supply.combined().watts());
    }

    private static void dcOutput(DcOutput output, Map<String, @Nullable Object> out) {
        out.put("number", output.number());
        out.put("standby", output.standby());
        out.put("nominal_v", output.nominalMillivolts() / THOUSAND);
        out.put("max_negative_v", output.maxNegativeMillivolts() / THOUSAND);
        out.put("max_positive_v", output.maxPositiveMillivolts() / THOUSAND);
        out.put("ripple_v", output.rippleMillivolts() / THOUSAND);
        out.put("min_a", output.minMilliamperes() / THOUSAND);
        out.put("max_a", output.maxMilliamperes() / THOUSAND);
    }

    private static void dcLoad(DcLoad load, Map<String, @Nullable Object> out) {
        out.put("number", load.number());
        out.put("nominal_v", load.nominalMillivolts() / THOUSAND);
        out.put("min_v", load.minMillivolts() / THOUSAND);
        out.put("max_v", load.maxMillivolts() / THOUSAND);
        out.put("ripple_v", load.rippleMillivolts() / THOUSAND);
        out.put("min_a", load.minMilliamperes() / THOUSAND);
        out.put("max_a", load.maxMilliamperes() / THOUSAND);
    }

    private static void compatibility(CompatibilityInfo info, Map<String, @Nullable Object> out) {
        out.put("manufacturer_id", info.manufacturerId());
        out.put("entity_id", info.entityId());
        out.put("base", info.base());
        out.put("first_code", info.firstCode());
        out.put("mask", info.mask().toHex());
    }
}
