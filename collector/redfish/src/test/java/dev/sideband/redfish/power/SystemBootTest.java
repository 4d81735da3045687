package dev.sideband.redfish.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.inventory.ServedTree;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class SystemBootTest {
    private static final String SYSTEM = "/redfish/v1/Systems/1";

    private final ServedTree service = new ServedTree();

    private SystemBoot boot(String boot, String more) throws Exception {
        service.with(SYSTEM, "{'Boot':{%s}%s}".formatted(boot, more));
        return new SystemBoot(service, service.get(SYSTEM));
    }

    @Test
    void choosesOnceInTheServicesWords() throws Exception {
        boot(
                        "'BootSourceOverrideMode':'Legacy',"
                            + "'BootSourceOverrideTarget@Redfish.AllowableValues':['Pxe','CD/DVD']",
                        "")
                .set(BootTarget.CDROM, false, Optional.of(true));
        assertThat(service.changes())
                .containsExactly(
                        "PATCH "
                                + SYSTEM
                                + " {\"Boot\":{\"BootSourceOverrideEnabled\":\"Once\","
                                + "\"BootSourceOverrideTarget\":\"CD/DVD\","
                                + "\"BootSourceOverrideMode\":\"UEFI\"}}");
    }

    @Test
    void leavesTheModeAsItIsWhereNobodyAsks() throws Exception {
        boot("'BootSourceOverrideMode':'UEFI'", "").set(BootTarget.PXE, true, Optional.empty());
        assertThat(service.changes().getFirst())
                .contains("Continuous", "Pxe")
                .doesNotContain("Mode");
    }

    @Test
    void refusesWhatTheServiceDoesNotTake() throws Exception {
        var boot =
                boot(
                        "'BootSourceOverrideTarget@Redfish.AllowableValues':['Pxe'],"
                                + "'BootSourceOverrideEnabled@Redfish.AllowableValues':['Once']",
                        "");
        assertThatThrownBy(() -> boot.set(BootTarget.DISK, false, Optional.empty()))
                .hasMessage("the system does not boot from disk; it offers Pxe");
        assertThatThrownBy(() -> boot.set(BootTarget.PXE, true, Optional.empty()))
                .hasMessage("the service does not offer Continuous; it offers Once");
        assertThatThrownBy(() -> boot.set(BootTarget.PXE, false, Optional.of(true)))
                .hasMessageContaining("UEFI");
        assertThat(service.changes()).isEmpty();
    }

    @Test
    void endsAnOverride() throws Exception {
        boot("'BootSourceOverrideTarget':'Pxe'", "").set(BootTarget.NONE, false, Optional.empty());
        assertThat(service.changes().getFirst())
                .endsWith("{\"Boot\":{\"BootSourceOverrideEnabled\":\"Disabled\"}}");
    }

    @Test
    void changesTheSettingsWhereTheSystemItselfDoesNotTakeIt() throws Exception {
        var boot = boot("", ",'@Redfish.Settings':{'SettingsObject':{'@odata.id':'/settings'}}");
        service.with("/settings", "{'Boot':{}}")
                .failing("PATCH " + SYSTEM, new RedfishException.Refused(405, "no"));
        boot.set(BootTarget.PXE, false, Optional.empty());
        assertThat(service.changes()).hasSize(2).last().asString().startsWith("PATCH /settings");
    }

    @Test
    void saysWhatIsChosen() throws Exception {
        BootOverride now =
                boot(
                                "'BootSourceOverrideTarget':'Hdd',"
                                        + "'BootSourceOverrideEnabled':'Continuous',"
                                        + "'BootSourceOverrideMode':'UEFI'",
                                "")
                        .read();
        assertThat(now.isSet()).isTrue();
        assertThat(now.isPersistent()).isTrue();
        assertThat(now.uefi()).contains(true);
    }
}
