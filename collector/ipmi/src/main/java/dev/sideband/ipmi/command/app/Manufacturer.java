package dev.sideband.ipmi.command.app;

import java.util.Optional;

/**
 * Makers of BMCs by the manufacturer id of Get Device ID, which is an IANA private enterprise
 * number.
 */
public final class Manufacturer {
    private Manufacturer() {}

    /** The maker's usual name; nothing for those who are not known here. */
    public static Optional<String> name(int manufacturerId) {
        return Optional.ofNullable(
                switch (manufacturerId) {
                    case 2, 20301 -> "IBM";
                    case 9, 5771 -> "Cisco";
                    case 11 -> "HP";
                    case 42 -> "Sun";
                    case 111 -> "Oracle";
                    case 343 -> "Intel";
                    case 674 -> "Dell";
                    case 2011 -> "Huawei";
                    case 2623 -> "ASUS";
                    case 5703 -> "NVIDIA";
                    case 6653 -> "Tyan";
                    case 7244 -> "Quanta";
                    case 10368 -> "Fujitsu";
                    case 10876 -> "Supermicro";
                    case 15370 -> "Gigabyte";
                    case 19046 -> "Lenovo";
                    case 20974 -> "AMI";
                    case 25506 -> "H3C";
                    case 37945 -> "Inspur";
                    case 40092 -> "Wiwynn";
                    case 47196 -> "HPE";
                    default -> null;
                });
    }
}
