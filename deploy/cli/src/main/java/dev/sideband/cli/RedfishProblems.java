package dev.sideband.cli;

import dev.sideband.redfish.RedfishException;

import java.util.List;

/** What could not be read of a service that could be read otherwise. */
final class RedfishProblems {
    /** The first few tell enough. */
    private static final int MAX_LINES = 5;

    private RedfishProblems() {}

    /** Says them on standard error; dangling links are usual, and not worth a word. */
    static void print(BmcCommand command, List<RedfishException> problems) {
        List<RedfishException> telling =
                problems.stream()
                        .filter(problem -> !(problem instanceof RedfishException.NotFound))
                        .toList();
        telling.stream().limit(MAX_LINES).forEach(problem -> command.warn(problem.getMessage()));
        if (telling.size() > MAX_LINES) {
            command.warn("and %d more like it".formatted(telling.size() - MAX_LINES));
        }
    }
}
