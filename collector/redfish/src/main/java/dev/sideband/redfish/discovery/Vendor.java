package dev.sideband.redfish.discovery;

import dev.sideband.redfish.resource.Resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who made a BMC's firmware, as far as its dialect goes. The rules are in vendors.txt. */
public enum Vendor {
    DELL,
    HPE,
    CRAY,
    LENOVO,
    HUAWEI,
    SUPERMICRO,
    FUJITSU,
    CISCO,
    INSPUR,
    NVIDIA,
    AMI,
    OPENBMC,
    INTEL,
    /** Nobody whose dialect is known: the standard alone. */
    OTHER;

    private record Rule(Vendor vendor, String place, Pattern pattern) {
        boolean matches(List<String> texts) {
            return texts.stream().anyMatch(text -> pattern.matcher(text).matches());
        }
    }

    private static final List<Rule> RULES = rules();

    /** Who made the BMC whose service this is. */
    public static Vendor of(ServiceTree tree) {
        List<String> root =
                Stream.of("Vendor", "Product").flatMap(n -> tree.root().text(n).stream()).toList();
        List<String> oem =
                Stream.of(List.of(tree.root()), tree.managers(), tree.systems(), tree.chassis())
                        .flatMap(List::stream)
                        .flatMap(resource -> resource.part("Oem").names().stream())
                        .toList();
        List<String> makers =
                Stream.of(tree.chassis(), tree.systems())
                        .flatMap(List::stream)
                        .flatMap(resource -> resource.text("Manufacturer").stream())
                        .toList();
        for (Rule rule : RULES) {
            List<String> texts =
                    switch (rule.place) {
                        case "root" -> root;
                        case "oem" -> oem;
                        default -> makers;
                    };
            if (rule.matches(texts)) {
                return rule.vendor;
            }
        }
        return OTHER;
    }

    /** Who made the machine of which only {@code document} is there. */
    public static Vendor of(Resource document) {
        return of(new ServiceTree(document, List.of(document), List.of(), List.of(), List.of()));
    }

    private static List<Rule> rules() {
        try (InputStream in = Vendor.class.getResourceAsStream("vendors.txt")) {
            String text =
                    new String(
                            Objects.requireNonNull(in, "vendors.txt is missing").readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split("\\s+", 3))
                    .map(part ->
                            new Rule(
                                    valueOf(part[0]),
                                    part[1],
                                    Pattern.compile(part[2], Pattern.CASE_INSENSITIVE)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
