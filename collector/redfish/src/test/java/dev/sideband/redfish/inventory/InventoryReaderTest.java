package dev.sideband.redfish.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.inventory.Component.Capacity;

import org.junit.jupiter.api.Test;

class InventoryReaderTest {
    private static final String SYSTEM = "/redfish/v1/Systems/1";
    private static final String CHASSIS = "/redfish/v1/Chassis/1";

    /** A system and a chassis with these members, and a root that claims nothing. */
    private static ServedTree server(String system, String chassis) {
        return service("", system, chassis);
    }

    private static ServedTree service(String root, String system, String chassis) {
        return new ServedTree()
                .with(
                        "/redfish/v1/",
                        """
                        {'Systems':{'@odata.id':'/redfish/v1/Systems'},
                         'Chassis':{'@odata.id':'/redfish/v1/Chassis'}%s}\
                        """
                                .formatted(root))
                .with("/redfish/v1/Systems", members(SYSTEM))
                .with("/redfish/v1/Chassis", members(CHASSIS))
                .with(SYSTEM, "{'@odata.id':'%s','Id':'1'%s}".formatted(SYSTEM, system))
                .with(CHASSIS, "{'@odata.id':'%s','Id':'1'%s}".formatted(CHASSIS, chassis));
    }

    private static String members(String... paths) {
        StringBuilder members = new StringBuilder("{'Members':[");
        for (String path : paths) {
            members.append(members.length() > 12 ? "," : "")
                    .append("{'@odata.id':'%s'}".formatted(path));
        }
        return members.append("]}").toString();
    }

    private static String link(String name, String path) {
        return ",'%s':{'@odata.id':'%s'}".formatted(name, path);
    }

    @Test
    void tellsAMemoryModuleByWhatIsWrittenOnIt() throws Exception {
        var inventory =
                server(link("Memory", SYSTEM + "/Memory"), "")
                        .with(SYSTEM + "/Memory", members(SYSTEM + "/Memory/DIMM1"))
                        .with(
                                SYSTEM + "/Memory/DIMM1",
                                """
                                {'Id':'DIMM1','Name':'Memory','CapacityMiB':16384,
                                 'Manufacturer':' Maker ','PartNumber':'P1  ','SerialNumber':'S0001',
                                 'DeviceLocator':'A1','MemoryDeviceType':'DDR5',
                                 'Status':{'State':'Enabled','Health':'OK'}}\
                                """)
                        .inventory();
        assertThat(inventory.of(Kind.MEMORY))
                .singleElement()
                .satisfies(dimm -> {
                    assertThat(dimm.id()).isEqualTo("Systems/1/Memory/DIMM1");
                    assertThat(dimm.marks().manufacturer()).isEqualTo("Maker");
                    assertThat(dimm.marks().partNumber()).isEqualTo("P1");
                    assertThat(dimm.marks().serialNumber()).isEqualTo("S0001");
                    assertThat(dimm.slot()).isEqualTo("A1");
                    assertThat(dimm.capacity()).isEqualTo(new Capacity(16384.0 * (1 << 20), "By"));
                    assertThat(dimm.attributes()).containsEntry("type", "DDR5");
                    assertThat(dimm.health()).isEqualTo("OK");
                });
    }

    @Test
    void leavesOutWhatIsAbsentAndSlotsThatAreEmpty() throws Exception {
        var inventory =
                server(link("Memory", SYSTEM + "/Memory"), link("Power", CHASSIS + "/Power"))
                        .with(
                                SYSTEM + "/Memory",
                                members(SYSTEM + "/Memory/1", SYSTEM + "/Memory/2"))
                        .with(SYSTEM + "/Memory/1", "{'Id':'1','Status':{'State':'Absent'}}")
                        .with(
                                SYSTEM + "/Memory/2",
                                "{'Id':'2','CapacityMiB':0,'SerialNumber':'N/A'}")
                        .with(
                                CHASSIS + "/Power",
                                "{'PowerSupplies':[{'Name':'PSU1','Status':{'State':'Absent'}}]}")
                        .inventory();
        assertThat(inventory.components())
                .extracting(Component::kind)
                .containsExactly(Kind.SYSTEM, Kind.CHASSIS);
    }

    @Test
    void tellsSuppliesOfOneNameApartByTheirBay() throws Exception {
        var inventory =
                server("", link("Power", CHASSIS + "/Power/"))
                        .with(
                                CHASSIS + "/Power/",
                                """
                                {'PowerSupplies':[
                                 {'Name':'Supply','MemberId':'0','SerialNumber':'AAA001',
                                  'Oem':{'Hpe':{'BayNumber':1}}},
                                 {'Name':'Supply','MemberId':'1','SerialNumber':'AAA002',
                                  'Oem':{'Hpe':{'BayNumber':2}}}]}\
                                """)
                        .inventory();
        assertThat(inventory.of(Kind.POWER_SUPPLY))
                .extracting(Component::id)
                .containsExactly(
                        "Chassis/1/Power#PowerSupplies/1", "Chassis/1/Power#PowerSupplies/2");
    }

