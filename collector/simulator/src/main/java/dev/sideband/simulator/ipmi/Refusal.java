package dev.sideband.simulator.ipmi;

/** Ends a command with a completion code other than 00h (IPMI 2.0 §5.2). */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int completionCode;

    Refusal(int completionCode) {
        super("completion code %02Xh".formatted(completionCode), null, false, false);
        this.completionCode = completionCode;
    }

    int completionCode() {
        return completionCode;
    }
}
