package dev.sideband.redfish.push;

import static dev.sideband.redfish.push.FakeEventService.refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.push.FakeEventService.Maker;
import dev.sideband.redfish.push.Subscriptions.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Set;

/** One subscription of ours at each BMC, whatever its maker wants to be asked. */
class SubscriptionsTest {
    private static final String BASE = "https://collector:8444/";
    private static final String URL = BASE + "0a1b/c2d3";
    private static final String MARK = "sideband:dc1:r12-u07";
    private static final String FOREIGN =
            "{\"Destination\":\"https://other/x\",\"Context\":\"theirs\",\"Protocol\":\"Redfish\"}";
    private static final String OLD =
            "{\"Destination\":\"https://collector:8444/dead/beef\",\"Context\":\"" + MARK + "\"}";

    private static final String WITH_TYPES =
            "{\"EventTypesForSubscription\":[\"StatusChange\",\"ResourceUpdated\",\"Alert\"]}";
    private static final String WITH_REGISTRIES =
            "{\"RegistryPrefixes\":[\"iLOEvents\",\"ResourceEvent\"]}";

    private static final String WITH_FORMATS =
            "{\"EventFormatTypes\":[\"Event\",\"MetricReport\"],";

    /** How makers differ. */
    enum Dialect {
        ILO_5,
        ILO_6,
        WANTS_REGISTRIES,
        IDRAC,
        OPENBMC,
        SAYS_NOTHING_OF_ITSELF,
        SAYS_NOT_WHAT_IT_MINDS;

        FakeEventService bmc() {
            return switch (this) {
                case ILO_5 -> bmc(WITH_TYPES, SubscriptionsTest::wantsEventTypes);
                case ILO_6 -> bmc(WITH_REGISTRIES, SubscriptionsTest::wantsNoEventTypes);
                case WANTS_REGISTRIES -> bmc(WITH_REGISTRIES, SubscriptionsTest::wantsRegistries);
                case IDRAC ->
                        bmc(
                                WITH_FORMATS
                                        + "\"EventTypesForSubscription\":[\"Alert\",\"Other\"]}",
                                SubscriptionsTest::knowsNoRetryPolicy);
                case OPENBMC ->
                        bmc(
                                WITH_FORMATS + "\"RegistryPrefixes\":[\"Base\",\"OpenBMC\"]}",
                                (_, _) -> {});
                case SAYS_NOTHING_OF_ITSELF -> bmc("{}", SubscriptionsTest::wantsEventTypes);
                case SAYS_NOT_WHAT_IT_MINDS ->
                        bmc(
                                WITH_FORMATS + "\"EventTypesForSubscription\":[\"Alert\"]}",
                                SubscriptionsTest::takesTheLeast);
            };
        }

        private static FakeEventService bmc(String service, Maker maker) {
            return new FakeEventService(service, maker);
        }
    }

    private static void only(JsonNode body, Set<String> known) throws RedfishException {
        for (var property : body.properties()) {
            if (!known.contains(property.getKey())) {
                throw refused(
                        400,
                        "PropertyUnknown: The property %s is not in the list of valid properties"
                                .formatted(property.getKey()));
            }
        }
    }

    private static void wantsEventTypes(String method, JsonNode body) throws RedfishException {
        if (method.equals("POST")) {
            only(body, Set.of("Destination", "Context", "Protocol", "EventTypes"));
            if (!body.has("EventTypes")) {
                throw refused(400, "PropertyMissing: EventTypes is a required property");
            }
        }
    }

    private static void wantsNoEventTypes(String method, JsonNode body) throws RedfishException {
        if (method.equals("POST")) {
            only(
                    body,
                    Set.of(
                            "Destination",
                            "Context",
                            "Protocol",
                            "RegistryPrefixes",
                            "DeliveryRetryPolicy"));
        }
    }

    private static void wantsRegistries(String method, JsonNode body) throws RedfishException {
        if (method.equals("POST") && body.path("RegistryPrefixes").isEmpty()) {
            throw refused(400, "CreateFailedMissingReqProperties: RegistryPrefixes");
        }
    }

    private static void knowsNoRetryPolicy(String method, JsonNode body) throws RedfishException {
        if (body.has("DeliveryRetryPolicy")) {
            throw refused(400, "PropertyUnknown: DeliveryRetryPolicy");
        }
    }

    private static void takesTheLeast(String method, JsonNode body) throws RedfishException {
        if (method.equals("POST") && body.size() > 4) {
            throw refused(400, "GeneralError: something is wrong with the request");
        }
    }

