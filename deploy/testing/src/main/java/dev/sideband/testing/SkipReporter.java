package dev.sideband.testing;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Prints each test that was skipped, and why; JUnit finds it by itself. */
public final class SkipReporter implements TestExecutionListener {
    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        print(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.ABORTED) {
            print(test, result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
        }
    }

    private static void print(TestIdentifier test, String reason) {
        String name =
                test.getUniqueIdObject().getSegments().stream()
                        .map(UniqueId.Segment::getValue)
                        .reduce((_, last) -> last)
                        .orElse(test.getDisplayName());
        String place =
                test.getUniqueIdObject().getSegments().stream()
                        .filter(segment -> segment.getType().equals("class"))
                        .map(segment -> segment.getValue() + ": ")
                        .findFirst()
                        .orElse("");
        System.out.printf("[SKIPPED] %s%s: %s%n", place, name, reason);
    }
}
