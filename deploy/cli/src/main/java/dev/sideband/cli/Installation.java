package dev.sideband.cli;

import java.nio.file.Path;

/** Where the launcher says that things are installed. */
final class Installation {
    private static final String REGISTRY = "sideband.registry";

    private Installation() {}

    /** The folder of the schema registry. */
    static Path registry() {
        String folder = System.getProperty(REGISTRY);
        if (folder == null) {
            throw new IllegalStateException(
                    "the registry's folder is not known: start by deploy/sideband, or give -D%s"
                            .formatted(REGISTRY));
        }
        return Path.of(folder);
    }
}
