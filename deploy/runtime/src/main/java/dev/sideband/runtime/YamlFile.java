package dev.sideband.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLAnchorReplayingFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.yaml.snakeyaml.LoaderOptions;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A configuration file: YAML into records.
 *
 * <p>A component {@code pollInterval} has the key {@code poll-interval}. Keys that no component has
 * are refused, as are keys that occur twice. A {@link Duration} is written as {@link
 * Durations#parse} reads it. What a record's constructor refuses with an {@link
 * IllegalArgumentException} is reported at the record's place in the file; a primitive component
 * must be given, any other is null where its key is missing.
 */
public final class YamlFile {
    private static final int LIMIT_CHARACTERS = 64 << 20;
    private static final ObjectMapper MAPPER = mapper();

    private YamlFile() {}

    /**
     * Reads {@code file}.
     *
     * @throws ConfigException when it can't be read or doesn't fit; the message begins with {@code
     *     file:line:column:}
     */
    public static <T> T read(Path file, Class<T> type) throws ConfigException {
        String text = text(file);
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw YamlProblem.empty(file);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new YamlProblem(file, text, limits()).describe(e);
        }
    }

    /**
     * What {@link #read} does not see, because it concerns more than one record, at its place.
     *
     * @param path the keys and list indexes that lead to the place
     */
    public static ConfigException problem(Path file, String message, Object... path)
            throws ConfigException {
        return new YamlProblem(file, text(file), limits()).at(List.of(path), message);
    }

    private static String text(Path file) throws ConfigException {
        try {
            String text = Files.readString(file, UTF_8);
            if (text.isBlank()) {
                throw YamlProblem.empty(file);
            }
            return text;
        } catch (NoSuchFileException e) {
            throw new ConfigException("%s: no such file".formatted(file), e);
        } catch (CharacterCodingException e) {
            throw new ConfigException("%s: not UTF-8 text; save it as UTF-8".formatted(file), e);
        } catch (IOException e) {
            throw new ConfigException("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LIMIT_CHARACTERS);
        return limits;
    }

    private static ObjectMapper mapper() {
        // The plain factory takes an alias for the text of its name.
        YAMLFactory factory =
                new YAMLAnchorReplayingFactory(
                        YAMLFactory.builder().loaderOptions(limits()).build(), null);
        return YAMLMapper.builder(factory)
                .addModule(
                        new SimpleModule()
                                .addDeserializer(Duration.class, new DurationDeserializer()))
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
    }
}
