package dev.sideband.redfish.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.inventory.ServedTree;
import dev.sideband.redfish.log.MessageRegistries.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class MessageRegistriesTest {
    private final ServedTree bmc =
            new ServedTree()
                    .with("/r", "{'Registries':{'@odata.id':'/files'}}")
                    .with(
                            "/files",
                            """
                            {'Members':[{'@odata.id':'/files/Base.1.8'},{'@odata.id':'/files/iLOEvents'},
                              {'@odata.id':'/files/AmiMessageRegistry'}]}\
                            """)
                    .with(
                            "/files/iLOEvents",
                            """
                            {'Location':[{'Language':'ja','Uri':'/ja'},
                              {'Language':'en','PublicationUri':'https://example.invalid/x','Uri':'/texts'}]}\
                            """)
                    .with(
                            "/texts",
                            """
                            {'Messages':{'FanFailed':{'Message':'Fan %1 of %2 failed.','Severity':'Warning',
                              'MessageSeverity':'Critical'},'Silent':{},'Wrong':7}}\
                            """);

    private MessageRegistries registries() throws Exception {
        return new MessageRegistries(bmc, bmc.get("/r"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iLOEvents.3.2.FanFailed",
                "iLOEvents.FanFailed",
                "iloevents.1.0.0.FanFailed"
            })
    void findsAMessageWhateverTheVersion(String id) throws Exception {
        assertThat(registries().find(id))
                .isEqualTo(new Message("Fan %1 of %2 failed.", "Critical"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iLOEvents.3.2.Other",
                "iLOEvents.3.2.Wrong",
                "Unknown.1.0.FanFailed",
                "FanFailed",
                "62.1",
                "0x0500FF",
                ""
            })
    void knowsNothingOfOthers(String id) throws Exception {
        assertThat(registries().find(id)).isEqualTo(Message.NONE);
    }

    @Test
    void putsTheArgumentsIntoTheText() {
        Message message = new Message("Fan %1 of %2 failed ($1, 100%).", "");
        assertThat(message.filledWith(List.of("3", "A$1")))
                .hasValue("Fan 3 of A$1 failed ($1, 100%).");
        assertThat(message.filledWith(List.of("3"))).hasValue("Fan 3 of %2 failed ($1, 100%).");
        assertThat(Message.NONE.filledWith(List.of("3"))).isEmpty();
    }

    @Test
    void readsARegistryOnce() throws Exception {
        MessageRegistries registries = registries();
        registries.find("iLOEvents.3.2.FanFailed");
        registries.find("iLOEvents.3.2.Silent");
        registries.find("Nobody.1.0.X");
        registries.find("Nobody.1.0.Y");
        assertThat(bmc.asked()).containsExactly("/r", "/files", "/files/iLOEvents", "/texts");
    }

    @Test
    void neverAsksAnotherHost() throws Exception {
        bmc.with(
                "/files/iLOEvents",
                "{'Location':[{'Language':'en','Uri':'https://example.invalid/x'}]}");
        assertThat(registries().find("iLOEvents.3.2.FanFailed")).isEqualTo(Message.NONE);
        assertThat(bmc.asked()).noneMatch(path -> path.contains("example"));
    }

    @Test
    void isSilentWhereARegistryCannotBeRead() throws Exception {
        bmc.failing("/texts", new RedfishException.Malformed("cut off"));
        MessageRegistries registries = registries();
        assertThat(registries.find("iLOEvents.3.2.FanFailed")).isEqualTo(Message.NONE);
        bmc.failing("/files", new RedfishException.NoAnswer("silent"));
        assertThat(registries().find("iLOEvents.3.2.FanFailed")).isEqualTo(Message.NONE);
    }

    @Test
    void hasNoneWhereTheServiceNamesNone() throws Exception {
        bmc.with("/r", "{'Registries':null}");
        assertThat(registries().find("iLOEvents.3.2.FanFailed")).isEqualTo(Message.NONE);
        assertThat(bmc.asked()).containsExactly("/r");
    }
}
