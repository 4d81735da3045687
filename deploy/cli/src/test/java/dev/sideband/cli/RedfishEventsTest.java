package dev.sideband.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A BMC of whose logs one cannot be read. */
class RedfishEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGS = "/redfish/v1/Systems/1/LogServices";

    private final Map<String, String> documents = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private final RedfishClient client =
            new RedfishClient() {
                @Override
                public Resource get(String path, Patience patience) throws RedfishException {
                    String document = documents.get(path);
                    if (document == null) {
                        throw new RedfishException.NotFound(path);
                    }
                    return Resource.of(path, parsed(document));
                }

                @Override
                public Answer post(String path, JsonNode body) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Answer patch(String path, JsonNode body) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void delete(String path) {
                    throw new UnsupportedOperationException();
                }
            };

    private static JsonNode parsed(String document) {
        try {
            return JSON.readTree(document.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String members(String... paths) {
        return "{'Members':[%s]}"
                .formatted(
                        String.join(
                                ",",
                                Stream.of(paths).map("{'@odata.id':'%s'}"::formatted).toList()));
    }

    private void log(String name, String entries) {
        documents.put(
                LOGS + "/" + name,
                "{'@odata.id':'%1$s/%2$s','Id':'%2$s','Name':'%2$s','Entries':{'@odata.id':'%1$s/%2$s/Entries'}}"
                        .formatted(LOGS, name));
        documents.put(LOGS + "/" + name + "/Entries", entries);
    }

    private void machine(String... logs) {
        documents.put("/redfish/v1/", "{'Systems':{'@odata.id':'/redfish/v1/Systems'}}");
        documents.put("/redfish/v1", documents.get("/redfish/v1/"));
        documents.put("/redfish/v1/Systems", members("/redfish/v1/Systems/1"));
        documents.put(
                "/redfish/v1/Systems/1",
                "{'@odata.id':'/redfish/v1/Systems/1','Id':'1','LogServices':{'@odata.id':'%s'}}"
                        .formatted(LOGS));
        documents.put(
                LOGS,
                members(Stream.of(logs).map(name -> LOGS + "/" + name).toArray(String[]::new)));
    }

    private void print() throws Exception {
        var command = new BmcEventsCommand(InstantSource.system());
        var line = new CommandLine(command.spec());
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        new RedfishEvents(command, InstantSource.system()).print(client, null, null);
    }

    @Test
    void aLogThatCannotBeReadDoesNotCostTheOthers() throws Exception {
        machine("FaultLog", "EventLog");
        log("FaultLog", "{'error':{'code':'InternalError'}}");
        log(
                "EventLog",
                "{'Members':[{'Id':'1','Message':'Fan 2 has failed','Severity':'Critical'}]}");
        print();
        assertThat(out.toString()).contains("Fan 2 has failed");
        assertThat(err.toString()).contains("FaultLog/Entries has no Members");
    }

    @Test
    void norDoesItWhereTheOthersAreEmpty() throws Exception {
        machine("FaultLog", "EventLog");
        log("FaultLog", "{'error':{'code':'InternalError'}}");
        log("EventLog", "{'Members':[]}");
        print();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("FaultLog/Entries has no Members");
    }

    @Test
    void butWhereNoneCanBeReadThatIsAFailure() {
        machine("FaultLog");
        log("FaultLog", "{'error':{'code':'InternalError'}}");
        assertThatThrownBy(this::print).hasMessageContaining("FaultLog/Entries has no Members");
    }
}
