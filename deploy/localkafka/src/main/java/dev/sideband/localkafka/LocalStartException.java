package dev.sideband.localkafka;

import org.jspecify.annotations.Nullable;

/**
 * The local broker or registry cannot start. The message is one line for people: what is in the way
 * and what to do about it.
 */
public final class LocalStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LocalStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    LocalStartException(String message) {
        this(message, null);
    }
}
