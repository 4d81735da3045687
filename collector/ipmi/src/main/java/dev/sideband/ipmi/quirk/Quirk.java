package dev.sideband.ipmi.quirk;

/** One way in which firmware departs from the specification, by the cure that it needs. */
public enum Quirk {
    /**
     * The BMC says of sensors that work that it does not scan them (IPMI 2.0 §35.14, bit 6). Seen
     * on Dell PowerEdge 2900, 2950, R410 and R610 and on HP Integrity rx3600.
     *
     * <p>Cure: a raw reading other than zero, or a state, counts in spite of the bit. Zero does
     * not, as it is what a sensor gives that is really off.
     */
    IGNORE_SCANNING_BIT,

    /**
     * Full records give a conversion and a unit to sensors whose event type is discrete, and their
     * readings have a value beside the states. Seen on HP ProLiant DL380 G7 and ML310 G5.
     *
     * <p>Cure: such a sensor has a value, where its record has a unit and a multiplier.
     */
    ANALOG_IN_DISCRETE,

    /**
     * Records name an owner that does not exist for sensors that the BMC itself has. Seen on HP
     * ProLiant DL140 and Fujitsu RX300 and RX300 S2.
     *
     * <p>Cure: the BMC is asked for sensors of an owner that no controller locator names.
     */
    OWNER_IS_BMC,

    /**
     * The threshold bits of a reading are set though the value is on the good side. Seen on Intel
     * SR1500, SR2500 and S5000PAL.
     *
     * <p>Cure: the status comes from comparing the value with the thresholds.
     */
    WRONG_THRESHOLD_BITS,

    /**
     * Messages carry wrong checksums. Seen on Supermicro X9SCM-iiF, X9DRi-F and X9DRFR.
     *
     * <p>Cure: the checksums do not count in a packet whose integrity code is right.
     */
    ACCEPT_BAD_CHECKSUMS
}
