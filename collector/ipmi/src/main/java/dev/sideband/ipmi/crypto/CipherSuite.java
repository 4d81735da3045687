package dev.sideband.ipmi.crypto;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The cipher suites that are spoken here (IPMI 2.0 table 22-20); a new one is a new row. */
public enum CipherSuite {
    SUITE_3(3, RakpHmac.SHA1, IntegrityAlgorithm.HMAC_SHA1_96),
    SUITE_17(17, RakpHmac.SHA256, IntegrityAlgorithm.HMAC_SHA256_128);

    private static final List<CipherSuite> STRONGEST_FIRST = List.of(SUITE_17, SUITE_3);

    private final int id;
    private final RakpHmac authentication;
    private final IntegrityAlgorithm integrity;

    CipherSuite(int id, RakpHmac authentication, IntegrityAlgorithm integrity) {
        this.id = id;
        this.authentication = authentication;
        this.integrity = integrity;
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

    /** The numbers by which Open Session proposes this suite; each suite encrypts with AES. */
    public Algorithms algorithms() {
        return new Algorithms(
                authentication.number(), integrity.number(), AesCbc128.ALGORITHM_NUMBER);
    }

    /** The order in which a console that was given none tries them. */
    public static List<CipherSuite> strongestFirst() {
        return STRONGEST_FIRST;
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
                                "cipher suite %d is not supported: use 17 or 3".formatted(id)));
    }

    /** The suite of a proposal, where it is spoken here. */
    public static Optional<CipherSuite> of(Algorithms proposal) {
        return Arrays.stream(values())
                .filter(suite -> suite.algorithms().equals(proposal))
                .findAny();
    }
}
