package dev.sideband.ipmi.crypto;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cipher suites that are spoken here (IPMI 2.0 table 22-20): all but those with xRC4. A console
 * takes one by itself only where it signs and encrypts with what still holds; the others are for
 * who names them.
 */
public enum CipherSuite {
    SUITE_0(0, RakpHmac.NONE, IntegrityAlgorithm.NONE, Confidentiality.NONE),
    SUITE_1(1, RakpHmac.SHA1, IntegrityAlgorithm.NONE, Confidentiality.NONE),
    SUITE_2(2, RakpHmac.SHA1, IntegrityAlgorithm.HMAC_SHA1_96, Confidentiality.NONE),
    SUITE_3(3, RakpHmac.SHA1, IntegrityAlgorithm.HMAC_SHA1_96, Confidentiality.AES_CBC_128),
    SUITE_6(6, RakpHmac.MD5, IntegrityAlgorithm.NONE, Confidentiality.NONE),
    SUITE_7(7, RakpHmac.MD5, IntegrityAlgorithm.HMAC_MD5_128, Confidentiality.NONE),
    SUITE_8(8, RakpHmac.MD5, IntegrityAlgorithm.HMAC_MD5_128, Confidentiality.AES_CBC_128),
    SUITE_11(11, RakpHmac.MD5, IntegrityAlgorithm.MD5_128, Confidentiality.NONE),
    SUITE_12(12, RakpHmac.MD5, IntegrityAlgorithm.MD5_128, Confidentiality.AES_CBC_128),
    SUITE_15(15, RakpHmac.SHA256, IntegrityAlgorithm.NONE, Confidentiality.NONE),
    SUITE_16(16, RakpHmac.SHA256, IntegrityAlgorithm.HMAC_SHA256_128, Confidentiality.NONE),
    SUITE_17(17, RakpHmac.SHA256, IntegrityAlgorithm.HMAC_SHA256_128, Confidentiality.AES_CBC_128);

    private static final List<CipherSuite> STRONGEST_FIRST = List.of(SUITE_17, SUITE_3);

    private final int id;
    private final RakpHmac authentication;
    private final IntegrityAlgorithm integrity;
    private final Confidentiality confidentiality;

    CipherSuite(
            int id,
            RakpHmac authentication,
            IntegrityAlgorithm integrity,
            Confidentiality confidentiality) {
        this.id = id;
        this.authentication = authentication;
        this.integrity = integrity;
        this.confidentiality = confidentiality;
    }

    public int id() {
        return id;
    }

    public RakpHmac authentication() {
        return authentication;
    }

    public IntegrityAlgorithm integrity() {
        return integrity;
    }

    public Confidentiality confidentiality() {
        return confidentiality;
    }

    /** The numbers by which Open Session proposes this suite. */
    public Algorithms algorithms() {
        return new Algorithms(
                authentication.number(), integrity.number(), confidentiality.number());
    }

    /** The suites that a console takes which was given none, in the order of trying. */
    public static List<CipherSuite> strongestFirst() {
        return STRONGEST_FIRST;
    }

    /**
     * The suites to take by oneself where {@code minimum} is the weakest that will do.
     *
     * @throws IllegalArgumentException where {@code minimum} is none of them
     */
    public static List<CipherSuite> strongestFirstDownTo(CipherSuite minimum) {
        int last = STRONGEST_FIRST.indexOf(minimum);
        if (last < 0) {
            throw new IllegalArgumentException(
                    "cipher suite %d is no minimum, as it is never taken by itself: use 17 or 3"
                            .formatted(minimum.id));
        }
        return STRONGEST_FIRST.subList(0, last + 1);
    }

    /**
     * The suite of an id as an operator writes it.
     *
     * @throws IllegalArgumentException where it is not spoken here
     */
    public static CipherSuite of(int id) {
        return Arrays.stream(values())
                .filter(suite -> suite.id == id)
                .findAny()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "cipher suite %d is not supported: use 17 or 3, or in need one of %s"
                                        .formatted(id, inNeed())));
    }

    private static String inNeed() {
        return Arrays.stream(values())
                .filter(suite -> !STRONGEST_FIRST.contains(suite))
                .map(suite -> String.valueOf(suite.id))
                .collect(Collectors.joining(", "));
    }

    /** The suite of a proposal, where it is spoken here. */
    public static Optional<CipherSuite> of(Algorithms proposal) {
        return Arrays.stream(values())
                .filter(suite -> suite.algorithms().equals(proposal))
                .findAny();
    }
}
