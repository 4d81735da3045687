package dev.sideband.collector.command;

import dev.sideband.avro.CommandAction;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Actions and the words for them, such as {@code power-cycle}. */
public final class Actions {
    private static final String ALL = "all";
    private static final String POWER = "power";

    private Actions() {}

    /** Its word. */
    public static String word(CommandAction action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a running server loses its power or its work. */
    static boolean interrupts(CommandAction action) {
        return switch (action) {
            case POWER_OFF, POWER_CYCLE, POWER_RESET, POWER_SOFT, POWER_DIAG -> true;
            case POWER_ON, IDENTIFY, BOOT_DEVICE, CLEAR_LOG, CONSOLE, UNKNOWN -> false;
        };
    }

    /**
     * What words stand for: actions, {@code power} for all that concern it, {@code all}.
     *
     * @throws IllegalArgumentException naming a word that is none
     */
    static Set<CommandAction> parse(List<String> words) {
        Set<CommandAction> actions = EnumSet.noneOf(CommandAction.class);
        words.forEach(word -> actions.addAll(parse(word)));
        return actions;
    }

    private static List<CommandAction> parse(String word) {
        List<CommandAction> meant =
                known().stream()
                        .filter(action ->
                                word.equals(ALL)
                                        || word.equals(word(action))
                                        || (word.equals(POWER) && word(action).startsWith(POWER)))
                        .toList();
        if (meant.isEmpty()) {
            throw new IllegalArgumentException(
                    "actions: \"%s\" is unknown; write %s, %s or some of %s"
                            .formatted(
                                    word,
                                    ALL,
                                    POWER,
                                    known().stream()
                                            .map(Actions::word)
                                            .collect(Collectors.joining(", "))));
        }
        return meant;
    }

    private static List<CommandAction> known() {
        return Arrays.stream(CommandAction.values())
                .filter(action -> action != CommandAction.UNKNOWN)
                .toList();
    }
}
