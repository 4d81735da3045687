package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.wire.Bytes;
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

    /** The same command with other parameters. */
    Request withData(Bytes data) {
        return new Request(
                new IpmiMessage.Request(
                        message.responder(),
                        message.netFn(),
                        message.responderLun(),
                        message.requester(),
                        message.requesterLun(),
                        message.sequence(),
                        message.command(),
                        data),
                session,
                now);
    }

    /** The same command to another unit of the responder. */
    Request toLun(int lun) {
        return new Request(
                new IpmiMessage.Request(
                        message.responder(),
                        message.netFn(),
                        lun,
                        message.requester(),
                        message.requesterLun(),
                        message.sequence(),
                        message.command(),
                        message.data()),
                session,
                now);
    }
}