    @Test
    void keepsTheIdOfASupplyWhenTheOneBeforeItIsTakenOut() throws Exception {
        String both = "{'PowerSupplies':[{'Name':'PSU 1'},{'Name':'PSU 2'}]}";
        String second = "{'PowerSupplies':[{'Name':'PSU 2'}]}";
        var before = server("", link("Power", CHASSIS + "/Power")).with(CHASSIS + "/Power", both);
        var after = server("", link("Power", CHASSIS + "/Power")).with(CHASSIS + "/Power", second);
        assertThat(before.inventory().of(Kind.POWER_SUPPLY))
                .extracting(Component::id)
                .contains(after.inventory().of(Kind.POWER_SUPPLY).getFirst().id());
    }

    @Test
    void readsFansOfTheNewModelAndNotAgainOfTheOld() throws Exception {
        var server =
                server(
                                "",
                                link("ThermalSubsystem", CHASSIS + "/ThermalSubsystem")
                                        + link("Thermal", CHASSIS + "/Thermal"))
                        .with(
                                CHASSIS + "/ThermalSubsystem",
                                "{'Fans':{'@odata.id':'%s/ThermalSubsystem/Fans'}}"
                                        .formatted(CHASSIS))
                        .with(
                                CHASSIS + "/ThermalSubsystem/Fans",
                                members(CHASSIS + "/ThermalSubsystem/Fans/1"))
                        .with(CHASSIS + "/ThermalSubsystem/Fans/1", "{'Id':'1','Name':'Fan 1'}")
                        .with(CHASSIS + "/Thermal", "{'Fans':[{'Name':'Fan 1'}]}");
        assertThat(server.inventory().of(Kind.FAN)).hasSize(1);
        assertThat(server.asked()).doesNotContain(CHASSIS + "/Thermal");
    }

    @Test
    void takesACardThatShowsTwiceForOne() throws Exception {
        var inventory =
                server(
                                "",
                                link("NetworkAdapters", CHASSIS + "/NetworkAdapters")
                                        + link("PCIeDevices", CHASSIS + "/PCIeDevices"))
                        .with(
                                CHASSIS + "/NetworkAdapters",
                                members(CHASSIS + "/NetworkAdapters/N1"))
                        .with(
                                CHASSIS + "/NetworkAdapters/N1",
                                "{'Id':'N1','Name':'NIC','SerialNumber':'xyz 0815'}")
                        .with(CHASSIS + "/PCIeDevices", members(CHASSIS + "/PCIeDevices/7"))
                        .with(
                                CHASSIS + "/PCIeDevices/7",
                                """
                                {'Id':'7','Name':'A card','SerialNumber':'XYZ 0815 ',
                                 'PartNumber':'P7'}\
                                """)
                        .inventory();
        assertThat(inventory.of(Kind.PCIE_DEVICE)).isEmpty();
        assertThat(inventory.of(Kind.NETWORK_ADAPTER))
                .singleElement()
                .satisfies(card -> {
                    assertThat(card.marks().partNumber()).isEqualTo("P7");
                    assertThat(card.resources())
                            .containsExactly(
                                    CHASSIS + "/NetworkAdapters/N1", CHASSIS + "/PCIeDevices/7");
                });
    }

    @Test
    void takesAProcessorForThePcieDeviceThatItLinksTo() throws Exception {
        var inventory =
                server(
                                link("Processors", SYSTEM + "/Processors")
                                        + ",'PCIeDevices':[{'@odata.id':'%s/PCIeDevices/G'}]"
                                                .formatted(SYSTEM),
                                "")
                        .with(SYSTEM + "/Processors", members(SYSTEM + "/Processors/GPU1"))
                        .with(
                                SYSTEM + "/Processors/GPU1",
                                """
                                {'Id':'GPU1','ProcessorType':'GPU','Links':
                                 {'PCIeDevice':{'@odata.id':'%s/PCIeDevices/g/'}}}\
                                """
                                        .formatted(SYSTEM))
                        .with(SYSTEM + "/PCIeDevices/G", "{'Id':'G','SerialNumber':'12345'}")
                        .inventory();
        assertThat(inventory.of(Kind.PCIE_DEVICE)).isEmpty();
        assertThat(inventory.of(Kind.ACCELERATOR))
                .singleElement()
                .satisfies(gpu -> assertThat(gpu.marks().serialNumber()).isEqualTo("12345"));
    }

    @Test
    void readsAResourceOnceThoughLinksToItDiffer() throws Exception {
        var server =
                server(
                                link("Storage", SYSTEM + "/Storage"),
                                ",'Links':{'Drives':[{'@odata.id':'%s/Drives/d1/'}]}"
                                        .formatted(CHASSIS))
                        .with(SYSTEM + "/Storage", members(SYSTEM + "/Storage/1"))
                        .with(
                                SYSTEM + "/Storage/1",
                                "{'Drives':[{'@odata.id':'%s/Drives/D1'}]}".formatted(CHASSIS))
                        .with(
                                CHASSIS + "/Drives/D1",
                                "{'@odata.id':'%s/Drives/D1','Id':'D1','CapacityBytes':1000}"
                                        .formatted(CHASSIS));
        assertThat(server.inventory().of(Kind.DRIVE))
                .singleElement()
                .satisfies(
                        drive -> assertThat(drive.capacity()).isEqualTo(new Capacity(1000, "By")));
        assertThat(server.asked()).doesNotContain(CHASSIS + "/Drives/d1/");
    }

