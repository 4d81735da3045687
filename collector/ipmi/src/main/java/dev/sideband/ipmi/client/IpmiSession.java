package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.app.CloseSession;
import dev.sideband.ipmi.command.app.SendMessage;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.IpmiMessage;
import dev.sideband.ipmi.session.DropReason;
import dev.sideband.ipmi.session.PacketCodec;
import dev.sideband.ipmi.session.PayloadType;
import dev.sideband.ipmi.session.SessionCodec;
import dev.sideband.ipmi.wire.Bytes;
import dev.sideband.ipmi.wire.WireFormatException;
import dev.sideband.ipmi.wire.WireWriter;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A session with one BMC, of IPMI 2.0 or 1.5. Owned by one thread, one command in flight; a
 * repeated request gets a new session sequence number and keeps its own number and content (IPMI
 * 2.0 §6.12.9).
 *
 * <p>After a {@link IpmiException.NoAnswer} the BMC may have forgotten the session: close it, open
 * a new one, and only then call the BMC dead.
 */
public final class IpmiSession implements IpmiClient, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IpmiSession.class);

    private static final int CLOSE_TRIES = 2;

    /** A controller behind the BMC gets as long as the BMC itself at its third try. */
    private static final int BRIDGED_PATIENCE = 2;

    private final Link link;
    private final LoginRecipe recipe;
    private final Inbox inbox;
    private final PacketCodec codec;
    private final AnswerReader reader;
    private final int bmcSessionId;
    private final ReadAhead ahead;
    private final boolean readsAhead;
    private @Nullable ConsoleChannel console;
    private final RequestNumbers numbers = new RequestNumbers();
    private long lastAnswerAt;
    private boolean closed;

    IpmiSession(Link link, LoginRecipe recipe, Inbox inbox, PacketCodec codec, int bmcSessionId) {
        this.link = link;
        this.recipe = recipe;
        this.inbox = inbox;
        this.codec = codec;
        this.bmcSessionId = bmcSessionId;
        this.reader = new AnswerReader(codec.authenticates(), link.options().quirks());
        this.ahead = new ReadAhead(link, codec, reader, command -> request(command, data(command)));
        this.readsAhead = inbox.relayTo(ahead);
    }

    /**
     * Opens a session: Open Session, RAKP 1 to 4, Set Session Privilege Level; or, where the
     * options allow it, the same by IPMI 1.5.
     *
     * @throws IpmiException where the BMC cannot be reached, does not answer, or refuses
     */
    public static IpmiSession open(
            DatagramPort port, BmcAddress address, Credentials credentials, SessionOptions options)
            throws IpmiException, InterruptedException {
        return new SessionOpener(Link.to(port, address, options), credentials).open();
    }

    public BmcAddress address() {
        return link.address();
    }

    /** How the BMC let us in: {@link SessionOptions#withRecipe} saves the next login detours. */
    public LoginRecipe recipe() {
        return recipe;
    }

    /** The suite that the BMC took; nothing in a session of IPMI 1.5. */
    public Optional<CipherSuite> cipherSuite() {
        return switch (recipe) {
            case LoginRecipe.RmcpPlus login -> Optional.of(login.suite());
            case LoginRecipe.Ipmi15 _ -> Optional.empty();
        };
    }

    /**
     * Gives the packets of serial over LAN to {@code listener} from now on, on this session's
     * thread, whatever that waits for: answers to commands go on as before. What it cannot read it
     * answers with a {@link WireFormatException}.
     */
    public PayloadChannel serialOverLan(Consumer<Bytes> listener) {
        ahead.expect(List.of());
        console = new ConsoleChannel(listener);
        return console;
    }

    @Override
    public void expect(List<? extends IpmiCommand<?>> commands) {
        // A console's packets come at any time, and are for this session's thread.
        if (console == null && readsAhead) {
            ahead.expect(commands);
        }
    }

    /** How long ago the latest answer came. */
    public long answerAgeNanos() {
        return link.nanoTime() - lastAnswerAt;
    }

    @Override
    public <R> R send(IpmiCommand<R> command) throws IpmiException, InterruptedException {
        if (closed) {
            throw new IllegalStateException("the session with " + address() + " is closed");
        }
        IpmiMessage.Response response = answer(command);
        if (response.completionCode() != CompletionCode.OK) {
            throw new IpmiException.Refused(command.name(), response.completionCode());
        }
        try {
            R body = command.readResponse(response.data().reader());
            reader.learn(body);
            return body;
        } catch (WireFormatException e) {
            throw new IpmiException.Malformed(
                    "%s: the answer to %s cannot be read: %s"
                            .formatted(address(), command.name(), e.getMessage()));
        }
    }

    /** The answer, asked for again while the BMC is busy and there is time. */
    private IpmiMessage.Response answer(IpmiCommand<?> command)
            throws IpmiException, InterruptedException {
        long end = link.callEnd();
        ReadAhead.Outcome early = ahead.outcome(command);
        for (int busy = 0; ; busy++) {
            IpmiMessage.Request request =
                    early == null ? request(command, data(command)) : early.request();
            IpmiMessage.Response response = response(early, request, tries(command), busy > 0, end);
            early = null;
            if (response == null) {
                throw new IpmiException.NoAnswer(
                        "%s: no answer to %s".formatted(address(), command.name()));
            }
            long pauseEnd = link.busyEnd(busy, end);
            if (!mayAskAgain(command, response.completionCode()) || pauseEnd == end) {
                return command instanceof SendMessage bridge && bridge.isTracking(response)
                        ? bridged(bridge, request, response, end)
                        : response;
            }
            pause(pauseEnd);
        }
    }

    private int tries(IpmiCommand<?> command) {
        return command.idempotent() ? link.options().retryPolicy().tries() : 1;
    }

    private IpmiMessage.@Nullable Response response(
            ReadAhead.@Nullable Outcome early,
            IpmiMessage.Request request,
            int tries,
            boolean again,
            long end)
            throws IpmiException, InterruptedException {
        if (early == null) {
            return exchange(request, 0, tries, again, end);
        }
        link.options().observer().sent();
        return switch (early) {
            case ReadAhead.Answered answered -> {
                link.options().observer().answered();
                lastAnswerAt = answered.nanoTime();
                yield answered.response();
            }
            case ReadAhead.Overdue _ -> exchange(request, 1, tries, true, end);
        };
    }

    /** A busy BMC has done nothing; one whose time ran out may have. */
    private static boolean mayAskAgain(IpmiCommand<?> command, int completionCode) {
        return completionCode == CompletionCode.NODE_BUSY
                || (completionCode == CompletionCode.TIMEOUT && command.idempotent());
    }

    private IpmiMessage.Request request(IpmiCommand<?> command, Bytes data) {
        return IpmiMessage.Request.toBmc(
                command.netFn(),
                command.lun(),
                numbers.next(link.nanoTime()),
                command.code(),
                data);
    }

    private static Bytes data(IpmiCommand<?> command) {
        var out = new WireWriter();
        command.writeTo(out);
        return Bytes.of(out.toByteArray());
    }

    private IpmiMessage.@Nullable Response exchange(
            IpmiMessage.Request request, int first, int tries, boolean again, long end)
            throws IpmiException, InterruptedException {
        byte[] message = request.toByteArray();
        for (int attempt = first; attempt < tries && !link.isPast(end); attempt++) {
            if (attempt > 0) {
                numbers.doubt(request.sequence(), link.nanoTime());
            }
            link.send(codec.encode(PayloadType.IPMI, message), again || attempt > 0);
            IpmiMessage.Response response =
                    await(r -> r.answers(request), link.waitEnd(attempt, end));
            if (response != null) {
                link.options().observer().answered();
                lastAnswerAt = link.nanoTime();
                return response;
            }
        }
        numbers.doubt(request.sequence(), link.nanoTime());
        return null;
    }

    /** Many BMCs send what the controller said in a packet of its own, behind their own answer. */
    private IpmiMessage.Response bridged(
            SendMessage bridge,
            IpmiMessage.Request request,
            IpmiMessage.Response accepted,
            long end)
            throws IpmiException, InterruptedException {
        IpmiMessage.Response later =
                await(
                        r -> bridge.isAnsweredBy(r, request.sequence()),
                        link.waitEnd(BRIDGED_PATIENCE, end));
        return later == null ? accepted : bridge.embed(later, accepted);
    }

    /** Waits for the answer that {@code wanted} knows; whatever else comes is dropped. */
    private IpmiMessage.@Nullable Response await(Predicate<IpmiMessage.Response> wanted, long until)
            throws IpmiException, InterruptedException {
        for (long left = until - link.nanoTime(); left > 0; left = until - link.nanoTime()) {
            byte[] datagram = inbox.poll(left);
            if (datagram != null) {
                IpmiMessage.Response response = response(datagram);
                if (response != null && wanted.test(response)) {
                    return response;
                }
                if (response != null) {
                    dropped(DropReason.UNEXPECTED);
                }
            }
        }
        return null;
    }

    private void pause(long until) throws IpmiException, InterruptedException {
        for (long left = until - link.nanoTime(); left > 0; left = until - link.nanoTime()) {
            byte[] datagram = inbox.poll(left);
            if (datagram != null && response(datagram) != null) {
                dropped(DropReason.UNEXPECTED);
            }
        }
    }

    private IpmiMessage.@Nullable Response response(byte[] datagram) {
        switch (codec.decode(datagram)) {
            case SessionCodec.Dropped(DropReason reason) -> dropped(reason);
            case SessionCodec.Payload(int type, Bytes content) -> {
                if (type == PayloadType.IPMI) {
                    return reader.read(content, this::dropped);
                }
                route(type, content);
            }
        }
        return null;
    }

    private void route(int type, Bytes content) {
        ConsoleChannel channel = console;
        if (type == PayloadType.SERIAL_OVER_LAN && channel != null) {
            try {
                channel.listener.accept(content);
            } catch (WireFormatException e) {
                dropped(DropReason.MALFORMED);
            }
        } else {
            dropped(DropReason.OTHER_PAYLOAD);
        }
    }

    private void dropped(DropReason reason) {
        link.options().observer().dropped(reason);
    }

    /**
     * Ends the session at the BMC, which has few of them; asks twice, and waits for the answer even
     * on a thread that is being interrupted.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ahead.expect(List.of());
        boolean interrupted = Thread.interrupted();
        try {
            var command = new CloseSession(bmcSessionId);
            exchange(request(command, data(command)), 0, CLOSE_TRIES, false, link.callEnd());
        } catch (IpmiException e) {
            LOG.debug("{} did not hear that its session ends: {}", address(), e.getMessage());
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            inbox.close();
            codec.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Serial over LAN, which shares the session's inbox and sequence numbers. */
    private final class ConsoleChannel implements PayloadChannel {
        private final Consumer<Bytes> listener;

        ConsoleChannel(Consumer<Bytes> listener) {
            this.listener = listener;
        }

        @Override
        public int bmcSessionId() {
            return bmcSessionId;
        }

        @Override
        public void send(byte[] payload, boolean again) {
            link.send(codec.encode(PayloadType.SERIAL_OVER_LAN, payload), again);
        }

        @Override
        public void receive(long timeoutNanos) throws IpmiException, InterruptedException {
            byte[] datagram = inbox.poll(timeoutNanos);
            if (datagram != null && response(datagram) != null) {
                dropped(DropReason.UNEXPECTED);
            }
        }

        @Override
        public void wakeUp() {
            inbox.wakeUp();
        }

        @Override
        public long nanoTime() {
            return link.nanoTime();
        }

        @Override
        public void close() {
            console = null;
        }
    }
}
