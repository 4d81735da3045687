package dev.sideband.ipmi.client;

import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpExchange;
import dev.sideband.ipmi.crypto.RakpHmac;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.crypto.SessionKeys;
import dev.sideband.ipmi.session.OpenSessionRequest;
import dev.sideband.ipmi.session.OpenSessionResponse;
import dev.sideband.ipmi.session.Rakp1;
import dev.sideband.ipmi.session.Rakp2;
import dev.sideband.ipmi.session.RoleByte;
import dev.sideband.ipmi.wire.Bytes;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What was said up to RAKP 2, and how the BMC made its code of it. Firmware that makes it in a way
 * of its own is found out here, by trying each way on the code that is there: nothing is asked
 * again, and whoever does not know the password fits none of them.
 */
record KeyExchange(
        CipherSuite suite,
        OpenSessionRequest asked,
        OpenSessionResponse opened,
        Rakp1 rakp1,
        Rakp2 rakp2) {
    /** The way that fits. */
    record Proven(RoleByte role, RakpKey password, RakpExchange exchange) {}

    /** Tries {@code first}, and then the other ways. */
    Optional<Proven> prove(List<RakpKey> passwords, RoleByte first) {
        var roles = new LinkedHashSet<>(List.of(first));
        roles.addAll(List.of(RoleByte.values()));
        for (RakpKey key : passwords) {
            for (RoleByte role : roles) {
                RakpExchange exchange = exchange(role);
                if (isCode(suite.authentication().rakp2Code(key, exchange), rakp2.code())) {
                    return Optional.of(new Proven(role, key, exchange));
                }
            }
        }
        return Optional.empty();
    }

    private RakpExchange exchange(RoleByte role) {
        return new RakpExchange(
                opened.consoleSessionId(),
                opened.bmcSessionId(),
                rakp1.consoleRandom(),
                rakp2.bmcRandom(),
                rakp2.guid(),
                role.of(rakp1.role(), asked.privilege(), opened.privilege()),
                rakp1.username());
    }

    /** Whether this is the value of RAKP 4 to these keys, in one of the ways there are. */
    boolean isCheck(SessionKeys keys, Proven proven, Bytes actual) {
        return isCode(keys.rakp4Check(proven.exchange()), actual)
                || RakpHmac.sameCode(keys.rakp4CheckLikePackets(suite, proven.exchange()), actual);
    }

    /**
     * Longer ones are taken where they begin right: a byte too much (Sun Fire 4100), or a digest
     * that was not cut. Where suite 0 has no code at all, some send one (Supermicro X8DTG, Intel
     * S5500WBV).
     */
    private static boolean isCode(Bytes expected, Bytes actual) {
        return actual.length() >= expected.length()
                && RakpHmac.sameCode(expected, actual.first(expected.length()));
    }
}
