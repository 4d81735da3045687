package dev.sideband.ipmi.bridge;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.Malformed;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.IpmiClient;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.app.GetMessage;
import dev.sideband.ipmi.command.app.SendMessage;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireWriter;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks one controller behind a BMC. The BMC is asked to track the request; the answer then comes in
 * the answer to Send Message, or right behind it. A BMC that cannot do that keeps answers in its
 * queue, where Get Message finds them; which way works is remembered.
 *
 * <p>A controller that the BMC cannot reach is a {@link Refused} with {@link #NAK_ON_WRITE}, as the
 * BMC says it; one that takes a request and stays silent is one with {@link
 * CompletionCode#DESTINATION_UNAVAILABLE}. Only the BMC's own silence is a NoAnswer. Owned by the
 * BMC's thread.
 */
public final class BridgedClient implements IpmiClient {
    /** Completion code of Send Message: no controller took the message (IPMI 2.0 §22.7). */
    public static final int NAK_ON_WRITE = 0x83;

    /** The LUN whose answers the BMC puts into the queue for system software. */
    private static final int QUEUE_LUN = 2;

    private static final int SEQUENCES = 64;

    /** Looks into the queue for one answer; a controller on a bus takes some milliseconds. */
    private static final int MAX_LOOKS = 8;

    private final IpmiClient bmc;
    private final int slaveAddress;
    private final int channel;
    private final Pause pause;
    private Way way = Way.UNKNOWN;
    private int lastSequence;

    public BridgedClient(IpmiClient bmc, int slaveAddress, int channel) {
        this(bmc, slaveAddress, channel, BridgedClient::sleepWithJitter);
    }

    BridgedClient(IpmiClient bmc, int slaveAddress, int channel, Pause pause) {
        this.bmc = bmc;
        this.slaveAddress = slaveAddress;
        this.channel = channel;
        this.pause = pause;
    }

    private enum Way {
        UNKNOWN,
        TRACKED,
        QUEUE
    }

    /** Waits before look number {@code look}, counted from 1. */
    @FunctionalInterface
    interface Pause {
        void before(int look) throws InterruptedException;
    }

    @Override
    public <R> R send(IpmiCommand<R> command) throws IpmiException, InterruptedException {
        IpmiMessage.Response answer = answer(command);
        if (answer.completionCode() != CompletionCode.OK) {
            throw new Refused(command.name(), answer.completionCode());
        }
        try {
            return command.readResponse(answer.data().reader());
        } catch (WireFormatException garbled) {
            throw malformed(command, garbled);
        }
    }

    private IpmiMessage.Response answer(IpmiCommand<?> command)
            throws IpmiException, InterruptedException {
        IpmiMessage.Response answer = way == Way.QUEUE ? null : tracked(command);
        if (answer != null) {
            way = Way.TRACKED;
            return answer;
        }
        if (way != Way.TRACKED && (way == Way.QUEUE || command.idempotent())) {
            answer = fromQueue(command);
        }
        if (answer == null) {
            throw new Refused(
                    "%s to controller %02Xh on channel %d"
                            .formatted(command.name(), slaveAddress, channel),
                    CompletionCode.DESTINATION_UNAVAILABLE);
        }
        way = Way.QUEUE;
        return answer;
    }

    private IpmiMessage.@Nullable Response tracked(IpmiCommand<?> command)
            throws IpmiException, InterruptedException {
        var message = new SendMessage(channel, true, request(command, 0));
        Bytes raw = bmc.send(message).message();
        return raw.length() == 0 ? null : matching(message, read(command, raw));
    }

    private IpmiMessage.@Nullable Response fromQueue(IpmiCommand<?> command)
            throws IpmiException, InterruptedException {
        var message = new SendMessage(channel, false, request(command, QUEUE_LUN));
        bmc.send(message);
        for (int look = 1; look <= MAX_LOOKS; look++) {
            pause.before(look);
            try {
                Bytes taken = bmc.send(new GetMessage()).message();
                IpmiMessage.Response answer = matching(message, read(command, complete(taken)));
                if (answer != null) {
                    return answer;
                }
            } catch (Refused refused) {
                if (refused.completionCode() == CompletionCode.INVALID_COMMAND
                        || refused.completionCode() == CompletionCode.INSUFFICIENT_PRIVILEGE) {
                    return null;
                }
                if (refused.completionCode() != GetMessage.QUEUE_EMPTY) {
                    throw refused;
                }
            }
        }
        return null;
    }

    /** The queue leaves out the receiver's address, over which the first checksum goes too. */
    private static Bytes complete(Bytes taken) {
        return Bytes.of(
                new WireWriter(taken.length() + 1)
                        .u8(IpmiMessage.BMC_ADDRESS)
                        .bytes(taken.toArray())
                        .toByteArray());
    }

    private IpmiMessage.@Nullable Response matching(
            SendMessage message, IpmiMessage.Response answer) {
        return message.isAnsweredBy(answer, message.message().sequence()) ? answer : null;
    }

    private IpmiMessage.Response read(IpmiCommand<?> command, Bytes raw) throws Malformed {
        try {
            if (IpmiMessage.readFrom(raw.reader()) instanceof IpmiMessage.Response answer) {
                return answer;
            }
            throw new WireFormatException("bridged message", 0, "is a request, not an answer");
        } catch (WireFormatException garbled) {
            throw malformed(command, garbled);
        }
    }

    private IpmiMessage.Request request(IpmiCommand<?> command, int requesterLun) {
        lastSequence = (lastSequence + 1) % SEQUENCES;
        var data = new WireWriter();
        command.writeTo(data);
        return new IpmiMessage.Request(
                slaveAddress,
                command.netFn(),
                command.lun(),
                IpmiMessage.BMC_ADDRESS,
                requesterLun,
                lastSequence,
                command.code(),
                Bytes.of(data.toByteArray()));
    }

    private Malformed malformed(IpmiCommand<?> command, WireFormatException garbled) {
        return new Malformed(
                "controller %02Xh on channel %d: the answer to %s cannot be read: %s"
                        .formatted(slaveAddress, channel, command.name(), garbled.getMessage()));
    }

    private static void sleepWithJitter(int look) throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextLong(5, 10L * look + 10));
    }
}
