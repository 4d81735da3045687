package dev.sideband.ipmi.client;

import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.RoleByte;

/**
 * How one BMC lets a console in: what worked the last time, so that the next login makes no detour.
 * It holds no secret and may be kept anywhere; when it stops working, a login finds another.
 */
public sealed interface LoginRecipe {
    /** The level to work at. */
    PrivilegeLevel level();

    /** What signs and encrypts, for people. */
    String way();

    /**
     * An IPMI 2.0 login (§13.17 to §13.24).
     *
     * @param highestLevel ask for "the highest level there is" in Open Session instead of for
     *     {@code level}
     * @param byNameAlone look the user up by name alone, not by name and level
     * @param paddedName send the user's name with zeros up to 16 bytes
     * @param role which role byte the BMC puts into codes and keys
     */
    record RmcpPlus(
            CipherSuite suite,
            PrivilegeLevel level,
            boolean highestLevel,
            boolean byNameAlone,
            boolean paddedName,
            RoleByte role)
            implements LoginRecipe {
        /** What the specification asks for. */
        static RmcpPlus usual(CipherSuite suite, PrivilegeLevel level) {
            return new RmcpPlus(suite, level, false, true, false, RoleByte.AS_SENT);
        }

        @Override
        public String way() {
            return "cipher suite " + suite.id();
        }

        RmcpPlus withLevel(PrivilegeLevel other) {
            return new RmcpPlus(suite, other, highestLevel, byNameAlone, paddedName, role);
        }

        RmcpPlus withHighestLevel() {
            return new RmcpPlus(suite, level, true, byNameAlone, paddedName, role);
        }

        RmcpPlus withLookupByLevel() {
            return new RmcpPlus(suite, level, highestLevel, false, paddedName, role);
        }

        RmcpPlus withPaddedName() {
            return new RmcpPlus(suite, level, highestLevel, byNameAlone, true, role);
        }

        RmcpPlus withRole(RoleByte other) {
            return new RmcpPlus(suite, level, highestLevel, byNameAlone, paddedName, other);
        }
    }

    /** An IPMI 1.5 login (IPMI 2.0 §22.16 and §22.17). */
    record Ipmi15(AuthenticationType type, PrivilegeLevel level) implements LoginRecipe {
        @Override
        public String way() {
            return "IPMI 1.5 with authentication type " + type;
        }
    }
}
