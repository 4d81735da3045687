package dev.sideband.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Turns what Jackson says of a YAML text into one line for people, with the place it is about. */
record YamlProblem(Path file, String text, LoaderOptions limits) {

    ConfigException describe(JsonProcessingException e) {
        try {
            YamlTree tree = YamlTree.of(text, limits);
            if (tree.root() == null) {
                return empty(file);
            }
            if (e instanceof StreamReadException || e.getCause() instanceof StreamReadException) {
                return duplicateKey(tree, e);
            }
            List<Object> path =
                    e instanceof JsonMappingException mapping ? path(mapping) : List.of();
            return at(tree, path, reason(e, tree, path), e);
        } catch (MarkedYAMLException syntax) {
            return syntax(syntax);
        } catch (YAMLException tooMuch) {
            return at((Mark) null, firstLine(tooMuch.getMessage()), tooMuch);
        }
    }

    static ConfigException empty(Path file) {
        return new ConfigException("%s:1:1: the file is empty".formatted(file));
    }

    ConfigException at(List<Object> path, String message) {
        try {
            return at(YamlTree.of(text, limits), path, message, null);
        } catch (MarkedYAMLException syntax) {
            return syntax(syntax);
        }
    }

    private ConfigException at(
            YamlTree tree, List<Object> path, String message, @Nullable Throwable cause) {
        return at(tree.markOf(path), message, cause);
    }

    private ConfigException at(@Nullable Mark mark, String message, @Nullable Throwable cause) {
        String place =
                mark == null
                        ? file.toString()
                        : "%s:%d:%d".formatted(file, mark.getLine() + 1, mark.getColumn() + 1);
        return new ConfigException(place + ": " + message, cause);
    }

    private ConfigException duplicateKey(YamlTree tree, JsonProcessingException e) {
        return tree.firstDuplicate()
                .map(key ->
                        at(
                                key.getStartMark(),
                                "the key \"%s\" occurs twice; remove one of them"
                                        .formatted(key.getValue()),
                                e))
                .orElseGet(() -> at((Mark) null, firstLine(e.getOriginalMessage()), e));
    }

    private ConfigException syntax(MarkedYAMLException e) {
        Mark mark = Objects.requireNonNullElse(e.getProblemMark(), e.getContextMark());
        if (text.startsWith("\t", mark.getIndex())) {
            return at(mark, "a tab indents this line; YAML wants spaces", e);
        }
        String context = e.getContext() == null ? "" : e.getContext() + ": ";
        return at(mark, "not YAML: " + firstLine(context + e.getProblem()), e);
    }

    private static String reason(JsonProcessingException e, YamlTree tree, List<Object> path) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> unknownKey(unknown);
            case InvalidFormatException wrong when wrong.getTargetType() == Duration.class ->
                    "%s: %s".formatted(name(path), firstLine(wrong.getOriginalMessage()));
            case InvalidFormatException wrong ->
                    "%s: \"%s\" is not %s"
                            .formatted(name(path), wrong.getValue(), wanted(wrong.getTargetType()));
            case MismatchedInputException missing when !tree.has(path) ->
                    "%s is missing; it wants %s"
                            .formatted(name(path), wanted(missing.getTargetType()));
            case MismatchedInputException wrong ->
                    "%s wants %s".formatted(name(path), wanted(wrong.getTargetType()));
            case ValueInstantiationException refused -> firstLine(cause(refused).getMessage());
            default -> firstLine(cause(e).getMessage());
        };
    }

    private static String unknownKey(UnrecognizedPropertyException e) {
        Collection<Object> known = Objects.requireNonNullElse(e.getKnownPropertyIds(), List.of());
        return "unknown key \"%s\"; known here: %s"
                .formatted(
                        e.getPropertyName(),
                        known.stream()
                                .map(Object::toString)
                                .sorted()
                                .collect(Collectors.joining(", ")));
    }

    /** What a value of {@code type} looks like in YAML. */
    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type.isEnum()) {
            return "one of "
                    + List.of(type.getEnumConstants()).stream()
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long", "short", "Short" -> "a whole number";
            case "double", "Double", "float", "Float" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "a duration, such as 30s";
            case "String", "Path", "URI" -> "a text";
            default ->
                    Collection.class.isAssignableFrom(type)
                            ? "a list, each line with \"- \" before it"
                            : "keys with values, each on a line of its own";
        };
    }

    /** {@code targets[3].interval}, as people would say it. */
    private static String name(List<Object> path) {
        StringBuilder name = new StringBuilder();
        for (Object step : path) {
            if (step instanceof Integer index) {
                name.append('[').append(index + 1).append(']');
            } else {
                name.append(name.isEmpty() ? "" : ".").append(step);
            }
        }
        return name.isEmpty() ? "the file" : name.toString();
    }

    private static List<Object> path(JsonMappingException e) {
        return e.getPath().stream()
                .<Object>map(
                        step -> step.getFieldName() == null ? step.getIndex() : step.getFieldName())
                .toList();
    }

    private static Throwable cause(Throwable e) {
        return Objects.requireNonNullElse(e.getCause(), e);
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "cannot be used" : message.lines().findFirst().orElse("").strip();
    }
}
