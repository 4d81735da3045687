package dev.sideband.cli;

/** How much something matters, as a colour. */
enum Tone {
    PLAIN(""),
    FAINT("\033[2m"),
    GOOD("\033[32m"),
    WARNING("\033[33m"),
    CRITICAL("\033[31m"),
    FATAL("\033[1;97;41m"),
    HEAD("\033[1m");

    private static final String RESET = "\033[0m";

    private final String start;

    Tone(String start) {
        this.start = start;
    }

    /** The text in this colour, where there are colours. */
    String on(String text, boolean colour) {
        return colour && this != PLAIN && !text.isEmpty() ? start + text + RESET : text;
    }
}
