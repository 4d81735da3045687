package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NoAnswer;
import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.NotAuthenticated.Reason;
import dev.sideband.ipmi.IpmiException.Refused;
import dev.sideband.ipmi.client.LoginRecipe.Ipmi15;
import dev.sideband.ipmi.command.IpmiCommand;
import dev.sideband.ipmi.command.app.ActivateSession;
import dev.sideband.ipmi.command.app.GetChannelAuthenticationCapabilities;
import dev.sideband.ipmi.command.app.GetDeviceId;
import dev.sideband.ipmi.command.app.GetSessionChallenge;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.MessageAuthenticator;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.SessionCodec15;
import dev.sideband.ipmi.session.SessionCodec15.Messages;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A login of IPMI 1.5: Get Session Challenge, Activate Session (IPMI 2.0 §22.16 and §22.17).
 *
 * <p>A BMC is silent where the password is wrong, so Activate Session goes out twice at most, and
 * silence is a wrong password where the BMC answers other questions.
 */
final class Ipmi15Login {
    private static final int ACTIVATE_TRIES = 2;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Link link;
    private final Credentials credentials;
    private final AuthenticationType weakest;
    private final Silence silence;

    Ipmi15Login(Link link, Credentials credentials, AuthenticationType weakest, Silence silence) {
        this.link = link;
        this.credentials = credentials;
        this.weakest = weakest;
        this.silence = silence;
    }

    /** A session at the first of these levels that the user may have. */
    IpmiSession open(List<PrivilegeLevel> levels) throws IpmiException, InterruptedException {
        try (var client = new SessionlessClient(link)) {
            var capabilities = capabilities(client);
            AuthenticationType type = strongest(capabilities);
            for (int i = 0; ; i++) {
                try {
                    return open(client, capabilities, new Ipmi15(type, levels.get(i)));
                } catch (NotAuthenticated e) {
                    if (e.reason() != Reason.PRIVILEGE || i == levels.size() - 1) {
                        throw e;
                    }
                }
            }
        }
    }

    /** Asks with the bit of IPMI 2.0, which some older BMCs refuse, and then without. */
    GetChannelAuthenticationCapabilities.Response capabilities(SessionlessClient client)
            throws IpmiException, InterruptedException {
        try {
            return ask(client, new GetChannelAuthenticationCapabilities(PrivilegeLevel.USER));
        } catch (Refused older) {
            return ask(
                    client, new GetChannelAuthenticationCapabilities(PrivilegeLevel.USER, false));
        }
    }

    private <R> R ask(SessionlessClient client, IpmiCommand<R> command)
            throws IpmiException, InterruptedException {
        for (int attempt = 0; attempt < link.options().retryPolicy().tries(); attempt++) {
            if (silence.isTooLong()) {
                break;
            }
            try {
                return client.send(command);
            } catch (NoAnswer lost) {
                silence.probeOnce();
            }
        }
        throw silence.noAnswer();
    }

    private AuthenticationType strongest(GetChannelAuthenticationCapabilities.Response offer)
            throws NotAuthenticated {
        var known = AuthenticationType.strongestFirst();
        var allowed = known.subList(0, known.indexOf(weakest) + 1);
        return allowed.stream()
                .filter(offer::offers)
                .findFirst()
                .orElseThrow(() ->
                        new NotAuthenticated(
                                Reason.NO_CIPHER,
                                "%s: offers %s for IPMI 1.5, and only %s may be used: enable one on the BMC, or allow another"
                                        .formatted(
                                                link.address(),
                                                names(
                                                        known.stream()
                                                                .filter(offer::offers)
                                                                .toList()),
                                                names(allowed))));
    }

    private static String names(List<AuthenticationType> types) {
        return types.isEmpty()
                ? "nothing"
                : types.stream().map(AuthenticationType::name).collect(Collectors.joining(", "));
    }

    private IpmiSession open(
            SessionlessClient client,
            GetChannelAuthenticationCapabilities.Response capabilities,
            Ipmi15 recipe)
            throws IpmiException, InterruptedException {
        var challenge = challenge(client, recipe);
        int firstReceived = RANDOM.nextInt(Integer.MAX_VALUE - 1) + 1;
        Inbox inbox = link.port().open(link.remote(), 0);
        boolean opened = false;
        try {
            var temporary =
                    SessionCodec15.activating(
                            authenticator(recipe.type()),
                            (capabilities.status() & 0x10) != 0,
                            challenge.temporarySessionId(),
                            firstReceived);
            var activation =
                    activate(
                            client,
                            new IpmiSession(
                                    link, recipe, inbox, temporary, challenge.temporarySessionId()),
                            recipe,
                            new ActivateSession(
                                    recipe.type(),
                                    recipe.level(),
                                    challenge.challenge(),
                                    firstReceived));
            temporary.close();
            var codec =
                    new SessionCodec15(
                            authenticator(recipe.type()),
                            messages(recipe.type(), activation, capabilities),
                            activation.sessionId(),
                            activation.firstSequence(),
                            firstReceived);
            var session = new IpmiSession(link, recipe, inbox, codec, activation.sessionId());
            opened = true;
            return heard(session, codec);
        } finally {
            if (!opened) {
                inbox.close();
            }
        }
    }

    private MessageAuthenticator authenticator(AuthenticationType type) {
        try (RakpKey password = credentials.passwordKey()) {
            return new MessageAuthenticator(type, password);
        }
    }

    private GetSessionChallenge.Response challenge(SessionlessClient client, Ipmi15 recipe)
            throws IpmiException, InterruptedException {
        try {
            return ask(client, new GetSessionChallenge(recipe.type(), credentials.usernameBytes()));
        } catch (Refused e) {
            throw refusals(recipe).challenge(e.completionCode());
        }
    }

    private ActivateSession.Response activate(
            SessionlessClient client, IpmiSession temporary, Ipmi15 recipe, ActivateSession command)
            throws IpmiException, InterruptedException {
        for (int attempt = 0; attempt < ACTIVATE_TRIES; attempt++) {
            try {
                return temporary.send(command);
            } catch (NoAnswer lost) {
                silence.probeOnce();
            } catch (Refused e) {
                throw refusals(recipe).activation(e.completionCode());
            }
        }
        // It is there, and had nothing to say to this: so it is where the code is wrong.
        capabilities(client);
        throw refusals(recipe).badPassword("no answer to Activate Session");
    }

    private Refusals refusals(Ipmi15 recipe) {
        return new Refusals(link.address(), credentials.username(), recipe);
    }

    private static Messages messages(
            AuthenticationType type,
            ActivateSession.Response activation,
            GetChannelAuthenticationCapabilities.Response capabilities) {
        if (activation.authenticationType() != type.number()) {
            return Messages.NONE;
        }
        return capabilities.userLevelUnauthenticated() ? Messages.SENT : Messages.ALL;
    }

    /**
     * Some say that messages need no codes, and hear none without (IBM eServer 325, Supermicro
     * H8QME).
     */
    private static IpmiSession heard(IpmiSession session, SessionCodec15 codec)
            throws IpmiException, InterruptedException {
        if (codec.sendsCodes()) {
            return session;
        }
        try {
            session.send(new GetDeviceId());
        } catch (NoAnswer deaf) {
            codec.sendCodes();
        } catch (IpmiException answered) {
            // Whatever it says, it hears us.
        }
        return session;
    }
}
