package dev.sideband.cli;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.power.NotOffered;
import dev.sideband.redfish.power.SystemChoice;
import dev.sideband.redfish.resource.Resource;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Which of several systems of a Redfish service an order is for: a chassis of blades has many. */
final class SystemOption {
    private final OptionSpec option =
            Specs.option(
                    "--system",
                    "NAME",
                    String.class,
                    "Redfish: which system, by its id, name, serial or host name, where the"
                            + " service shows several.");
    private final BmcCommand command;

    /** Adds the option to {@code command}. */
    SystemOption(BmcCommand command) {
        this.command = command;
        command.add(option);
    }

    /** Behind IPMI there is one system. */
    void refuseForIpmi() {
        if (option.getValue() != null) {
            throw new ParameterException(
                    command.spec().commandLine(),
                    "--system is for redfish://, a BMC shows one system over IPMI");
        }
    }

    /** The system that was named, or the only one. */
    Resource choose(RedfishClient client)
            throws NotOffered, RedfishException, InterruptedException {
        ServiceTree tree = ServiceTree.read(client);
        String named = option.getValue();
        return named == null ? SystemChoice.only(tree) : SystemChoice.named(tree, named);
    }
}
