package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;

/** What to make of a BMC that does not answer while a session is opened. */
final class Silence {
    private final Link link;
    private final long end;
    private boolean probed;

    Silence(Link link) {
        this.link = link;
        this.end = link.callEnd();
    }

    /** When opening a session must have ended. */
    long end() {
        return end;
    }

    boolean isTooLong() {
        return link.isPast(end);
    }

    /**
     * Asks the network, once, for a reason.
     *
     * @throws IpmiException.Unreachable where it has one
     */
    void probeOnce() throws IpmiException, InterruptedException {
        if (!probed) {
            probed = true;
            link.port().probe(link.address(), link.remote());
        }
    }

    IpmiException.NoAnswer noAnswer() {
        return new IpmiException.NoAnswer(
                "%s: no answer while opening a session: check the address, and that the BMC is up"
                        .formatted(link.address()));
    }
}
