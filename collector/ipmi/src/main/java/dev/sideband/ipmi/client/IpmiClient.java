package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.IpmiCommand;

import java.util.List;

/** Something that carries commands to one BMC and brings the answers back; one caller at a time. */
@FunctionalInterface
public interface IpmiClient {
    /**
     * Sends {@code command} and waits for its answer.
     *
     * @throws IpmiException where there is none, or it is a refusal, or it makes no sense
     */
    <R> R send(IpmiCommand<R> command) throws IpmiException, InterruptedException;

    /**
     * Says which commands will come next, in this order; each must do no harm when it is sent
     * though it never comes. Then one may be sent as soon as the one before is answered. Only a
     * hint: any other command may come as well, and between them.
     */
    default void expect(List<? extends IpmiCommand<?>> commands) {}
}
