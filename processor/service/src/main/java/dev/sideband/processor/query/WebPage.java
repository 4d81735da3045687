package dev.sideband.processor.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the page, read once from the class path. */
final class WebPage {
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml");

    private final Map<String, File> files =
            Stream.of("index.html", "app.js", "style.css", "icon.svg")
                    .collect(Collectors.toUnmodifiableMap(name -> name, WebPage::load));

    private static File load(String name) {
        try (InputStream in = WebPage.class.getResourceAsStream("/web/" + name)) {
            if (in == null) {
                throw new IllegalStateException("web/" + name + " is not on the class path");
            }
            String extension = name.substring(name.lastIndexOf('.') + 1);
            return new File(in.readAllBytes(), TYPES.getOrDefault(extension, "text/plain"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the files, as in their paths. */
    Iterable<String> names() {
        return files.keySet();
    }

    File file(String name) {
        File file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        return file;
    }

    /** A file and what it is. */
    static final class File {
        private final byte[] bytes;
        private final String type;

        File(byte[] bytes, String type) {
            this.bytes = bytes;
            this.type = type;
        }

        byte[] bytes() {
            return bytes;
        }

        String type() {
            return type;
        }
    }
}
