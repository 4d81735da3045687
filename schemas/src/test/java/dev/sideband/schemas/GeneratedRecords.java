package dev.sideband.schemas;

import dev.sideband.avro.Reading;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Every record that the IDL has, found among the classes so that none can be forgotten. */
public final class GeneratedRecords {
    private GeneratedRecords() {}

    public static List<Class<? extends SpecificRecord>> classes() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .sorted()
                    .<Class<?>>map(GeneratedRecords::load)
                    .filter(SpecificRecord.class::isAssignableFrom)
                    .<Class<? extends SpecificRecord>>map(
                            type -> type.asSubclass(SpecificRecord.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Schema> schemas() {
        return classes().stream().map(SpecificData.get()::getSchema).toList();
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(Reading.class.getResource("")).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(Reading.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
