package dev.sideband.cli;

import dev.sideband.ipmi.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What is typed at a console: characters for the server, and the escapes for ourselves, which begin
 * a line with the escape character as in ssh.
 */
final class ConsoleKeys {
    static final char DEFAULT_ESCAPE = '~';

    private final int escape;
    private boolean lineStart = true;
    private boolean escaping;

    ConsoleKeys(char escape) {
        this.escape = escape;
    }

    /** Something to do. */
    sealed interface Stroke {}

    record Characters(Bytes bytes) implements Stroke {}

    record Break() implements Stroke {}

    record Help() implements Stroke {}

    record Leave() implements Stroke {}

    /** What the next bytes that were typed mean, in order; what follows a leave means nothing. */
    List<Stroke> read(byte[] typed, int count) {
        List<Stroke> strokes = new ArrayList<>();
        var characters = new ByteArrayOutputStream(count + 1);
        for (int i = 0; i < count; i++) {
            int key = typed[i] & 0xFF;
            if (escaping) {
                escaping = false;
                Stroke stroke = command(key);
                if (stroke != null) {
                    add(strokes, characters);
                    strokes.add(stroke);
                    if (stroke instanceof Leave) {
                        return strokes;
                    }
                    continue;
                }
                if (key != escape) {
                    characters.write(escape);
                }
                character(key, characters);
            } else if (lineStart && key == escape) {
                escaping = true;
            } else {
                character(key, characters);
            }
        }
        add(strokes, characters);
        return strokes;
    }

    private static @Nullable Stroke command(int key) {
        return switch (key) {
            case '.' -> new Leave();
            case 'B' -> new Break();
            case '?' -> new Help();
            default -> null;
        };
    }

    private void character(int key, ByteArrayOutputStream characters) {
        characters.write(key);
        lineStart = key == '\r' || key == '\n';
    }

    private static void add(List<Stroke> strokes, ByteArrayOutputStream characters) {
        if (characters.size() > 0) {
            strokes.add(new Characters(Bytes.of(characters.toByteArray())));
            characters.reset();
        }
    }
}
