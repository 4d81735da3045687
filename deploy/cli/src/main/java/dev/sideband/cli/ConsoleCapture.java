package dev.sideband.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;

/** The file that takes what a console prints; a new one is its owner's alone. */
record ConsoleCapture(Optional<OutputStream> file, Optional<ConsoleOutput> output)
        implements AutoCloseable {
    static ConsoleCapture open(ConsoleOptions options, InstantSource clock) throws IOException {
        if (options.capture().isEmpty()) {
            return new ConsoleCapture(Optional.empty(), Optional.empty());
        }
        Path path = options.capture().get();
        create(path);
        OutputStream file = Files.newOutputStream(path, StandardOpenOption.APPEND);
        return new ConsoleCapture(
                Optional.of(file),
                Optional.of(
                        options.timestamps()
                                ? ConsoleOutput.stamped(file, clock)
                                : ConsoleOutput.raw(file)));
    }

    /** What goes over a console may be secret. */
    private static void create(Path path) throws IOException {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        path,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(path);
            }
        } catch (FileAlreadyExistsException e) {
            // It goes on where it ended.
        }
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
