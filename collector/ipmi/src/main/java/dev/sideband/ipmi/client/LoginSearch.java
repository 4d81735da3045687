package dev.sideband.ipmi.client;

import dev.sideband.ipmi.IpmiException.NotAuthenticated;
import dev.sideband.ipmi.IpmiException.NotAuthenticated.Reason;
import dev.sideband.ipmi.client.HandshakeOutcome.Refused;
import dev.sideband.ipmi.client.HandshakeOutcome.Step;
import dev.sideband.ipmi.client.LoginRecipe.RmcpPlus;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which recipe to try after which refusal, until one is granted or none is left that could help.
 *
 * <p>What it never does is try a password in the hope that it may be right now: a wrong code in
 * RAKP 2 ends the search. Only where the BMC proved in RAKP 2 that it knows this very password and
 * refuses RAKP 3 all the same, one other recipe follows. So a login adds at most two to what a BMC
 * counts before it locks a user out.
 */
final class LoginSearch {
    /** More than any BMC needs that was ever heard of. */
    static final int MAX_RECIPES = 12;

    /** Operator is enough for all that is read; some BMCs know a user at one level only. */
    static final List<PrivilegeLevel> LEVELS =
            List.of(PrivilegeLevel.OPERATOR, PrivilegeLevel.USER, PrivilegeLevel.ADMINISTRATOR);

    private final List<CipherSuite> suites;
    private final List<PrivilegeLevel> levels;
    private final Deque<RmcpPlus> next = new ArrayDeque<>();
    private final Set<RmcpPlus> seen = new HashSet<>();
    private @Nullable NotAuthenticated telling;

    /** Searches among these suites, in this order, at any level or at the one that is given. */
    LoginSearch(List<CipherSuite> suites, @Nullable PrivilegeLevel only) {
        this.suites = suites;
        this.levels = only == null ? LEVELS : List.of(only);
        add(List.of(usual(suites.getFirst())));
    }

    /** The recipe to try now, or null where none is left. */
    @Nullable RmcpPlus next() {
        return next.poll();
    }

    /** The refusal that says most about why nothing worked. */
    NotAuthenticated verdict() {
        if (telling == null) {
            throw new IllegalStateException("nothing was refused");
        }
        return telling;
    }

    /** Takes note of a refusal. */
    void refused(RmcpPlus tried, Refused refusal) {
        NotAuthenticated why = refusal.why();
        if (telling == null || weight(why.reason()) > weight(telling.reason())) {
            telling = why;
        }
        if (why.reason() == Reason.BAD_PASSWORD) {
            next.clear();
        }
        add(alternatives(tried, refusal.step(), why.reason()));
    }

    /** How much a refusal says: that one suite of several is not there says least. */
    private static int weight(Reason reason) {
        return switch (reason) {
            case NO_CIPHER -> 0;
            case REFUSED -> 1;
            case SESSIONS_FULL -> 2;
            case PRIVILEGE -> 3;
            case BAD_USER -> 4;
            case BAD_BMC_KEY, BAD_PASSWORD -> 5;
        };
    }

    private List<RmcpPlus> alternatives(RmcpPlus tried, Step step, Reason reason) {
        return switch (reason) {
            // Where only suite 17 is enabled, some firmware says of suite 3 that no session is
            // free (Intel M50CYP).
            case NO_CIPHER, SESSIONS_FULL -> withNextSuite(tried);
            case PRIVILEGE -> afterPrivilege(tried, step);
            case BAD_USER -> afterUnknownName(tried);
            case BAD_PASSWORD -> afterPassword(tried, step);
            case BAD_BMC_KEY, REFUSED -> List.of();
        };
    }

    private List<RmcpPlus> withNextSuite(RmcpPlus tried) {
        int at = suites.indexOf(tried.suite());
        return at < 0 || at == suites.size() - 1 ? List.of() : List.of(usual(suites.get(at + 1)));
    }

    private List<RmcpPlus> afterPrivilege(RmcpPlus tried, Step step) {
        var all = new ArrayList<>(withOtherLevels(tried));
        if (step == Step.PRIVILEGE_LEVEL) {
            // The Xyratex HB-F8-SRAY obeys at the user's highest level alone, so higher ones first.
            return all.reversed();
        }
        if (step == Step.OPEN_SESSION) {
            // Early Tyan takes nothing but level 0 here; others say "privilege" of a suite that
            // they lack.
            all.add(tried.withHighestLevel());
            all.addAll(withNextSuite(tried));
        }
        return all;
    }

    private List<RmcpPlus> withOtherLevels(RmcpPlus tried) {
        return levels.stream()
                .filter(level -> level != tried.level())
                .map(tried::withLevel)
                .toList();
    }

    /** Some say "unknown user" of a level that this user may not have. */
    private List<RmcpPlus> afterUnknownName(RmcpPlus tried) {
        var all = new ArrayList<RmcpPlus>();
        if (levels.contains(PrivilegeLevel.USER)) {
            all.add(tried.withLevel(PrivilegeLevel.USER));
        }
        all.add(usual(tried.suite()).withLookupByLevel());
        all.add(usual(tried.suite()).withPaddedName());
        return all;
    }

    /** The Intel SE7520 makes codes as if the bit for the lookup by name were not set. */
    private static List<RmcpPlus> afterPassword(RmcpPlus tried, Step step) {
        return step == Step.RAKP_3 && tried.byNameAlone()
                ? List.of(tried.withLookupByLevel())
                : List.of();
    }

    private RmcpPlus usual(CipherSuite suite) {
        return RmcpPlus.usual(suite, levels.getFirst());
    }

    /** In this order, before whatever else is left. */
    private void add(List<RmcpPlus> recipes) {
        for (RmcpPlus recipe : recipes.reversed()) {
            if (seen.size() < MAX_RECIPES && seen.add(recipe)) {
                next.addFirst(recipe);
            }
        }
    }
}
