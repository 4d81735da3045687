package dev.sideband.redfish.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.redfish.client.CapturedTree;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.resource.Resource;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SystemChoiceTest {
    private static final String SWITCHED = ",'Actions':{'#ComputerSystem.Reset':{'target':'/r'}}";

    @Test
    void takesTheSystemThatCanBeSwitched() throws Exception {
        ServiceTree tree = tree(system("Board", ""), system("Host", SWITCHED));
        assertThat(SystemChoice.only(tree).text("Id")).hasValue("Host");
    }

    @Test
    void wantsANameWhereSeveralCanBeSwitched() throws Exception {
        ServiceTree tree = tree(system("B", SWITCHED), system("A", SWITCHED));
        assertThatThrownBy(() -> SystemChoice.only(tree))
                .isInstanceOf(NotOffered.class)
                .hasMessage("the service shows 2 systems, name one of them: A, B");
        assertThat(SystemChoice.named(tree, "a").text("Id")).hasValue("A");
        assertThat(SystemChoice.named(tree, "/redfish/v1/systems/B/").text("Id")).hasValue("B");
        assertThatThrownBy(() -> SystemChoice.named(tree, "C"))
                .hasMessage("no system \"C\", there is: A, B");
    }

    @Test
    void findsOneOnMostRecordedMachines() throws Exception {
        int found = 0;
        List<String> several = new ArrayList<>();
        for (String name : CapturedTree.names()) {
            var machine = CapturedTree.of(name);
            if (!machine.hasRoot()) {
                continue;
            }
            try {
                Resource system = SystemChoice.only(ServiceTree.read(machine));
                ResetTypes types = ResetTypes.of(machine, system);
                if (!types.target().isEmpty()) {
                    found++;
                    assertThat(types.typeFor(PowerOrder.ON)).as(name).isPresent();
                    assertThat(types.typeFor(PowerOrder.OFF)).as(name).isPresent();
                }
            } catch (NotOffered none) {
                several.add(name + ": " + none.getMessage());
            }
        }
        System.out.printf("power: %d machines can be switched; not: %s%n", found, several);
        assertThat(found).isPositive();
    }

    private static String system(String id, String more) {
        return "{'Id':'%s'%s}".formatted(id, more).replace('\'', '"');
    }

    private static ServiceTree tree(String... systems) throws Exception {
        List<Resource> resources = new ArrayList<>();
        for (String json : systems) {
            var body = new ObjectMapper().readTree(json);
            resources.add(Resource.of("/redfish/v1/Systems/" + body.path("Id").asText(), body));
        }
        return new ServiceTree(Resource.NONE, resources, List.of(), List.of(), List.of());
    }
}
