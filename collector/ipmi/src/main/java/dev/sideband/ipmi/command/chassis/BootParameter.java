package dev.sideband.ipmi.command.chassis;

/** What Set and Get System Boot Options are about (IPMI 2.0 table 28-14). */
public enum BootParameter {
    /** The lock: 0 complete, 1 in progress, 2 commit. */
    SET_IN_PROGRESS(0),
    SERVICE_PARTITION_SELECTOR(1),
    SERVICE_PARTITION_SCAN(2),
    /** Which restarts leave {@link #BOOT_FLAGS} valid. */
    FLAG_VALID_CLEARING(3),
    /** Which programs have taken notice of the boot options. */
    INFO_ACKNOWLEDGE(4),
    BOOT_FLAGS(5),
    INITIATOR_INFO(6),
    INITIATOR_MAILBOX(7);

    private final int selector;

    BootParameter(int selector) {
        this.selector = selector;
    }

    int selector() {
        return selector;
    }
}
