package dev.sideband.collector.command;

/** Why a command is not carried out: words of the closed set on {@code command-results}. */
enum Refusal {
    /** Commands are not enabled at this collector. */
    OFF("off"),
    /** The record makes no sense. */
    MALFORMED("malformed"),
    /** It does not say who asks, or why. */
    UNSIGNED("unsigned"),
    /** By the asker's clock it is asked for in the future. */
    CLOCK_AHEAD("clock-ahead"),
    EXPIRED("expired"),
    UNKNOWN_TARGET("unknown-target"),
    /** The record is in a partition that is not its target's. */
    WRONG_PARTITION("wrong-partition"),
    NOT_ALLOWED("not-allowed"),
    /** Too many servers would be without power at a time. */
    GUARD("guard"),
    /** Others for the same BMC are waiting. */
    BUSY("busy"),
    /** More ids were seen than can be remembered. */
    TOO_MANY("too-many");

    private final String word;

    Refusal(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
