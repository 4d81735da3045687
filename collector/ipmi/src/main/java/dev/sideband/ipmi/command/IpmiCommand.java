package dev.sideband.ipmi.command;

import dev.sideband.ipmi.wire.WireReader;
import dev.sideband.ipmi.wire.WireWriter;

/**
 * A request to a BMC, and how its answer is read.
 *
 * @param <R> the answer's body after the completion code
 */
public interface IpmiCommand<R> {
    /** The network function of the request, an even number (IPMI 2.0 §5.1). */
    int netFn();

    /** The command number within the network function (IPMI 2.0 appendix G). */
    int code();

    /** The logical unit of the BMC that is asked, 0 to 3. */
    default int lun() {
        return 0;
    }

    /** The command's name in the specification's words, for messages and logs. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * Whether it does no harm to send the command again when no answer comes, as the first one may
     * have been carried out.
     */
    default boolean idempotent() {
        return true;
    }

    /** Writes the request's data bytes. */
    void writeTo(WireWriter out);

    /**
     * Reads the data bytes behind a completion code of 00h.
     *
     * @throws dev.sideband.ipmi.wire.WireFormatException where they make no sense
     */
    R readResponse(WireReader in);
}