    private static Subscriptions at(FakeEventService bmc) {
        return new Subscriptions(
                bmc, bmc.offer(), FakeEventService.COLLECTION, "dc1", "r12-u07", BASE);
    }

    @ParameterizedTest
    @EnumSource
    void subscribesInEveryDialectOnceAndLeavesNothingBehind(Dialect dialect) throws Exception {
        FakeEventService bmc = dialect.bmc();
        bmc.with(FOREIGN);
        bmc.with(OLD);
        Subscriptions ours = at(bmc);

        Outcome outcome = ours.ensure(URL);

        assertThat(outcome).isInstanceOf(Outcome.There.class);
        assertThat(bmc.destinations()).containsExactly("https://other/x", URL);
        assertThat(bmc.contexts()).containsExactly("theirs", MARK);
        System.out.printf(
                "%s: %d requests: %s%n",
                dialect,
                bmc.lines.size(),
                bmc.lines.stream().filter(line -> line.startsWith("POST")).toList().getLast());

        ours.remove(((Outcome.There) outcome).path());

        assertThat(bmc.contexts()).containsExactly("theirs");
    }

    @Test
    void keepsTheRightOneAndDeletesItsDoubles() throws Exception {
        FakeEventService bmc = Dialect.ILO_5.bmc();
        bmc.with(OLD);
        String right = bmc.with("{\"Destination\":\"%s\",\"Context\":\"%s\"}".formatted(URL, MARK));
        bmc.with("{\"Destination\":\"%s\",\"Context\":\"%s\"}".formatted(URL, MARK));

        assertThat(at(bmc).ensure(URL)).isEqualTo(new Outcome.There(right));

        assertThat(bmc.subscriptions).containsOnlyKeys(right);
        assertThat(bmc.lines).noneMatch(line -> line.startsWith("POST"));
    }

    @Test
    void makesOneAnewThatTheBmcHasGivenUp() throws Exception {
        FakeEventService bmc = Dialect.OPENBMC.bmc();
        bmc.with(
                "{\"Destination\":\"%s\",\"Context\":\"%s\",\"Status\":{\"State\":\"Disabled\"}}"
                        .formatted(URL, MARK));
        at(bmc).ensure(URL);
        assertThat(bmc.subscriptions).hasSize(1);
        assertThat(bmc.subscriptions.values()).noneMatch(one -> one.has("Status"));
    }

    @Test
    void touchesNeitherOthersNorThoseOfOtherTargets() throws Exception {
        FakeEventService bmc = Dialect.OPENBMC.bmc();
        bmc.with(FOREIGN);
        bmc.with("{\"Destination\":\"https://x\",\"Context\":\"sideband:dc1:r12-u08\"}");
        bmc.with("{\"Destination\":\"https://x\",\"Context\":\"sideband:dc1:r12-u070\"}");
        bmc.with("{\"Destination\":\"https://x\",\"Context\":\"sideband:dc2:r12-u07\"}");
        bmc.with("{\"Destination\":\"%sab/cd\",\"Context\":\"sideband:dc1:twin\"}".formatted(BASE));
        at(bmc).ensure(URL);
        at(bmc).removeAll();
        assertThat(bmc.subscriptions).hasSize(5);
    }

    @Test
    void knowsItsOwnByTheAddressWhereTheBmcKeepsNoContext() throws Exception {
        FakeEventService bmc = Dialect.OPENBMC.bmc();
        bmc.keepsContext = false;
        bmc.saysWhere = false;
        bmc.with("{\"Destination\":\"%sdead/beef\"}".formatted(BASE));
        assertThat(at(bmc).ensure(URL)).isInstanceOf(Outcome.There.class);
        assertThat(bmc.destinations()).containsExactly(URL);
        at(bmc).removeAll();
        assertThat(bmc.subscriptions).isEmpty();
    }

    @Test
    void saysThatThereIsNoRoom() throws Exception {
        FakeEventService bmc = Dialect.OPENBMC.bmc();
        bmc.with(FOREIGN);
        bmc.room = 1;
        assertThat(at(bmc).ensure(URL)).isInstanceOf(Outcome.NoRoom.class);
        assertThat(bmc.lines).filteredOn(line -> line.startsWith("POST")).hasSize(1);
    }

    @Test
    void givesUpWhereTheAddressIsNotTaken() throws Exception {
        var bmc =
                new FakeEventService(
                        WITH_TYPES,
                        (method, _) -> {
                            if (method.equals("POST")) {
                                throw refused(
                                        400, "PropertyValueFormatError: the value of Destination");
                            }
                        });
        assertThat(at(bmc).ensure(URL)).isInstanceOf(Outcome.Unwanted.class);
        assertThat(bmc.lines).filteredOn(line -> line.startsWith("POST")).hasSize(1);
    }

