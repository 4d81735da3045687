package dev.sideband.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes.TimestampMicros;
import org.apache.avro.LogicalTypes.TimestampMillis;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What every schema owes its readers. */
class SchemaConventionsTest {
    private final Set<Schema> named = new LinkedHashSet<>();

    SchemaConventionsTest() {
        GeneratedRecords.schemas().forEach(this::collect);
    }

    @Test
    void everyRecordAndEnumSaysWhatItIs() {
        assertThat(named).allSatisfy(schema -> assertThat(schema.getDoc()).isNotBlank());
    }

    @Test
    void everyFieldSaysWhatItIs() {
        assertThat(fields())
                .allSatisfy(field ->
                        assertThat(field.doc())
                                .as("doc of %s", field.name())
                                .isNotBlank()
                                .endsWith("."));
    }

    @Test
    void everyEnumHasADefaultForWordsThatAReaderDoesNotKnow() {
        assertThat(named)
                .filteredOn(schema -> schema.getType() == Schema.Type.ENUM)
                .isNotEmpty()
                .allSatisfy(schema ->
                        assertThat(schema.getEnumDefault()).as(schema.getFullName()).isNotNull());
    }

    @Test
    void everyTimeIsATimestamp() {
        assertThat(fields())
                .filteredOn(field -> field.name().matches(".*_(at|time)|since|last_good_poll"))
                .isNotEmpty()
                .allSatisfy(field ->
                        assertThat(present(field.schema()).getLogicalType())
                                .as(field.name())
                                .isInstanceOfAny(TimestampMillis.class, TimestampMicros.class));
    }

    @Test
    void everyFieldThatMayBeNullIsNullByDefault() {
        assertThat(fields())
                .filteredOn(field -> field.schema().isUnion())
                .isNotEmpty()
                .allSatisfy(field ->
                        assertThat(field.defaultVal())
                                .as(field.name())
                                .isEqualTo(JsonProperties.NULL_VALUE));
    }

    private List<Schema.Field> fields() {
        return named.stream()
                .filter(schema -> schema.getType() == Schema.Type.RECORD)
                .flatMap(schema -> schema.getFields().stream())
                .toList();
    }

    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.add(schema)) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM -> named.add(schema);
            case ARRAY -> collect(schema.getElementType());
            case MAP -> collect(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::collect);
            default -> {
                // Has no name and nothing inside.
            }
        }
    }

    private static Schema present(Schema schema) {
        return schema.isUnion() ? schema.getTypes().getLast() : schema;
    }
}
