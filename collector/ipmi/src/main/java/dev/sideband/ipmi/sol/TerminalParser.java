package dev.sideband.ipmi.sol;

/**
 * Tells characters from what steers a terminal (ECMA-48), byte by byte: escape sequences of every
 * kind, carriage returns, backspaces. Owned by one thread.
 */
final class TerminalParser {
    /** A sequence that is longer is none. */
    private static final int MAX_SEQUENCE = 256;

    private static final int BEL = 0x07;
    private static final int BACKSPACE = 0x08;
    private static final int TAB = 0x09;
    private static final int LF = 0x0A;
    private static final int CR = 0x0D;
    private static final int CANCEL = 0x18;
    private static final int SUBSTITUTE = 0x1A;
    private static final int ESC = 0x1B;
    private static final int DELETE = 0x7F;

    /** Final bytes of control sequences that put the cursor into another line, or clear. */
    private static final String MOVES = "ABEFHJSTdf";

    private final Handler handler;
    private State state = State.TEXT;
    private int sequenceLength;
    private boolean returned;

    /** What is found. */
    interface Handler {
        /** A byte of a character, UTF-8 as a rule. */
        void character(int u8);

        /** The last character goes. */
        void backspace();

        void lineEnd();

        /** The cursor goes elsewhere. */
        void moved();
    }

    private enum State {
        TEXT,
        ESCAPE,
        /** Behind ESC [. */
        CONTROL,
        /** Behind ESC ] and the like, up to BEL or ESC \. */
        STRING,
        STRING_ESCAPE
    }

    TerminalParser(Handler handler) {
        this.handler = handler;
    }

    void accept(int u8) {
        if (state != State.TEXT && sequenceLength++ >= MAX_SEQUENCE) {
            state = State.TEXT;
        }
        if (u8 == CANCEL || u8 == SUBSTITUTE) {
            state = State.TEXT;
            return;
        }
        switch (state) {
            case TEXT -> text(u8);
            case ESCAPE -> escape(u8);
            case CONTROL -> control(u8);
            case STRING -> string(u8);
            case STRING_ESCAPE -> state = u8 == ESC ? State.STRING_ESCAPE : State.TEXT;
        }
    }

    private void text(int u8) {
        if (returned && u8 != LF && u8 != CR) {
            // A line that is written over: what was there is a line of its own.
            returned = false;
            handler.moved();
        }
        switch (u8) {
            case ESC -> begin(State.ESCAPE);
            case CR -> returned = true;
            case LF -> {
                returned = false;
                handler.lineEnd();
            }
            case BACKSPACE -> handler.backspace();
            case 0, BEL, DELETE -> {}
            default -> {
                if (u8 >= ' ' || u8 == TAB) {
                    handler.character(u8);
                }
            }
        }
    }

    private void escape(int u8) {
        switch (u8) {
            case '[' -> begin(State.CONTROL);
            case ']', 'P', 'X', '^', '_' -> begin(State.STRING);
            case ESC -> begin(State.ESCAPE);
            default -> {
                // Intermediate bytes may come before the final one.
                if (u8 < 0x20 || u8 > 0x2F) {
                    state = State.TEXT;
                }
            }
        }
    }

    private void control(int u8) {
        if (u8 == ESC) {
            begin(State.ESCAPE);
        } else if (u8 >= 0x40 && u8 <= 0x7E) {
            state = State.TEXT;
            if (MOVES.indexOf(u8) >= 0) {
                handler.moved();
            }
        }
    }

    private void string(int u8) {
        if (u8 == BEL) {
            state = State.TEXT;
        } else if (u8 == ESC) {
            state = State.STRING_ESCAPE;
        }
    }

    private void begin(State next) {
        state = next;
        sequenceLength = 0;
    }
}
