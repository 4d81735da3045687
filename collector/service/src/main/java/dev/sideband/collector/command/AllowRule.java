package dev.sideband.collector.command;

import dev.sideband.avro.CommandAction;
import dev.sideband.avro.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be done to which servers.
 *
 * @param targets ids, in which {@code *} stands for any characters and {@code ?} for one; null: any
 * @param labels labels that a target must have; null: none
 * @param actions the words of the actions: {@code power-on}, {@code identify} and so on, {@code
 *     power} for all that concern it, {@code all}
 */
public record AllowRule(
        @Nullable List<String> targets,
        @Nullable Map<String, String> labels,
        @Nullable List<String> actions) {
    public AllowRule {
        targets = targets == null ? null : List.copyOf(targets);
        labels = labels == null ? null : Map.copyOf(labels);
        if (actions == null || actions.isEmpty()) {
            throw new IllegalArgumentException(
                    "actions is missing; it lists what is allowed, such as power-on");
        }
        actions = List.copyOf(actions);
        Actions.parse(actions);
        if (targets == null && labels == null) {
            throw new IllegalArgumentException(
                    "targets and labels are missing; to allow all servers write targets: [\"*\"]");
        }
    }

    boolean allows(Target target, CommandAction action) {
        return allowed().contains(action) && isNamed(target) && isLabelled(target);
    }

    private Set<CommandAction> allowed() {
        return Actions.parse(actions == null ? List.of() : actions);
    }

    private boolean isNamed(Target target) {
        return targets == null
                || targets.stream().anyMatch(glob -> matches(glob, target.getTarget()));
    }

    private boolean isLabelled(Target target) {
        return labels == null || target.getLabels().entrySet().containsAll(labels.entrySet());
    }

    private static boolean matches(String glob, String id) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> pattern.append(".*");
                case '?' -> pattern.append('.');
                default -> pattern.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(id).matches();
    }
}
