package dev.sideband.collector.parts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What BMCs write now this way and now that, compared by what it means. */
final class Canonical {
    private static final int SHORTEST_PART = 4;

    private Canonical() {}

    /** Letters and digits alone, small. */
    static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    /** Whether both are told, and neither is a part of the other, as with a prefix. */
    static boolean differ(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return false;
        }
        String a = letters(one);
        String b = letters(other);
        if (a.isEmpty() || b.isEmpty() || a.equals(b)) {
            return false;
        }
        boolean isPart = a.contains(b) || b.contains(a);
        return !isPart || Math.min(a.length(), b.length()) < SHORTEST_PART;
    }

    /**
     * Whether both are told and are two versions: {@code 2.49} is {@code v02.49}, and {@code iDRAC
     * 2.49} too; {@code 2.49.1} is not.
     */
    static boolean differAsVersions(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return false;
        }
        List<String> a = tokens(one);
        List<String> b = tokens(other);
        if (a.isEmpty() || b.isEmpty() || a.equals(b)) {
            return false;
        }
        List<String> longer = a.size() >= b.size() ? a : b;
        List<String> shorter = a.size() >= b.size() ? b : a;
        int at = Collections.indexOfSubList(longer, shorter);
        if (at < 0) {
            return true;
        }
        List<String> rest = new ArrayList<>(longer.subList(0, at));
        rest.addAll(longer.subList(at + shorter.size(), longer.size()));
        return rest.stream().anyMatch(Canonical::isNumber);
    }

    /** Runs of digits without zeros in front, and runs of letters; a v before a number is none. */
    private static List<String> tokens(String version) {
        List<String> tokens = new ArrayList<>();
        String apart =
                version.toLowerCase(Locale.ROOT)
                        .replaceAll("(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})", " ");
        for (String token : apart.split("[^\\p{L}\\p{N}]+", -1)) {
            String plain = isNumber(token) ? token.replaceFirst("^0+(?=.)", "") : token;
            if (!plain.isEmpty() && !plain.equals("v")) {
                tokens.add(plain);
            }
        }
        return tokens;
    }

    private static boolean isNumber(String token) {
        return !token.isEmpty() && token.chars().allMatch(Character::isDigit);
    }
}
