package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.wire.Bytes;

/** Where a console's output goes; called on the session's thread, which must not wait. */
public interface SolSink {
    /**
     * Takes characters, all or none of them.
     *
     * @return false where there is no room: the BMC holds them until {@link SolConsole#resume}
     */
    boolean offer(Bytes characters);

    /** Is told what the BMC says besides. */
    default void notice(SolNotice notice) {}
}
