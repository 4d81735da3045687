package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.IpmiCommand;

/** Something that carries commands to one BMC and brings the answers back; one caller at a time. */
@FunctionalInterface
public interface IpmiClient {
    /**
     * Sends {@code command} and waits for its answer.
     *
     * @throws IpmiException where there is none, or it is a refusal, or it makes no sense
     */
    <R> R send(IpmiCommand<R> command) throws IpmiException, InterruptedException;
}
