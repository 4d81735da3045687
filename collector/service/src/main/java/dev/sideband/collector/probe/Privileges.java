package dev.sideband.collector.probe;

import dev.sideband.ipmi.message.PrivilegeLevel;

import java.util.Locale;

/** The words for privilege levels in targets files and on the {@code targets} topic. */
public final class Privileges {
    private Privileges() {}

    /**
     * The level that a word means.
     *
     * @throws IllegalArgumentException where there is no such word
     */
    public static PrivilegeLevel parse(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "user" -> PrivilegeLevel.USER;
            case "operator" -> PrivilegeLevel.OPERATOR;
            case "administrator" -> PrivilegeLevel.ADMINISTRATOR;
            default ->
                    throw new IllegalArgumentException(
                            "privilege: \"%s\" is unknown; write user, operator or administrator"
                                    .formatted(word));
        };
    }
}
