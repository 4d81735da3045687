package dev.sideband.collector.discover;

import dev.sideband.ipmi.client.PresenceLook.Presence;
import dev.sideband.redfish.client.ServiceLook;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A BMC, by what it tells to everybody.
 *
 * @param address where it is; both protocols at one address are one BMC
 * @param ipmi what it offers by IPMI; nothing where it does not answer
 * @param redfish what its Redfish service says; nothing where there is none
 */
public record FoundBmc(
        InetAddress address, Optional<Presence> ipmi, Optional<ServiceLook.Found> redfish) {
    private static final int MAX_TEXT = 60;

    /** The address as it is written. */
    public String host() {
        return address.getHostAddress();
    }

    /** What it says that it is, such as {@code Dell / Integrated Dell Remote Access Controller}. */
    public String product() {
        return text("Vendor")
                .map(vendor -> vendor + text("Product").map(" / "::concat).orElse(""))
                .or(() -> text("Product"))
                .or(() -> text("Name"))
                .orElse("");
    }

    /** Who says that it made it; empty where it does not. */
    public Optional<String> vendor() {
        return text("Vendor");
    }

    /** Strangers' text: one line of what can be printed. */
    private Optional<String> text(String name) {
        return redfish.flatMap(found -> found.root().text(name))
                .map(text -> text.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S} ]", " ").strip())
                .map(text -> text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text)
                .filter(text -> !text.isEmpty());
    }
}
