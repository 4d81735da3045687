package dev.sideband.redfish.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.discovery.ServiceTree;
import dev.sideband.redfish.inventory.ServedTree;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.ZoneId;
import java.util.List;

class LogServicesTest {
    private static final String SYSTEM = "/redfish/v1/Systems/1";
    private static final String MANAGER = "/redfish/v1/Managers/1";

    private final ServedTree bmc =
            new ServedTree()
                    .with(
                            "/redfish/v1/",
                            "{'Systems':{'@odata.id':'/redfish/v1/Systems'},'Managers':{'@odata.id':'/redfish/v1/Managers'}}")
                    .with("/redfish/v1/Systems", "{'Members':[{'@odata.id':'" + SYSTEM + "'}]}")
                    .with("/redfish/v1/Managers", "{'Members':[{'@odata.id':'" + MANAGER + "'}]}")
                    .with(SYSTEM, owner(SYSTEM))
                    .with(MANAGER, owner(MANAGER))
                    .with(SYSTEM + "/LogServices", "{'Members':[]}")
                    .with(MANAGER + "/LogServices", "{'Members':[]}");

    private static String owner(String path) {
        return "{'Id':'1','DateTimeLocalOffset':'+02:00','LogServices':{'@odata.id':'%s/LogServices'}}"
                .formatted(path);
    }

    private void logs(String owner, String... ids) {
        StringBuilder members = new StringBuilder();
        for (String id : ids) {
            String path = owner + "/LogServices/" + id;
            members.append(members.isEmpty() ? "" : ",")
                    .append("{'@odata.id':'%s'}".formatted(path));
            bmc.with(path, service(path, id, ""));
        }
        bmc.with(owner + "/LogServices", "{'Members':[" + members + "]}");
    }

    private static String service(String path, String id, String more) {
        return "{'Id':'%s','Entries':{'@odata.id':'%s/Entries'}%s}".formatted(id, path, more);
    }

    private LogServices find() throws Exception {
        return LogServices.find(bmc, ServiceTree.read(bmc));
    }

    private List<String> names() throws Exception {
        return find().logs().stream().map(log -> log.name() + " " + log.kind()).toList();
    }

    @Test
    void findsTheLogsOfSystemsAndManagersTheSelFirst() throws Exception {
        logs(SYSTEM, "EventLog", "Journal");
        logs(MANAGER, "Audit", "SEL");
        assertThat(names())
                .containsExactly("SEL SEL", "EventLog HARDWARE", "Journal OTHER", "Audit OTHER");
    }

    @Test
    void tellsLogsOfOneNameApartByTheirOwners() throws Exception {
        logs(SYSTEM, "EventLog");
        logs(MANAGER, "EventLog");
        bmc.with(SYSTEM + "/LogServices/EventLog", service("/a", "EventLog", ""))
                .with(MANAGER + "/LogServices/EventLog", service("/b", "EventLog", ""));
        assertThat(find().logs()).extracting(HardwareLog::name).doesNotHaveDuplicates();
    }

    @Test
    void readsALogThatTwoOwnersShareOnce() throws Exception {
        logs(SYSTEM, "SEL");
        logs(MANAGER, "SEL");
        bmc.with(SYSTEM + "/LogServices/SEL", service("/x", "SEL", ""))
                .with(MANAGER + "/LogServices/SEL", service("/X/", "SEL", ""));
        bmc.with(
                MANAGER + "/LogServices/SEL", "{'Id':'SEL','Entries':{'@odata.id':'/X/Entries/'}}");
        assertThat(find().logs()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Systems, Log1, SEL",
        "Managers, Log1, MANAGEMENT",
        "Managers, SystemEventLog, SEL",
        "Systems, IML, HARDWARE",
        "Managers, Lclog, HARDWARE",
        "Systems, PostCodes, OTHER",
        "Systems, SomethingNew, HARDWARE",
        "Managers, SomethingNew, MANAGEMENT",
    })
    void knowsWhatALogTellsOf(String owners, String id, LogKind kind) {
        assertThat(LogServices.kind("/redfish/v1/%s/1/LogServices/%s".formatted(owners, id)))
                .isEqualTo(kind);
    }

    @Test
    void readsTheManagersLogsWhereThereAreNoOthers() throws Exception {
        logs(MANAGER, "Log1", "AuditLog");
        assertThat(names()).containsExactly("Log1 HARDWARE", "AuditLog OTHER");
    }

    @Test
    void leavesTheManagersLogsWhereTheMachineHasItsOwn() throws Exception {
        logs(SYSTEM, "Log1");
        logs(MANAGER, "Log1");
        assertThat(find().hardware()).extracting(HardwareLog::owner).containsExactly(SYSTEM);
    }

    @Test
    void takesTheZoneOfTheLogElseOfTheManager() throws Exception {
        logs(SYSTEM, "SEL");
        logs(MANAGER, "Log");
        bmc.with(
                MANAGER + "/LogServices/Log",
                service(
                        MANAGER + "/LogServices/Log",
                        "Log",
                        ",'DateTimeLocalOffset':'Asia/Shanghai'"));
        assertThat(find().logs())
                .extracting(HardwareLog::zone)
                .containsExactly(ZoneId.of("+02:00"), ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void believesOnlyCredibleLimits() throws Exception {
        logs(SYSTEM, "SEL", "EventLog");
        bmc.with(
                        SYSTEM + "/LogServices/SEL",
                        service(
                                "/s",
                                "SEL",
                                ",'MaxNumberOfRecords':512,'OverWritePolicy':'NeverOverWrites'"))
                .with(
                        SYSTEM + "/LogServices/EventLog",
                        service("/e", "EventLog", ",'MaxNumberOfRecords':1900000000"));
        assertThat(find().logs()).extracting(HardwareLog::maxRecords).containsExactly(512, 0);
        assertThat(find().logs())
                .extracting(HardwareLog::stopsWhenFull)
                .containsExactly(true, false);
    }

    @Test
    void tellsOfWhatCannotBeReadAndReadsTheRest() throws Exception {
        logs(SYSTEM, "SEL", "EventLog");
        bmc.failing(SYSTEM + "/LogServices/SEL", new RedfishException.Denied("no licence"))
                .failing(MANAGER + "/LogServices", new RedfishException.NoAnswer("silent"));
        LogServices found = find();
        assertThat(found.logs()).extracting(HardwareLog::name).containsExactly("EventLog");
        assertThat(found.problems()).hasSize(2);
    }

    @Test
    void passesOverWhatIsNoLog() throws Exception {
        bmc.with(
                SYSTEM + "/LogServices",
                "{'Members':[null,7,{},{'Id':'x'},{'Id':'SEL','Entries':{'@odata.id':'/e'}}]}");
        assertThat(names()).containsExactly("SEL SEL");
    }
}
