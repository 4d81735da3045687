package dev.sideband.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A configuration that cannot be used. The message is one line for people: the place, as {@code
 * file:line:column} where there is one, what is wrong, and what to do.
 */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        this(message, null);
    }

    public ConfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
