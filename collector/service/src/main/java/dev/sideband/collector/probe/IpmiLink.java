package dev.sideband.collector.probe;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.IpmiSession;
import dev.sideband.ipmi.client.LoginRecipe;
import dev.sideband.ipmi.client.SessionOptions;
import dev.sideband.ipmi.client.UdpPort;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.quirk.QuirkProfiles;
import dev.sideband.ipmi.quirk.Quirks;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The one session with a BMC: opened when a command needs it, kept, and opened anew once when it
 * turns out to be dead. One thread at a time.
 */
final class IpmiLink implements SessionLink, AutoCloseable {
    private final UdpPort port;
    private final BmcAddress address;
    private final Credentials credentials;
    private final SessionOptions options;
    private final LoginGate gate;
    private final LinkCounters counters;

    private @Nullable IpmiSession session;
    private SessionOptions present;
    // A session that replaces a dead one has no time to ask which firmware it is.
    private Quirks known = Quirks.NONE;
    private int sessions;
    private long requests;
    private boolean proven;
    private boolean silentLastTime;

    /** Whether the recipe is from another life, and perhaps from another firmware. */
    private boolean recalled;

    IpmiLink(
            UdpPort port,
            BmcAddress address,
            Credentials credentials,
            SessionOptions options,
            LoginGate gate,
            LinkCounters counters) {
        this.port = port;
        this.address = address;
        this.credentials = credentials;
        this.options = options;
        this.present = options;
        this.gate = gate;
        this.counters = counters;
    }

    @Override
    public BmcAddress address() {
        return address;
    }

    /** Begins with the login that worked the last time. */
    void recall(LoginRecipe recipe) {
        present = options.withRecipe(recipe);
        recalled = true;
    }

    /** The login that worked the last time. */
    Optional<LoginRecipe> recipe() {
        return present.recipe();
    }

    @Override
    public int sessions() {
        return sessions;
    }

    @Override
    public boolean isOpen() {
        return session != null;
    }

    /** How many requests were answered or given up. */
    long requests() {
        return requests;
    }

    /** A session that is there now was opened earlier: if it is silent, a new one is worth it. */
    void doubtSession() {
        proven = false;
    }

    @Override
    public <R> R send(IpmiCommand<R> command) throws IpmiException, InterruptedException {
        requests++;
        R answer = answer(command);
        if (answer instanceof GetDeviceId.Response device) {
            known = QuirkProfiles.of(device);
        }
        return answer;
    }

    private <R> R answer(IpmiCommand<R> command) throws IpmiException, InterruptedException {
        try {
            R answer = session().send(command);
            proven = true;
            return answer;
        } catch (NoAnswer silence) {
            // What may have been carried out is not asked for again in another session.
            if (session == null || proven || !command.idempotent()) {
                throw silence;
            }
            // The BMC restarted, or forgot the session: only a new one tells.
            close();
            R answer = session().send(command);
            proven = true;
            return answer;
        }
    }

    /** Shows the BMC that the session is in use; one that it has ended is given up. */
    void keepAlive() throws InterruptedException {
        IpmiSession open = session;
        if (open == null) {
            return;
        }
        try {
            open.send(new GetDeviceId());
        } catch (IpmiException gone) {
            close();
        }
    }

    @Override
    public void expect(List<? extends IpmiCommand<?>> commands) {
        IpmiSession open = session;
        if (open != null) {
            open.expect(commands);
        }
    }

    @Override
    public Duration answerAge() {
        IpmiSession open = session;
        return open == null ? Duration.ZERO : Duration.ofNanos(open.answerAgeNanos());
    }

    private IpmiSession session() throws IpmiException, InterruptedException {
        IpmiSession open = session;
        if (open != null) {
            return open;
        }
        try (LoginGate.Place _ = gate.enter(silentLastTime)) {
            IpmiSession opened =
                    IpmiSession.open(port, address, credentials, present.withQuirks(known));
            session = opened;
            counters.opened();
            // Saves the detours of finding it out next time.
            present = options.withRecipe(opened.recipe());
            sessions++;
            recalled = false;
            // Fresh: silence from now on is the BMC's own.
            proven = true;
            silentLastTime = false;
            return opened;
        } catch (NoAnswer silence) {
            counters.failed(Failures.reason(silence));
            if (silentLastTime || recalled) {
                // Perhaps another firmware came up, which is deaf to what the one before wanted.
                present = options;
            }
            silentLastTime = true;
            recalled = false;
            throw silence;
        } catch (NotAuthenticated refusal) {
            counters.failed(Failures.reason(refusal));
            present = options;
            if (!recalled) {
                throw refusal;
            }
            recalled = false;
        } catch (IpmiException other) {
            counters.failed(Failures.reason(other));
            throw other;
        }
        return session();
    }

    /** The session itself, for what is more than a command; open it with one. */
    Optional<IpmiSession> present() {
        return Optional.ofNullable(session);
    }

    /** Tells the BMC that the session is over; the next command opens another. */
    @Override
    public void close() {
        IpmiSession open = session;
        session = null;
        if (open != null) {
            open.close();
            counters.ended();
        }
    }
}
