package dev.sideband.schemas;

import org.apache.avro.Schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The schemas that records on topics may have been written with: {@code Reading.1.avsc}, {@code
 * Reading.2.avsc} and so on. A file that was released is never changed or removed.
 */
public final class FrozenSchemas {
    private static final Path FOLDER = Path.of("src", "test", "resources", "frozen");
    private static final int LIMIT_VERSIONS = 1000;

    private FrozenSchemas() {}

    /** All frozen versions of a record, the oldest first. */
    public static List<Schema> of(String record) {
        return IntStream.rangeClosed(1, LIMIT_VERSIONS)
                .mapToObj(version -> file(record, version))
                .takeWhile(Files::exists)
                .map(FrozenSchemas::parse)
                .toList();
    }

    /** Where version {@code version} of a record is, or is to be put. */
    static Path file(String record, int version) {
        return FOLDER.resolve("%s.%d.avsc".formatted(record, version));
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
