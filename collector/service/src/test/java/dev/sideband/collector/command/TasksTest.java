package dev.sideband.collector.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sideband.avro.CommandAction;
import dev.sideband.collector.probe.Task;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class TasksTest {
    private static Task task(CommandAction action, Map<String, String> parameters) {
        return Tasks.of(Commands.command("a", action).setParameters(parameters).build());
    }

    private static void isNonsense(
            CommandAction action, Map<String, String> parameters, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task(action, parameters))
                .withMessageContaining(why);
    }

    @Test
    void readsTheLight() {
        assertThat(task(CommandAction.IDENTIFY, Map.of())).isEqualTo(new Task.Identify(true, null));
        assertThat(task(CommandAction.IDENTIFY, Map.of("light", "off")))
                .isEqualTo(new Task.Identify(false, null));
        assertThat(task(CommandAction.IDENTIFY, Map.of("seconds", "60")))
                .isEqualTo(new Task.Identify(true, Duration.ofSeconds(60)));
        isNonsense(CommandAction.IDENTIFY, Map.of("light", "bright"), "on or off");
        isNonsense(CommandAction.IDENTIFY, Map.of("seconds", "256"), "1 to 255");
        isNonsense(CommandAction.IDENTIFY, Map.of("light", "off", "seconds", "5"), "not off");
    }

    @Test
    void readsTheBootDevice() {
        assertThat(task(CommandAction.BOOT_DEVICE, Map.of("device", "pxe")))
                .isEqualTo(new Task.Boot("pxe", false, null));
        assertThat(
                        task(
                                CommandAction.BOOT_DEVICE,
                                Map.of("device", "disk", "persistent", "true", "uefi", "false")))
                .isEqualTo(new Task.Boot("disk", true, false));
        isNonsense(CommandAction.BOOT_DEVICE, Map.of("device", "../pxe"), "device");
        isNonsense(
                CommandAction.BOOT_DEVICE, Map.of("device", "pxe", "uefi", "yes"), "true or false");
    }

    @Test
    void boundsTheConsole() {
        assertThat(task(CommandAction.CONSOLE, Map.of()))
                .isEqualTo(new Task.Console(Duration.ofSeconds(30), 64 * 1024));
        isNonsense(CommandAction.CONSOLE, Map.of("seconds", "301"), "1 to 300");
        isNonsense(CommandAction.CONSOLE, Map.of("seconds", "99999999999"), "1 to 300");
        isNonsense(CommandAction.CONSOLE, Map.of("kilobytes", "-1"), "1 to 1024");
    }

    @Test
    void namesParametersThatItDoesNotKnow() {
        isNonsense(CommandAction.CLEAR_LOG, Map.of("force", "true"), "force");
    }
}
