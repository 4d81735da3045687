package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException;
import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.NotAuthenticated.Reason;
import dev.sideband.ipmi.client.HandshakeOutcome.Lost;
import dev.sideband.ipmi.client.HandshakeOutcome.Opened;
import dev.sideband.ipmi.client.HandshakeOutcome.Refused;
import dev.sideband.ipmi.client.HandshakeOutcome.Step;
import dev.sideband.ipmi.client.LoginRecipe.RmcpPlus;
import dev.sideband.ipmi.command.app.SetSessionPrivilegeLevel;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.CompletionCode;
import dev.sideband.ipmi.message.PrivilegeLevel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the way in: by the recipe that worked the last time, or by what {@link LoginSearch} makes
 * of the refusals.
 */
final class SessionOpener {
    /** Fresh starts with one recipe, for when answers of the handshake get lost. */
    private static final int ATTEMPTS = 5;

    private final Link link;
    private final SessionOptions options;
    private final Credentials credentials;
    private final Silence silence;

    SessionOpener(Link link, Credentials credentials) {
        this.link = link;
        this.options = link.options();
        this.credentials = credentials;
        this.silence = new Silence(link);
    }

    IpmiSession open() throws IpmiException, InterruptedException {
        Optional<AuthenticationType> weakest15 = options.weakest15();
        if (weakest15.isPresent()) {
            var login = new Ipmi15Login(link, credentials, weakest15.get(), silence);
            if (options.only15() || speaksOnly15(login)) {
                return openBy15(login);
            }
        }
        Optional<IpmiSession> known = openAsLastTime();
        return known.isPresent() ? known.get() : search();
    }

    /** Nothing where there is no recipe, or none that holds any longer. */
    private Optional<IpmiSession> openAsLastTime() throws IpmiException, InterruptedException {
        if (!(options.recipe().orElse(null) instanceof RmcpPlus recipe) || !isAllowed(recipe)) {
            return Optional.empty();
        }
        return switch (attempt(recipe)) {
            case Opened(IpmiSession session) -> Optional.of(session);
            // The search would only add to the wrong logins that the BMC counts.
            case Refused(_, NotAuthenticated why)
                    when why.reason() == Reason.BAD_PASSWORD
                            || why.reason() == Reason.BAD_BMC_KEY ->
                    throw why;
            case Refused _, Lost _ -> Optional.empty();
        };
    }

    private boolean speaksOnly15(Ipmi15Login login) throws IpmiException, InterruptedException {
        if (options.cipherSuite().isPresent() || options.recipe().isPresent()) {
            return options.recipe().orElse(null) instanceof LoginRecipe.Ipmi15;
        }
        try (var client = new SessionlessClient(link)) {
            return !login.capabilities(client).speaksIpmi2();
        } catch (IpmiException.NoAnswer | IpmiException.Refused | IpmiException.Malformed e) {
            return false;
        }
    }

    private IpmiSession openBy15(Ipmi15Login login) throws IpmiException, InterruptedException {
        var levels = options.privilege().map(List::of).orElse(LoginSearch.LEVELS);
        IpmiSession session = login.open(levels);
        return switch (raised(session, session.recipe())) {
            case Opened(IpmiSession raised) -> raised;
            case Refused(_, NotAuthenticated why) -> throw why;
            case Lost _ -> throw silence.noAnswer();
        };
    }

    private boolean isAllowed(RmcpPlus recipe) {
        return suitesAllowed().contains(recipe.suite())
                && options.privilege().map(only -> only == recipe.level()).orElse(true);
    }

    private List<CipherSuite> suitesAllowed() {
        return options.cipherSuite()
                .map(List::of)
                .orElseGet(() -> CipherSuite.strongestFirstDownTo(options.minimumSuite()));
    }

    private IpmiSession search() throws IpmiException, InterruptedException {
        List<CipherSuite> suites = inOrder(suitesAllowed());
        var search = new LoginSearch(suites, options.privilege().orElse(null));
        for (RmcpPlus recipe = search.next(); recipe != null; recipe = search.next()) {
            switch (attempt(recipe)) {
                case Opened(IpmiSession session) -> {
                    return session;
                }
                case Refused refusal -> search.refused(recipe, refusal);
                case Lost _ -> throw silence.noAnswer();
            }
        }
        throw explained(search.verdict(), suites);
    }

    private List<CipherSuite> inOrder(List<CipherSuite> suites)
            throws IpmiException, InterruptedException {
        if (suites.size() == 1) {
            return suites;
        }
        try (var client = new SessionlessClient(link)) {
            return CipherSuiteOffer.of(client, suites);
        }
    }

    private NotAuthenticated explained(NotAuthenticated verdict, List<CipherSuite> suites) {
        if (verdict.reason() != Reason.NO_CIPHER || options.cipherSuite().isPresent()) {
            return verdict;
        }
        String tried =
                suites.stream()
                        .map(suite -> String.valueOf(suite.id()))
                        .collect(Collectors.joining(" and "));
        return new NotAuthenticated(
                Reason.NO_CIPHER,
                "%s: refuses cipher suite %s, and nothing weaker is taken unasked: enable one on the BMC, or name the suite to use"
                        .formatted(link.address(), tried));
    }

    private HandshakeOutcome attempt(RmcpPlus recipe) throws IpmiException, InterruptedException {
        for (int i = 0; i < ATTEMPTS && !silence.isTooLong(); i++) {
            var outcome = new HandshakeAttempt(link, credentials, silence, recipe).run();
            switch (outcome) {
                case Opened(IpmiSession session) -> {
                    return raised(session, recipe);
                }
                case Refused _ -> {
                    return outcome;
                }
                case Lost _ -> {}
            }
        }
        throw silence.noAnswer();
    }

    /** A fresh session has level User, whatever the handshake asked for. */
    private HandshakeOutcome raised(IpmiSession session, LoginRecipe recipe)
            throws IpmiException, InterruptedException {
        HandshakeOutcome outcome = new Opened(session);
        boolean keep = false;
        try {
            if (recipe.level().compareTo(PrivilegeLevel.USER) > 0) {
                session.send(new SetSessionPrivilegeLevel(recipe.level()));
            }
            keep = true;
        } catch (IpmiException.Refused e) {
            // Level User reads sensors and logs, and some BMCs lack this command (Cisco).
            keep =
                    !obeysAtOtherLevelsOnly(recipe, e.completionCode())
                            && (!isAboutTheLevel(e.completionCode())
                                    || options.privilege().isEmpty());
            if (!keep) {
                var why =
                        new Refusals(link.address(), credentials.username(), recipe)
                                .privilege("completion code %02Xh".formatted(e.completionCode()));
                outcome = new Refused(Step.PRIVILEGE_LEVEL, why);
            }
        } finally {
            if (!keep) {
                session.close();
            }
        }
        return outcome;
    }

    /** Who may not even ask for a level may do nothing at this one (Xyratex HB-F8-SRAY). */
    private static boolean obeysAtOtherLevelsOnly(LoginRecipe recipe, int completionCode) {
        return recipe instanceof RmcpPlus
                && completionCode == CompletionCode.INSUFFICIENT_PRIVILEGE;
    }

    private static boolean isAboutTheLevel(int completionCode) {
        return completionCode == SetSessionPrivilegeLevel.NOT_AVAILABLE_FOR_USER
                || completionCode == SetSessionPrivilegeLevel.ABOVE_LIMIT;
    }
}