    @Test
    void asksSimpleStorageOnlyWhereNoStorageHasDrives() throws Exception {
        var inventory =
                server(link("SimpleStorage", SYSTEM + "/SimpleStorage"), "")
                        .with(SYSTEM + "/SimpleStorage", members(SYSTEM + "/SimpleStorage/1"))
                        .with(
                                SYSTEM + "/SimpleStorage/1",
                                """
                                {'Devices':[{'Name':'Bay 1','Model':'M'},
                                 {'Name':'Bay 2','Status':{'State':'Absent'}}]}\
                                """)
                        .inventory();
        assertThat(inventory.of(Kind.DRIVE))
                .extracting(Component::id)
                .containsExactly("Systems/1/SimpleStorage/1#Devices/Bay 1");
    }

    @Test
    void keepsThatItWasDeniedAndReadsTheRest() throws Exception {
        var inventory =
                server(
                                link("Processors", SYSTEM + "/Processors")
                                        + link("Memory", SYSTEM + "/Memory"),
                                "")
                        .failing(
                                SYSTEM + "/Processors",
                                new RedfishException.Denied("a licence is missing"))
                        .with(
                                SYSTEM + "/Memory",
                                members(SYSTEM + "/Memory/1", SYSTEM + "/Memory/2"))
                        .failing(
                                SYSTEM + "/Memory/1",
                                new RedfishException.Malformed("HTML where JSON belongs"))
                        .with(SYSTEM + "/Memory/2", "{'Id':'2'}")
                        .inventory();
        assertThat(inventory.of(Kind.MEMORY)).hasSize(1);
        assertThat(inventory.unread())
                .hasSize(2)
                .first()
                .satisfies(each -> {
                    assertThat(each.isDenied()).isTrue();
                    assertThat(each.path()).isEqualTo(SYSTEM + "/Processors");
                });
    }

    @Test
    void endsWhereTheBmcIsGone() {
        var server =
                server(link("Memory", SYSTEM + "/Memory"), "")
                        .failing(
                                SYSTEM + "/Memory",
                                new RedfishException.Unreachable("connection refused"));
        assertThatThrownBy(server::inventory).isInstanceOf(RedfishException.Unreachable.class);
    }

    @Test
    void expandsCollectionsWhereThatIsClaimedAndTrue() throws Exception {
        var server =
                service(
                                ",'ProtocolFeaturesSupported':{'ExpandQuery':{'NoLinks':true}}",
                                link("Memory", SYSTEM + "/Memory"),
                                "")
                        .with(
                                SYSTEM + "/Memory?$expand=.($levels=1)",
                                """
                                {'Members':[{'@odata.id':'%s/Memory/1','Id':'1'},
                                 {'@odata.id':'%s/Memory/2'}]}\
                                """
                                        .formatted(SYSTEM, SYSTEM))
                        .with(SYSTEM + "/Memory/2", "{'Id':'2'}");
        assertThat(server.inventory().of(Kind.MEMORY)).hasSize(2);
        assertThat(server.asked()).doesNotContain(SYSTEM + "/Memory", SYSTEM + "/Memory/1");
    }

    @Test
    void stopsExpandingWhereTheClaimIsFalse() throws Exception {
        var server =
                service(
                                ",'ProtocolFeaturesSupported':{'ExpandQuery':{'ExpandAll':true}}",
                                link("Processors", SYSTEM + "/Processors")
                                        + link("Memory", SYSTEM + "/Memory"),
                                "")
                        .with(SYSTEM + "/Processors", members(SYSTEM + "/Processors/1"))
                        .with(SYSTEM + "/Processors/1", "{'Id':'1'}")
                        .with(SYSTEM + "/Memory", members(SYSTEM + "/Memory/1"))
                        .with(SYSTEM + "/Memory/1", "{'Id':'1'}");
        assertThat(server.inventory().components()).hasSize(4);
        assertThat(server.asked().stream().filter(path -> path.contains("expand"))).hasSize(1);
    }

    @Test
    void takesTheBodyOfAnErrorForNoPart() throws Exception {
        var inventory =
                server(link("Memory", SYSTEM + "/Memory"), "")
                        .with(SYSTEM + "/Memory", members(SYSTEM + "/Memory/1"))
                        .with(SYSTEM + "/Memory/1", "{'error':{'message':'not found'}}")
                        .inventory();
        assertThat(inventory.of(Kind.MEMORY)).isEmpty();
        assertThat(inventory.unread()).hasSize(1);
    }
}
