package dev.sideband.localkafka.registry;

import java.io.IOException;
import java.time.Duration;

/**
 * Runs the registry until standard input ends. The parent holds the other end of that pipe, so the
 * registry ends with its parent, however that ends.
 */
public final class RegistryProcess {
    private static final String REGISTRY = "io.quarkus.runner.GeneratedMain";
    private static final int STOP_SECONDS = Integer.getInteger("sideband.stop-seconds", 10);

    private RegistryProcess() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("parent-watch").start(RegistryProcess::awaitParent);
        Class.forName(REGISTRY).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    private static void awaitParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent sends nothing; only the end counts.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Thread.ofPlatform().daemon().name("stop-limit").start(RegistryProcess::haltAtLast);
        System.exit(0);
    }

    private static void haltAtLast() {
        try {
            Thread.sleep(Duration.ofSeconds(STOP_SECONDS));
        } catch (InterruptedException e) {
            // Then at once.
        }
        Runtime.getRuntime().halt(1);
    }
}
