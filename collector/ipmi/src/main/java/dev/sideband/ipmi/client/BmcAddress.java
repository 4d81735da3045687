package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.rmcp.RmcpHeader;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Where a BMC listens: a name or an IP address, and a UDP port. */
public record BmcAddress(String host, int port) {
    public BmcAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a BMC's address needs a host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(
                    "the port of %s is %d: use 1 to 65535".formatted(host, port));
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [ipv6]:port} or a bare IPv6 address; the port
     * is 623 where there is none.
     */
    public static BmcAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        boolean bareIpv6 = !bracketed && text.indexOf(':') != colon;
        boolean hasPort = colon > text.lastIndexOf(']') && !bareIpv6;
        String host = hasPort ? text.substring(0, colon) : text;
        if (bracketed && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new BmcAddress(
                host, hasPort ? port(text, text.substring(colon + 1)) : RmcpHeader.PORT);
    }

    private static int port(String text, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s: the port is no number: write host:port".formatted(text), e);
        }
    }

    /** Looks the host's name up, where it is a name. */
    InetSocketAddress resolve() throws IpmiException.Unreachable {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new IpmiException.Unreachable(
                    "%s: the name cannot be resolved: check the address".formatted(this));
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[%s]:%d" : "%s:%d").formatted(host, port);
    }
}