    @Test
    void doesNotRepeatTheSecretInTheAddressThatABmcRefuses() throws Exception {
        for (int status : new int[] {400, 403, 405}) {
            var bmc =
                    new FakeEventService(
                            WITH_TYPES,
                            (_, _) -> {
                                throw refused(
                                        status,
                                        "https://10.0.0.7: PropertyValueFormatError: the value '"
                                                + URL
                                                + "' of Destination is wrong");
                            });
            assertThat(at(bmc).ensure(URL))
                    .isInstanceOfSatisfying(
                            Outcome.Unwanted.class,
                            unwanted ->
                                    assertThat(unwanted.why())
                                            .doesNotContain("c2d3")
                                            .contains("of Destination is wrong"));
        }
    }

    @Test
    void givesUpWhereNothingIsTaken() throws Exception {
        for (int status : new int[] {400, 403, 404, 405, 500, 501}) {
            var bmc =
                    new FakeEventService(
                            "{\"EventFormatTypes\":[\"Event\"],"
                                    + "\"EventTypesForSubscription\":[\"Alert\"]}",
                            (_, _) -> {
                                throw refused(status, "no");
                            });
            assertThat(at(bmc).ensure(URL)).isInstanceOf(Outcome.Unwanted.class);
            assertThat(bmc.lines)
                    .filteredOn(line -> line.startsWith("POST"))
                    .as("attempts at %d", status)
                    .hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void leavesABusyBmcForLater() {
        var bmc =
                new FakeEventService(
                        WITH_TYPES,
                        (_, _) -> {
                            throw refused(503, "ServiceTemporarilyUnavailable: later");
                        });
        assertThatThrownBy(() -> at(bmc).ensure(URL)).isInstanceOf(RedfishException.Busy.class);
    }

    @Test
    void takesAFreeSlotWhereAllAreThereFromTheBeginningAndEmptiesItAgain() throws Exception {
        FakeEventService bmc = slots((_, _) -> {});
        Subscriptions ours = at(bmc);

        Outcome outcome = ours.ensure(URL);

        assertThat(outcome).isEqualTo(new Outcome.There(FakeEventService.COLLECTION + "/2"));
        JsonNode taken = bmc.at(FakeEventService.COLLECTION + "/2");
        assertThat(taken.path("Destination").asText()).isEqualTo(URL);
        assertThat(taken.path("Protocol").asText()).isEqualTo("Redfish");
        assertThat(taken.path("EventTypes")).hasSize(1);
        assertThat(taken.findValue("EnableSubscription").asBoolean()).isTrue();
        assertThat(ours.ensure(URL)).isEqualTo(outcome);

        ours.removeAll();

        assertThat(taken.path("Destination").asText()).isEqualTo("0.0.0.0");
        assertThat(taken.path("Context").asText()).isEmpty();
        assertThat(taken.findValue("EnableSubscription").asBoolean()).isFalse();
        assertThat(bmc.subscriptions).hasSize(4);
        assertThat(bmc.contexts()).contains("theirs");
        assertThat(bmc.lines).noneMatch(line -> line.startsWith("POST"));
    }

    @Test
    void postsWhereSlotsCannotBeChanged() throws Exception {
        FakeEventService bmc =
                slots((method, _) -> {
                    if (method.equals("PATCH")) {
                        throw refused(405, "no");
                    }
                });
        assertThat(at(bmc).ensure(URL)).isInstanceOf(Outcome.There.class);
        assertThat(bmc.subscriptions).hasSize(5);
        at(bmc).removeAll();
        assertThat(bmc.subscriptions).hasSize(4);
    }

    private static FakeEventService slots(Maker maker) {
        var bmc = new FakeEventService(WITH_TYPES, maker);
        bmc.with(slot("Enabled", "https://other/x", "\"theirs\"", true));
        for (int i = 0; i < 3; i++) {
            bmc.with(slot("Disabled", "0.0.0.0", "null", false));
        }
        return bmc;
    }

    private static String slot(String state, String destination, String context, boolean on) {
        return """
        {"Status":{"State":"%s"},"Destination":"%s","Context":%s,"Protocol":"SNMPv1",
         "EventTypes":[],"Oem":{"Supermicro":{"Severity":"Information","EnableSubscription":%s}}}
        """
                .formatted(state, destination, context, on);
    }
}
