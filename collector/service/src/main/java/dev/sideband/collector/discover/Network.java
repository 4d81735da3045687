package dev.sideband.collector.discover;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A network, such as {@code 10.0.12.0/24}, or a single address.
 *
 * @param first its first address
 * @param prefixLength how many bits all of its addresses have in common
 */
public record Network(InetAddress first, int prefixLength) {
    /** More addresses than anybody looks at one by one. */
    private static final int MOST_HOST_BITS = 32;

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    public Network {
        int bits = bits(first);
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException(
                    "/%d: an address has %d bits".formatted(prefixLength, bits));
        }
        if (!masked(first, prefixLength).equals(first)) {
            throw new IllegalArgumentException(
                    "%s/%d: not the first address of that network; did you mean %s/%d?"
                            .formatted(
                                    text(first),
                                    prefixLength,
                                    text(masked(first, prefixLength)),
                                    prefixLength));
        }
    }

    /**
     * Reads {@code address/length}, or an address alone. Names are not looked up.
     *
     * @throws IllegalArgumentException where it is something else; says what is wrong
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        InetAddress first;
        try {
            first = literal(address);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "\"%s\" is no network: write one as 10.0.12.0/24".formatted(text), wrong);
        }
        return new Network(first, slash < 0 ? bits(first) : length(text, slash));
    }

    /** An address in full: "10.0.12" stands for 10.0.0.12 to some, and for a network to others. */
    private static InetAddress literal(String address) {
        if (address.indexOf(':') < 0 && !IPV4.matcher(address).matches()) {
            throw new IllegalArgumentException("not four numbers");
        }
        return InetAddress.ofLiteral(address);
    }

    private static int length(String text, int slash) {
        try {
            return Integer.parseInt(text.substring(slash + 1));
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    "\"%s\" is no network: what follows the slash is no number".formatted(text),
                    wrong);
        }
    }

    /** Whether every address of {@code other} is one of this network's. */
    public boolean contains(Network other) {
        return bits(first) == bits(other.first)
                && prefixLength <= other.prefixLength
                && masked(other.first, prefixLength).equals(first);
    }

    /** How many addresses a look at it takes; more than 2^32 count as that many. */
    public long size() {
        return 1L << Math.min(MOST_HOST_BITS, bits(first) - prefixLength);
    }

    /**
     * Its addresses, from the first on; without those of an IPv4 network that nobody can have: its
     * own and the one for all (RFC 1122 §3.2.1.3).
     */
    public Stream<InetAddress> addresses() {
        boolean spare = first.getAddress().length == 4 && bits(first) - prefixLength > 1;
        return LongStream.range(spare ? 1 : 0, spare ? size() - 1 : size()).mapToObj(this::address);
    }

    private InetAddress address(long offset) {
        byte[] bytes = first.getAddress();
        BigInteger number = new BigInteger(1, bytes).add(BigInteger.valueOf(offset));
        return of(number, bytes.length);
    }

    private static InetAddress masked(InetAddress address, int prefixLength) {
        byte[] bytes = address.getAddress();
        int hostBits = bytes.length * Byte.SIZE - prefixLength;
        BigInteger number = new BigInteger(1, bytes).shiftRight(hostBits).shiftLeft(hostBits);
        return of(number, bytes.length);
    }

    private static InetAddress of(BigInteger number, int length) {
        byte[] digits = number.toByteArray();
        byte[] bytes = new byte[length];
        int taken = Math.min(digits.length, length);
        System.arraycopy(digits, digits.length - taken, bytes, length - taken, taken);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(Arrays.toString(bytes), impossible);
        }
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static String text(InetAddress address) {
        return address.getHostAddress();
    }

    @Override
    public String toString() {
        return "%s/%d".formatted(text(first), prefixLength);
    }
}
