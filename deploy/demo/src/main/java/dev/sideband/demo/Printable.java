package dev.sideband.demo;

/**
 * Text from outside, made harmless for a terminal: a BMC may name its sensor with an escape
 * sequence.
 */
public final class Printable {
    private Printable() {}

    /** {@code text} with each control and format character replaced. */
    public static String of(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "\uFFFD");
    }
}
