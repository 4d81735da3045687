package dev.sideband.ipmi.sol;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.PayloadChannel;
import dev.sideband.ipmi.command.app.DeactivatePayload;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.sol.SolEnd.Reason;
import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server's console through its BMC (IPMI 2.0 §15). The thread that owns the session activates it,
 * stays in {@link #run} and closes it; any other may {@link #write}, {@link #sendBreak}, {@link
 * #resume} and {@link #end}.
 *
 * <p>Every character arrives once and in order, whatever the network loses, doubles or turns round,
 * for as long as both sides keep trying: a BMC gives up after some tries, and says so.
 */
public final class SolConsole implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SolConsole.class);

    /** So often a BMC may say that it is there and still take no characters. */
    private static final int STALLS = 4;

    private final IpmiSession session;
    private final SolOptions options;
    private final SolSink sink;
    private final SolReceiver receiver;
    private final SolSender sender;
    private final SolOutbox outbox = new SolOutbox();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final PayloadChannel channel;
    private final SolWatch watch;
    private volatile boolean endAsked;
    private volatile boolean resumeAsked;
    private volatile @Nullable Duration quietBeforeEnd;
    private int maxCharacters;
    private boolean unavailable;
    private long lastSent;
    private long lastHeard;
    private long lastPacket;
    private long resumedAt;
    private boolean closed;
    private @Nullable SolEnd end;

    private SolConsole(IpmiSession session, SolOptions options, SolSink sink) {
        this.session = session;
        this.options = options;
        this.sink = sink;
        this.receiver = new SolReceiver(sink);
        this.sender = new SolSender(options.retryInterval(), options.retries());
        // Some BMCs send their first packet before they answer the activation.
        this.channel = session.serialOverLan(this::receive);
        this.watch = new SolWatch(session, channel.bmcSessionId(), options.instance());
    }

    /**
     * Has the console activated for {@code session}, which goes on taking commands.
     *
     * @throws SolException where the BMC gives no console
     * @throws IpmiException where it does not answer
     */
    public static SolConsole activate(IpmiSession session, SolOptions options, SolSink sink)
            throws IpmiException, SolException, InterruptedException {
        var console = new SolConsole(session, options, sink);
        boolean activated = false;
        try {
            var answer = new SolActivation(session, console.channel, options).run();
            console.maxCharacters = PayloadSize.charactersToBmc(answer.inboundSize());
            console.watch.learn();
            console.lastSent = console.channel.nanoTime();
            console.lastHeard = console.lastSent;
            console.lastPacket = console.lastSent;
            activated = true;
            return console;
        } finally {
            if (!activated) {
                console.channel.close();
            }
        }
    }

    /** How many characters a packet to the BMC has at most. */
    public int maxCharacters() {
        return maxCharacters;
    }

    /**
     * Types characters; waits while too many are ahead of the BMC.
     *
     * @return false where the console has ended
     */
    public boolean write(byte[] characters, int offset, int count) throws InterruptedException {
        boolean taken = outbox.put(characters, offset, count, this::wakeUp);
        wakeUp();
        return taken;
    }

    /** Sends a break, behind what was typed before. */
    public boolean sendBreak() throws InterruptedException {
        boolean taken = outbox.putBreak();
        wakeUp();
        return taken;
    }

    /** The sink has room again. */
    public void resume() {
        resumeAsked = true;
        wakeUp();
    }

    /** Ends {@link #run} as soon as may be. */
    public void end() {
        endAsked = true;
        wakeUp();
    }

    /**
     * Ends {@link #run} once the BMC has taken all that was typed and then has said nothing for
     * {@code quiet}.
     */
    public void endWhenQuiet(Duration quiet) {
        quietBeforeEnd = quiet;
        wakeUp();
    }

    private void wakeUp() {
        // Once is enough: the inbox is for datagrams.
        if (!woken.getAndSet(true)) {
            channel.wakeUp();
        }
    }

    /** Carries characters until the console ends; how it did. */
    public SolEnd run() throws InterruptedException {
        try {
            while (end == null) {
                step();
            }
        } catch (IpmiException e) {
            end = new SolEnd(Reason.SESSION_LOST, String.valueOf(e.getMessage()));
        } finally {
            outbox.close();
        }
        return end;
    }

    private void step() throws IpmiException, InterruptedException {
        woken.set(false);
        if (endAsked || isQuiet()) {
            end = new SolEnd(Reason.CLOSED, session.address() + ": the console is closed");
            return;
        }
        letGoOn();
        transmit();
        if (sender.isExhausted()) {
            sender.startOver();
            check();
        } else if (silentFor(lastSent) <= 0 || silentFor(lastHeard) <= 0) {
            check();
        }
        if (end == null) {
            channel.receive(waitNanos());
        }
    }

    /** Lets the BMC send what was refused; nobody acknowledges that, so it is said again. */
    private void letGoOn() {
        boolean again = receiver.awaitsRest() && resumeWaitNanos() <= 0;
        if (resumeAsked || again) {
            resumeAsked = false;
            resumedAt = channel.nanoTime();
            answer(receiver.resume());
        }
    }

    private long resumeWaitNanos() {
        return resumedAt + options.retryInterval().toNanos() - channel.nanoTime();
    }

    private void transmit() {
        long now = channel.nanoTime();
        SolPacket again = sender.due(now);
        if (again != null) {
            send(again, true);
        } else if (sender.isIdle()) {
            switch (outbox.take(maxCharacters)) {
                case null -> {}
                case SolOutbox.Characters(Bytes bytes) -> send(sender.send(bytes, 0, now), false);
                case SolOutbox.Break _ ->
                        send(sender.send(Bytes.EMPTY, SolPacket.BREAK, now), false);
            }
        }
    }

    private void send(SolPacket packet, boolean again) {
        channel.send(packet.toByteArray(), again);
        lastSent = channel.nanoTime();
    }

    private void answer(@Nullable SolPacket packet) {
        if (packet != null) {
            send(packet, false);
        }
    }

    /** On the session's thread, in {@link #run} or while a command waits for its answer. */
    private void receive(Bytes payload) {
        var packet = SolPacket.readFrom(payload.reader());
        if (closed) {
            return;
        }
        lastHeard = channel.nanoTime();
        lastPacket = lastHeard;
        notice(packet);
        sender.heard(packet, lastHeard);
        answer(receiver.take(packet));
        if (packet.has(SolPacket.DEACTIVATED) && end == null) {
            end =
                    new SolEnd(
                            Reason.DEACTIVATED,
                            session.address() + ": the BMC has ended the console");
        }
    }

    private void notice(SolPacket packet) {
        if (packet.has(SolPacket.UNAVAILABLE) != unavailable) {
            unavailable = !unavailable;
            sink.notice(
                    unavailable ? SolNotice.TRANSFER_UNAVAILABLE : SolNotice.TRANSFER_AVAILABLE);
        }
        if (packet.has(SolPacket.OVERRUN)) {
            sink.notice(SolNotice.OVERRUN);
        }
        if (packet.has(SolPacket.BREAK_DETECTED)) {
            sink.notice(SolNotice.BREAK);
        }
    }

    /** Asks the BMC whether the console is still ours, which keeps the session alive as well. */
    private void check() throws IpmiException, InterruptedException {
        SolEnd found = watch.check();
        lastSent = channel.nanoTime();
        lastHeard = lastSent;
        if (found != null && end == null) {
            end = found;
        } else if (sender.rounds() >= STALLS && end == null) {
            end =
                    new SolEnd(
                            Reason.STALLED,
                            session.address() + ": the BMC answers and takes no characters");
        }
    }

    private boolean isQuiet() {
        Duration quiet = quietBeforeEnd;
        return quiet != null
                && outbox.isEmpty()
                && sender.isIdle()
                && channel.nanoTime() - lastPacket >= quiet.toNanos();
    }

    private long waitNanos() {
        long now = channel.nanoTime();
        long wait = Math.min(silentFor(lastSent), silentFor(lastHeard));
        Duration quiet = quietBeforeEnd;
        if (quiet != null && sender.isIdle()) {
            wait = Math.min(wait, lastPacket + quiet.toNanos() - now);
        }
        if (receiver.awaitsRest()) {
            wait = Math.min(wait, resumeWaitNanos());
        }
        return Math.max(0, Math.min(wait, sender.waitNanos(now)));
    }

    /** Nanoseconds until the silence since then is too long. */
    private long silentFor(long since) {
        return since + options.keepAlive().toNanos() - channel.nanoTime();
    }

    /**
     * Gives the console back, unless it is gone; the session stays open. Waits for the BMC's answer
     * even on a thread that is being interrupted.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        outbox.close();
        boolean interrupted = Thread.interrupted();
        try {
            if (isHeld()) {
                session.send(
                        new DeactivatePayload(PayloadType.SERIAL_OVER_LAN, options.instance()));
            }
        } catch (IpmiException e) {
            LOG.debug("{} did not take its console back: {}", session.address(), e.getMessage());
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            closed = true;
            channel.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isHeld() {
        SolEnd how = end;
        return how == null || how.reason() == Reason.CLOSED || how.reason() == Reason.STALLED;
    }
}
