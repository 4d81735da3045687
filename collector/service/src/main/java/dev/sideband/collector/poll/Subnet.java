package dev.sideband.collector.poll;

import dev.sideband.avro.Target;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.redfish.client.RedfishAddress;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which BMCs share a network, as far as their addresses tell: the first three numbers of an IPv4
 * address, the first four groups of an IPv6 address, what follows the first dot of a name. Names
 * are not looked up.
 */
final class Subnet {
    private static final Pattern IPV4 = Pattern.compile("(\\d+\\.\\d+\\.\\d+)\\.\\d+");
    private static final int GROUPS = 4;
    private static final String NONE = "";

    private Subnet() {}

    /** The subnet of a target; all whose address is wrong, and is not asked, share one. */
    static String of(Target target) {
        try {
            String ipmi = target.getIpmi();
            String redfish = target.getRedfish();
            if (ipmi != null) {
                return ofHost(BmcAddress.parse(ipmi).host());
            }
            return redfish == null ? NONE : ofHost(RedfishAddress.parse(redfish).host());
        } catch (IllegalArgumentException wrong) {
            return NONE;
        }
    }

    private static String ofHost(String host) {
        Matcher ipv4 = IPV4.matcher(host);
        if (ipv4.matches()) {
            return ipv4.group(1);
        }
        return host.indexOf(':') >= 0 ? ipv6(host) : host.substring(host.indexOf('.') + 1);
    }

    /** Two addresses of one network are mostly written alike; where not, they count as two. */
    private static String ipv6(String host) {
        int gap = host.indexOf("::");
        String[] groups = (gap < 0 ? host : host.substring(0, gap)).split(":", -1);
        return String.join(":", Arrays.copyOf(groups, Math.min(GROUPS, groups.length)));
    }
}
