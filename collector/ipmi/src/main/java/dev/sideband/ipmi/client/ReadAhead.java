package dev.sideband.ipmi.client;

import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.session.DropReason;
import dev.sideband.ipmi.session.PacketCodec;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.SessionCodec;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Sends commands that are known to come as soon as the one before is answered, on the thread that
 * received that answer: changing threads for each is what a reading would cost most for. One
 * command is in flight all the same.
 *
 * <p>Only what goes well goes this way. What is lost, late, busy or odd is left to the session's
 * own thread, which goes on as if there were no reading ahead. As long as a command is in flight
 * here, the session's codec is used under this object's monitor only.
 */
final class ReadAhead implements Relay {
    /** Answers that wait for the session's thread; with so many nothing more is sent. */
    private static final int MAX_ANSWERS = 192;

    /**
     * With so many answers the session's thread is woken, or when one has waited for so long: most
     * machines have fewer sensors, and waking once a sweep is half of waking twice.
     */
    private static final int ENOUGH_ANSWERS = 128;

    private static final long OLD_NANOS = 250_000_000;

    /** Reasons of dropped datagrams that wait to be told; more are forgotten. */
    private static final int MAX_DROPPED = 16;

    private final Link link;
    private final PacketCodec codec;
    private final AnswerReader reader;
    private final Function<IpmiCommand<?>, IpmiMessage.Request> numbered;

    private final Queue<Answered> answers = new ArrayDeque<>();
    private final List<DropReason> dropped = new ArrayList<>();
    private List<? extends IpmiCommand<?>> commands = List.of();
    private int taken;
    private int sent;
    private boolean onward;
    private @Nullable InFlight inFlight;
    private @Nullable Thread waiting;

    private record InFlight(IpmiMessage.Request request, long until) {}

    /** What became of a command. */
    sealed interface Outcome {
        /** As it was sent. */
        IpmiMessage.Request request();
    }

    /** It was answered, at {@code nanoTime} by the port's clock. */
    record Answered(IpmiMessage.Request request, IpmiMessage.Response response, long nanoTime)
            implements Outcome {}

    /** It was sent once and waited for; to send it again is up to the session's thread. */
    record Overdue(IpmiMessage.Request request) implements Outcome {}

    /**
     * Reads ahead in one session.
     *
     * @param numbered makes a command a request with the next number
     */
    ReadAhead(
            Link link,
            PacketCodec codec,
            AnswerReader reader,
            Function<IpmiCommand<?>, IpmiMessage.Request> numbered) {
        this.link = link;
        this.codec = codec;
        this.reader = reader;
        this.numbered = numbered;
    }

    /** Replaces what is known to come; an answer that is still under way will be dropped. */
    synchronized void expect(List<? extends IpmiCommand<?>> coming) {
        commands = coming;
        taken = 0;
        sent = 0;
        inFlight = null;
        onward = false;
        answers.clear();
    }

    /**
     * What became of {@code command}: sends it where its turn has come, and waits for it. Null
     * where it was not expected; then nothing is in flight any more.
     */
    @Nullable Outcome outcome(IpmiCommand<?> command) throws InterruptedException {
        if (commands.isEmpty()) {
            return null;
        }
        begin(command);
        while (true) {
            long left;
            synchronized (this) {
                if (onward && !answers.isEmpty()) {
                    taken++;
                    return answers.remove();
                }
                InFlight awaited = inFlight;
                if (awaited == null) {
                    return null;
                }
                left = awaited.until - link.nanoTime();
                if (left <= 0) {
                    return overdue(awaited);
                }
                waiting = Thread.currentThread();
            }
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private synchronized void begin(IpmiCommand<?> command) {
        dropped.forEach(link.options().observer()::dropped);
        dropped.clear();
        onward = taken < commands.size() && commands.get(taken).equals(command);
        if (onward && inFlight == null && answers.isEmpty()) {
            sendNext(link.nanoTime());
        }
    }

    private @Nullable Outcome overdue(InFlight lost) {
        inFlight = null;
        if (onward) {
            taken++;
            return new Overdue(lost.request);
        }
        // Another command came between: this one's turn comes once more.
        sent--;
        return null;
    }

    private void sendNext(long now) {
        IpmiMessage.Request request = numbered.apply(commands.get(sent));
        sent++;
        inFlight = new InFlight(request, link.firstWaitEnd(now));
        link.port().send(link.remote(), codec.encode(PayloadType.IPMI, request.toByteArray()));
    }

    @Override
    public boolean take(byte[] datagram) {
        Thread woken = null;
        synchronized (this) {
            InFlight awaited = inFlight;
            if (awaited == null) {
                return false;
            }
            IpmiMessage.Response response = response(datagram);
            if (response != null && response.answers(awaited.request)) {
                long now = link.nanoTime();
                answered(awaited.request, response, now);
                woken = isEnough(now) ? waiting : null;
            } else if (response != null) {
                drop(DropReason.UNEXPECTED);
            }
            if (woken != null) {
                waiting = null;
            }
        }
        LockSupport.unpark(woken);
        return true;
    }

    private void answered(IpmiMessage.Request request, IpmiMessage.Response response, long now) {
        inFlight = null;
        answers.add(new Answered(request, response, now));
        if (onward && !isBusy(response) && sent < commands.size() && answers.size() < MAX_ANSWERS) {
            sendNext(now);
        }
    }

    private static boolean isBusy(IpmiMessage.Response response) {
        return response.completionCode() == CompletionCode.NODE_BUSY
                || response.completionCode() == CompletionCode.TIMEOUT;
    }

    private boolean isEnough(long now) {
        return inFlight == null
                || answers.size() >= ENOUGH_ANSWERS
                || now - answers.element().nanoTime >= OLD_NANOS;
    }

    private IpmiMessage.@Nullable Response response(byte[] datagram) {
        return switch (codec.decode(datagram)) {
            case SessionCodec.Payload(int type, Bytes content) when type == PayloadType.IPMI ->
                    reader.read(content, this::drop);
            case SessionCodec.Payload _ -> drop(DropReason.OTHER_PAYLOAD);
            case SessionCodec.Dropped(DropReason reason) -> drop(reason);
        };
    }

    private IpmiMessage.@Nullable Response drop(DropReason reason) {
        if (dropped.size() < MAX_DROPPED) {
            dropped.add(reason);
        }
        return null;
    }
}
