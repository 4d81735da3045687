package dev.sideband.ipmi.sdr;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The unit of a reading (IPMI 2.0 §43.17 and table 43-1, bytes 21 to 23).
 *
 * @param percentage the value is a percentage, whatever the base unit
 * @param rate 0 none; 1 to 6 per microsecond, millisecond, second, minute, hour, day
 * @param modifierUse 1: base divided by modifier; 2: base times modifier
 * @param base index of the unit table, 0 is unspecified
 * @param modifier index of the unit table
 */
public record SensorUnits(boolean percentage, int rate, int modifierUse, int base, int modifier) {
    public static final SensorUnits NONE = new SensorUnits(false, 0, 0, 0, 0);

    private static final List<String> RATES =
            List.of("", "/us", "/ms", "/s", "/min", "/h", "/d", "");

    private static final List<String> UCUM =
            List.of(
                    "",
                    "Cel",
                    "[degF]",
                    "K",
                    "V",
                    "A",
                    "W",
                    "J",
                    "C",
                    "V.A",
                    "cd/m2",
                    "lm",
                    "lx",
                    "cd",
                    "kPa",
                    "[psi]",
                    "N",
                    "[cft_i]/min",
                    "{rpm}",
                    "Hz",
                    "us",
                    "ms",
                    "s",
                    "min",
                    "h",
                    "d",
                    "wk",
                    "[mil_i]",
                    "[in_i]",
                    "[ft_i]",
                    "[cin_i]",
                    "[cft_i]",
                    "mm",
                    "cm",
                    "m",
                    "cm3",
                    "m3",
                    "L",
                    "[foz_us]",
                    "rad",
                    "sr",
                    "{revolution}",
                    "{cycle}",
                    "[g]",
                    "[oz_av]",
                    "[lb_av]",
                    "[ft_i].[lbf_av]",
                    "[oz_av].[g].[in_i]",
                    "G",
                    "Gb",
                    "H",
                    "mH",
                    "F",
                    "uF",
                    "Ohm",
                    "S",
                    "mol",
                    "Bq",
                    "[ppm]",
                    "",
                    "dB",
                    "dB{A}",
                    "dB{C}",
                    "Gy",
                    "Sv",
                    "K",
                    "bit",
                    "kbit",
                    "Mbit",
                    "Gbit",
                    "By",
                    "kBy",
                    "MBy",
                    "GBy",
                    "{word}",
                    "{dword}",
                    "{qword}",
                    "{line}",
                    "{hit}",
                    "{miss}",
                    "{retry}",
                    "{reset}",
                    "{overflow}",
                    "{underrun}",
                    "{collision}",
                    "{packet}",
                    "{message}",
                    "{character}",
                    "{error}",
                    "{correctable_error}",
                    "{uncorrectable_error}",
                    "{fatal_error}",
                    "g");

    static SensorUnits of(int units1, int base, int modifier) {
        return new SensorUnits((units1 & 1) != 0, units1 >> 3 & 7, units1 >> 1 & 3, base, modifier);
    }

    /** The unit in UCUM notation, such as Cel, {rpm}, % or W/h; null where it is unspecified. */
    public @Nullable String ucum() {
        if (percentage) {
            return "%";
        }
        String unit = text(base);
        String other = text(modifier);
        if (!other.isEmpty() && modifierUse == 1) {
            unit = (unit.isEmpty() ? "1" : unit) + "/" + parenthesized(other);
        } else if (!other.isEmpty() && modifierUse == 2) {
            unit = unit.isEmpty() ? other : unit + "." + parenthesized(other);
        }
        String per = RATES.get(rate);
        String whole = unit.isEmpty() && !per.isEmpty() ? "1" + per : unit + per;
        return whole.isEmpty() ? null : whole;
    }

    private static String parenthesized(String unit) {
        return unit.contains("/") || unit.contains(".") ? "(" + unit + ")" : unit;
    }

    private static String text(int index) {
        return index < UCUM.size() ? UCUM.get(index) : "";
    }
}
