package dev.sideband.cli;

/**
 * Text from outside, made harmless for a terminal: a BMC may name its sensor with an escape
 * sequence.
 */
final class Printable {
    private Printable() {}

    static String of(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
