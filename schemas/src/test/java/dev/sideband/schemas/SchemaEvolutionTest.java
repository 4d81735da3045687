package dev.sideband.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Old readers read new records and new readers old ones, over all versions: FULL_TRANSITIVE. */
class SchemaEvolutionTest {
    static List<Schema> schemas() {
        return GeneratedRecords.schemas();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void isFrozen(Schema schema) throws IOException {
        List<Schema> frozen = FrozenSchemas.of(schema.getName());
        if (!frozen.isEmpty() && frozen.getLast().equals(schema)) {
            return;
        }
        Path file = FrozenSchemas.file(schema.getName(), frozen.size() + 1);
        Path written = Path.of("target", "frozen").resolve(file.getFileName());
        Files.createDirectories(written.getParent());
        Files.writeString(written, SchemaFormatter.format("json/pretty", schema) + "\n");
        fail(
                "%s is not as it was last frozen: add schemas/%s (it lies ready in schemas/%s)",
                schema.getName(), file, written);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void readsAndIsReadByEveryFrozenVersion(Schema schema) {
        for (Schema frozen : FrozenSchemas.of(schema.getName())) {
            assertReads(schema, frozen);
            assertReads(frozen, schema);
        }
    }

    private static void assertReads(Schema reader, Schema writer) {
        var verdict = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(verdict.getType())
                .as(verdict.getDescription())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
}
