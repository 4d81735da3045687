package dev.sideband.redfish.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.inventory.ServedTree;
import dev.sideband.redfish.power.SystemControl.Progress;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class SystemControlTest {
    private static final String SYSTEM = "/redfish/v1/Systems/1";
    private static final String RESET = SYSTEM + "/Actions/ComputerSystem.Reset";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final ServedTree service = new ServedTree();
    private long nanos;

    private void power(String state, String allowable) {
        service.with(
                SYSTEM,
                """
                {'PowerState':'%s','Actions':{'#ComputerSystem.Reset':{'target':'%s'%s}}}\
                """
                        .formatted(state, RESET, allowable));
    }

    private static String allowing(String values) {
        return ",'ResetType@Redfish.AllowableValues':[%s]".formatted(values);
    }

    private SystemControl control() throws Exception {
        return new SystemControl(
                service, service.get(SYSTEM), () -> nanos, time -> nanos += time.toNanos());
    }

    private PowerOutcome perform(PowerOrder order) throws Exception {
        return control().perform(order, LIMIT, Progress.NONE);
    }

    @Test
    void switchesOnAndWaitsUntilItIsSeen() throws Exception {
        String allowing = allowing("'On','ForceOff'");
        power("Off", allowing);
        service.after("POST", () -> power("On", allowing));
        assertThat(perform(PowerOrder.ON)).isEqualTo(PowerOutcome.REACHED);
        assertThat(service.changes()).containsExactly("POST " + RESET + " {\"ResetType\":\"On\"}");
    }

    @Test
    void sendsNothingWhereItIsSoAlready() throws Exception {
        power("Off", allowing("'GracefulShutdown'"));
        assertThat(perform(PowerOrder.SOFT)).isEqualTo(PowerOutcome.ALREADY_THERE);
        assertThat(service.changes()).isEmpty();
    }

    @Test
    void saysWhatIsOfferedInsteadOfSendingWhatIsNot() {
        power("On", allowing("'On','ForceOff'"));
        assertThatThrownBy(() -> perform(PowerOrder.DIAG))
                .isInstanceOf(NotOffered.class)
                .hasMessage("the system does not offer Nmi; it offers On, ForceOff");
        assertThat(service.changes()).isEmpty();
    }

    @Test
    void readsTheAllowableValuesFromTheActionsDescription() throws Exception {
        power("Off", ",'@Redfish.ActionInfo':'/info'");
        service.with(
                "/info", "{'Parameters':[{'Name':'ResetType','AllowableValues':['ForceOn']}]}");
        control().order(PowerOrder.ON);
        assertThat(service.changes())
                .containsExactly("POST " + RESET + " {\"ResetType\":\"ForceOn\"}");
    }

    @Test
    void triesTheStandardsTypeWhereNoneAreTold() throws Exception {
        power("On", "");
        assertThat(perform(PowerOrder.RESET)).isEqualTo(PowerOutcome.ACCEPTED);
        assertThat(service.changes().getFirst()).contains("ForceRestart");
    }

    @Test
    void cyclesByOffAndOnWhereNoCycleIsOffered() throws Exception {
        String allowing = allowing("'On','ForceOff'");
        power("On", allowing);
        service.after(
                "POST " + RESET + " {\"ResetType\":\"ForceOff\"}", () -> power("Off", allowing));
        service.after("POST " + RESET + " {\"ResetType\":\"On\"}", () -> power("On", allowing));
        assertThat(perform(PowerOrder.CYCLE)).isEqualTo(PowerOutcome.REACHED);
        assertThat(service.changes()).hasSize(2);
    }

    @Test
    void leavesOffWhatDidNotGoOff() throws Exception {
        power("On", allowing("'On','ForceOff'"));
        assertThat(perform(PowerOrder.CYCLE)).isEqualTo(PowerOutcome.NOT_REACHED);
        assertThat(service.changes()).hasSize(1);
    }

    @Test
    void looksWhatBecameOfAnOrderWhoseAnswerGotLost() throws Exception {
        power("On", allowing("'ForceOff','ForceRestart'"));
        service.failing("POST " + RESET, new RedfishException.NoAnswer("no answer"));
        assertThat(perform(PowerOrder.RESET)).isEqualTo(PowerOutcome.UNCERTAIN);
        assertThat(perform(PowerOrder.OFF)).isEqualTo(PowerOutcome.NOT_REACHED);
        assertThat(service.changes()).as("each sent once").hasSize(2);
    }

    @Test
    void switchesNoSystemThatHasNoSuchAction() {
        service.with(SYSTEM, "{'PowerState':'On'}");
        assertThatThrownBy(() -> perform(PowerOrder.OFF))
                .isInstanceOf(NotOffered.class)
                .hasMessageContaining("cannot be switched");
    }
}
