package dev.sideband.ipmi.client;

import dev.sideband.ipmi.client.LoginRecipe.Ipmi15;
import dev.sideband.ipmi.client.LoginRecipe.RmcpPlus;
import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.ipmi.session.RoleByte;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recipes as text, such as {@code rmcp+ suite=17 level=OPERATOR role=AS_SENT by-name}, to be kept.
 */
public final class LoginRecipeText {
    private static final String RMCP_PLUS = "rmcp+";
    private static final String IPMI_15 = "ipmi-1.5";
    private static final String HIGHEST = "highest-level";
    private static final String BY_NAME = "by-name";
    private static final String PADDED = "padded-name";

    private LoginRecipeText() {}

    /** The recipe as one line. */
    public static String of(LoginRecipe recipe) {
        return switch (recipe) {
            case RmcpPlus plus ->
                    "%s suite=%d level=%s role=%s%s%s%s"
                            .formatted(
                                    RMCP_PLUS,
                                    plus.suite().id(),
                                    plus.level(),
                                    plus.role(),
                                    flag(plus.highestLevel(), HIGHEST),
                                    flag(plus.byNameAlone(), BY_NAME),
                                    flag(plus.paddedName(), PADDED));
            case Ipmi15(AuthenticationType type, PrivilegeLevel level) ->
                    "%s type=%s level=%s".formatted(IPMI_15, type, level);
        };
    }

    private static String flag(boolean set, String name) {
        return set ? " " + name : "";
    }

    /** The recipe that {@code text} is; nothing where it is none that is known here. */
    public static Optional<LoginRecipe> parse(String text) {
        List<String> words = Arrays.asList(text.split(" "));
        Map<String, String> values = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        try {
            return switch (words.getFirst()) {
                case RMCP_PLUS -> Optional.of(plus(values, words));
                case IPMI_15 ->
                        Optional.of(
                                new Ipmi15(
                                        AuthenticationType.valueOf(value(values, "type")),
                                        PrivilegeLevel.valueOf(value(values, "level"))));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static RmcpPlus plus(Map<String, String> values, List<String> words) {
        int id = Integer.parseInt(value(values, "suite"));
        CipherSuite suite =
                Arrays.stream(CipherSuite.values())
                        .filter(one -> one.id() == id)
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new);
        return new RmcpPlus(
                suite,
                PrivilegeLevel.valueOf(value(values, "level")),
                words.contains(HIGHEST),
                words.contains(BY_NAME),
                words.contains(PADDED),
                RoleByte.valueOf(value(values, "role")));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }
}
