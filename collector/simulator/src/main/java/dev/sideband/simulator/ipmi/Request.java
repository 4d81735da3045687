package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.WireReader;

import java.time.Instant;
import java.util.Optional;

/**
 * A command that reached a BMC.
 *
 * @param session in which it came; none before login
 */
record Request(IpmiMessage.Request message, Optional<Session> session, Instant now) {
    int command() {
        return message.command();
    }

    WireReader data() {
        return message.data().reader();
    }

    /** Refuses where the session has less than {@code level} at present. */
    void require(PrivilegeLevel level) {
        if (session.isEmpty() || session.get().privilege().compareTo(level) < 0) {
            throw new Refusal(CompletionCode.INSUFFICIENT_PRIVILEGE);
        }
    }
}
