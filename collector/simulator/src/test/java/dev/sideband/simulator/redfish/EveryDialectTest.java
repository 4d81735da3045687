package dev.sideband.simulator.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.simulator.model.Profile;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

class EveryDialectTest {
    static List<String> dialects() {
        return Profile.all().stream().map(Profile::name).toList();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyLinkLeadsToADocument(String dialect) {
        Map<String, JsonNode> documents = crawl(new Caller(dialect));

        System.out.printf("%s: %d documents%n", dialect, documents.size());
        assertThat(documents).hasSizeGreaterThan(40);
        assertThat(documents.keySet())
                .anyMatch(path -> path.matches(".*/processors/.+"))
                .anyMatch(path -> path.matches(".*/logservices/.+/entries"));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyDocumentHasWhatTheStandardAsksFor(String dialect) {
        crawl(new Caller(dialect))
                .forEach((path, document) -> {
                    assertThat(document.path("@odata.id").asText().toLowerCase(Locale.ROOT))
                            .as(path)
                            .isEqualTo(path);
                    assertThat(document.path("@odata.type").asText()).as(path).startsWith("#");
                    assertThat(document.path("Name").asText()).as(path).isNotEmpty();
                    if (document.has("Members")) {
                        assertThat(document.path("Members@odata.count").isInt()).isTrue();
                    } else {
                        assertThat(document.path("Id").asText()).as(path).isNotEmpty();
                    }
                });
    }

    /** All that can be reached from the root, by path in small letters. */
    private static Map<String, JsonNode> crawl(Caller caller) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of("/redfish/v1"));
        while (!open.isEmpty()) {
            String path = open.remove();
            String key = path.toLowerCase(Locale.ROOT);
            if (found.containsKey(key)) {
                continue;
            }
            JsonNode document = caller.get(path);
            found.put(key, document);
            for (JsonNode link : document.findValues("@odata.id")) {
                String target = link.asText().replaceAll("#.*", "").replaceAll("/$", "");
                open.add(target);
            }
        }
        return found;
    }

    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }
}
