package dev.sideband.ipmi.session;

/**
 * Which byte a managed system puts for the role into the codes and keys of RAKP (IPMI 2.0 §13.31):
 * by the specification that of RAKP 1, but much firmware takes the level of Open Session (Sun
 * X4150, Supermicro X8, Intel S5500WBV, Quanta, Dell C5220), and some forgets the bit for the
 * lookup.
 */
public enum RoleByte {
    AS_SENT,
    AS_SENT_WITHOUT_LOOKUP,
    ASKED_IN_OPEN_SESSION,
    ASKED_IN_OPEN_SESSION_WITHOUT_LOOKUP,
    GRANTED_IN_OPEN_SESSION,
    GRANTED_IN_OPEN_SESSION_WITHOUT_LOOKUP;

    /**
     * The byte.
     *
     * @param sent the role byte of RAKP 1
     * @param asked the level in the Open Session Request
     * @param granted the level in its answer
     */
    public int of(int sent, int asked, int granted) {
        int lookup = sent & Rakp1.NAME_ONLY;
        return switch (this) {
            case AS_SENT -> sent;
            case AS_SENT_WITHOUT_LOOKUP -> sent & ~Rakp1.NAME_ONLY;
            case ASKED_IN_OPEN_SESSION -> lookup | asked;
            case ASKED_IN_OPEN_SESSION_WITHOUT_LOOKUP -> asked;
            case GRANTED_IN_OPEN_SESSION -> lookup | granted;
            case GRANTED_IN_OPEN_SESSION_WITHOUT_LOOKUP -> granted;
        };
    }
}
