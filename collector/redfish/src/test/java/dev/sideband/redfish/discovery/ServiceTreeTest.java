package dev.sideband.redfish.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.client.CapturedTree;
import dev.sideband.redfish.resource.Resource;

import org.junit.jupiter.api.Test;

class ServiceTreeTest {
    @Test
    void findsWhatEveryRecordedMachineHolds() throws Exception {
        int machines = 0;
        for (String name : CapturedTree.names()) {
            var machine = CapturedTree.of(name);
            if (machine.hasRoot()) {
                machines++;
                var tree = ServiceTree.read(machine);
                // A machine may have been recorded in part only.
                assertThat(
                                tree.chassis().isEmpty()
                                        && tree.systems().isEmpty()
                                        && tree.problems().isEmpty())
                        .as(name)
                        .isFalse();
                assertThat(tree.systems()).as(name).noneMatch(Resource::isReference);
            }
        }
        System.out.printf("service trees of recorded machines: %d%n", machines);
        assertThat(machines).isPositive();
    }
}
