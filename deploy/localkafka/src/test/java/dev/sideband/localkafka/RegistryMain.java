package dev.sideband.localkafka;

import java.nio.file.Path;

/** Starts a registry, tells its process id, and waits to be killed. */
final class RegistryMain {
    private RegistryMain() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        LocalRegistry registry =
                LocalRegistry.start(
                        new LocalRegistry.Options(Path.of(arguments[0]), Path.of(arguments[1]), 0));
        System.out.println(ProcessHandle.current().children().findFirst().orElseThrow().pid());
        Thread.sleep(Long.MAX_VALUE);
        registry.close();
    }
}
