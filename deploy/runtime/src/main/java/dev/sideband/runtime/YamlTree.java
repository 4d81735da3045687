package dev.sideband.runtime;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where in a YAML text its keys and list entries are. */
record YamlTree(@Nullable Node root) {
    /** A step on a path: where it is written, and what it leads to. */
    private record Step(Node place, Node value) {}

    /**
     * Reads {@code text}.
     *
     * @throws MarkedYAMLException when it isn't YAML
     */
    static YamlTree of(String text, LoaderOptions limits) {
        return new YamlTree(new Yaml(limits).compose(new StringReader(text)));
    }

    /** Whether there is something at {@code path}: keys, and list indexes from 0. */
    boolean has(List<Object> path) {
        return follow(path).size() == path.size();
    }

    /** The place of {@code path}, or of the nearest part above it that is there. */
    @Nullable Mark markOf(List<Object> path) {
        List<Step> steps = follow(path);
        Node place = steps.isEmpty() ? root : steps.getLast().place();
        return place == null ? null : place.getStartMark();
    }

    /** The first key that its mapping has a second time, at its second place. */
    Optional<ScalarNode> firstDuplicate() {
        List<Node> open = new ArrayList<>();
        if (root != null) {
            open.add(root);
        }
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (!seen.add(node)) {
                continue;
            }
            if (node instanceof SequenceNode list) {
                open.addAll(list.getValue());
            } else if (node instanceof MappingNode mapping) {
                Set<String> keys = new HashSet<>();
                for (NodeTuple entry : mapping.getValue()) {
                    if (entry.getKeyNode() instanceof ScalarNode key && !keys.add(key.getValue())) {
                        return Optional.of(key);
                    }
                    open.add(entry.getValueNode());
                }
            }
        }
        return Optional.empty();
    }

    private List<Step> follow(List<Object> path) {
        List<Step> steps = new ArrayList<>();
        Node node = root;
        for (Object wanted : path) {
            Optional<Step> step = node == null ? Optional.empty() : step(node, wanted);
            if (step.isEmpty()) {
                return steps;
            }
            steps.add(step.get());
            node = step.get().value();
        }
        return steps;
    }

    private static Optional<Step> step(Node node, Object wanted) {
        if (node instanceof SequenceNode list && wanted instanceof Integer index) {
            return list.getValue().stream()
                    .skip(index)
                    .findFirst()
                    .map(entry -> new Step(entry, entry));
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .filter(entry -> isKey(entry.getKeyNode(), wanted))
                    .findFirst()
                    .map(entry -> new Step(entry.getKeyNode(), entry.getValueNode()));
        }
        return Optional.empty();
    }

    private static boolean isKey(Node node, Object wanted) {
        return node instanceof ScalarNode key && key.getValue().equals(wanted);
    }
}
