package dev.sideband.simulator;

import dev.sideband.testing.Peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ipmitool and FreeIPMI's programs at one BMC; the password never stands in their arguments. */
record PeerPrograms(SimulatedBmc bmc, String user, String password, Path folder) {
    Command.Outcome ipmitool(List<String> arguments) throws Exception {
        var command = new ArrayList<String>();
        command.addAll(List.of(Peers.require("ipmitool").toString(), "-E"));
        command.addAll(List.of("-H", bmc.host(), "-p", "" + bmc.port(), "-U", user));
        command.addAll(arguments);
        return Command.run(folder, Map.of("IPMI_PASSWORD", password), command);
    }

    /** The password goes by a configuration file, which only we can read. */
    Command.Outcome freeIpmi(String program, List<String> arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Peers.require(program).toString());
        command.add("--config-file=" + config());
        command.addAll(List.of("-h", bmc.host() + ":" + bmc.port()));
        command.addAll(arguments);
        return Command.run(folder, Map.of(), command);
    }

    private Path config() throws Exception {
        Path config = folder.resolve("freeipmi-%s-%d.conf".formatted(user, password.hashCode()));
        if (!Files.exists(config)) {
            Files.createFile(
                    config,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(config, "username %s\npassword %s\n".formatted(user, password));
        }
        return config;
    }

    @Override
    public String toString() {
        return "PeerPrograms[%s, %s]".formatted(bmc, user);
    }
}
