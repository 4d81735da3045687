package dev.sideband.redfish.inventory;

import dev.sideband.redfish.resource.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Assemblies (DSP0268): what can be replaced in a chassis, told of by its numbers alone. What it is
 * say its context, its name and its model; the patterns are those of {@code assembly-kinds.txt}.
 */
final class Assemblies {
    /** Dell names an assembly after the part that it belongs to. */
    private static final String DELL_SUFFIX = "#FRU";

    private static final List<KindOfText> KINDS =
            DataFile.lines("assembly-kinds.txt").stream().map(KindOfText::of).toList();

    private record KindOfText(Pattern pattern, Kind kind) {
        static KindOfText of(String line) {
            String[] parts = line.split("\\s*=\\s*", 2);
            return new KindOfText(
                    Pattern.compile(parts[1], Pattern.CASE_INSENSITIVE), Kind.valueOf(parts[0]));
        }
    }

    private Assemblies() {}

    /** Adds those of one Assembly resource, each to the part that it is where that is known. */
    static void add(Resource whole, Parts parts) {
        List<Component> others = new ArrayList<>();
        for (Component each : Lists.embedded(Kind.MODULE, whole, "Assemblies")) {
            Component assembly = each.as(kindOf(each));
            boolean known =
                    assembly.name().endsWith(DELL_SUFFIX)
                            && parts.addTo(assembly.name().replace(DELL_SUFFIX, ""), assembly);
            if (!known) {
                others.add(assembly);
            }
        }
        parts.addFaces(others);
    }

    private static Kind kindOf(Component assembly) {
        return Stream.of(
                        Optional.ofNullable(assembly.attributes().get("context")),
                        Optional.of(assembly.name()),
                        Optional.ofNullable(assembly.marks().model()))
                .flatMap(Optional::stream)
                .flatMap(text -> KINDS.stream().filter(each -> each.pattern().matcher(text).find()))
                .map(KindOfText::kind)
                .findFirst()
                .orElse(Kind.MODULE);
    }
}
