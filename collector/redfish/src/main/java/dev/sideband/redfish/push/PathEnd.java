package dev.sideband.redfish.push;

/**
 * How a way to hear from a BMC came to an end.
 *
 * @param why for an operator; empty where there is nothing to say
 */
record PathEnd(Kind kind, String why) {
    enum Kind {
        /** All ends. */
        STOPPED,
        /** The BMC has other firmware: all begins anew. */
        ANEW,
        /** The BMC has no such way, and will have none. */
        NONE,
        /** It does not work now; later it may. */
        USELESS,
        /** The BMC did not answer what was asked. */
        FAILED
    }

    static final PathEnd STOPPED = new PathEnd(Kind.STOPPED, "");
    static final PathEnd ANEW = new PathEnd(Kind.ANEW, "");

    static PathEnd none(String why) {
        return new PathEnd(Kind.NONE, why);
    }

    static PathEnd failed(String why) {
        return new PathEnd(Kind.FAILED, why);
    }

    static PathEnd useless(String why) {
        return new PathEnd(Kind.USELESS, why);
    }
}
