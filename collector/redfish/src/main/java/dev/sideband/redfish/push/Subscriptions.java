package dev.sideband.redfish.push;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.Members;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.client.RedfishClient.Patience;
import dev.sideband.redfish.resource.Resource;
import dev.sideband.redfish.resource.ResourcePath;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Our subscription at one BMC among those of others (DSP0268: EventDestination). BMCs keep them
 * over restarts, of theirs and of ours, and have room for few; so each carries a mark, what was
 * left behind is deleted, and what does not carry it is never touched.
 */
final class Subscriptions {
    /** Before whose it is and for which target. */
    static final String MARK = "sideband:";

    private static final int MAX_ATTEMPTS = 12;

    /** Of a slot that nobody uses. */
    private static final String NO_DESTINATION = "0.0.0.0";

    private static final String MASK = "***";

    private static final Pattern NOWHERE =
            Pattern.compile("(?:https?://)?(?:0\\.0\\.0\\.0|\\[?::]?)?(?::[0-9]*)?/?");

    private static final Pattern NO_ROOM =
            Pattern.compile(
                    "(?i)LimitExceeded|LimitReached|SubscriptionLimit|ResourceExhaustion"
                            + "|(?:maximum|limit|too many)[^.]*subscription"
                            + "|subscription[^.]*(?:maximum|limit|too many)");

    /** How a subscription went. */
    sealed interface Outcome {
        /** It is there. */
        record There(String path) implements Outcome {}

        /** The BMC has no more to give. */
        record NoRoom(String why) implements Outcome {}

        /** The BMC takes none, however it is asked. */
        record Unwanted(String why) implements Outcome {}
    }

    private final RedfishClient client;
    private final EventOffer offer;
    private final String collection;
    private final String mark;
    private final String base;
    private final Set<String> slots = new HashSet<>();

    /**
     * @param base what the addresses of all mailboxes begin with
     */
    Subscriptions(
            RedfishClient client,
            EventOffer offer,
            String collection,
            String owner,
            String target,
            String base) {
        this.client = client;
        this.offer = offer;
        this.collection = collection;
        this.mark = MARK + owner + ":" + target;
        this.base = base;
    }

    /**
     * Sees to it that the BMC posts its events to {@code destination}, and nothing of ours
     * elsewhere.
     *
     * @throws RedfishException where that could not be found out
     */
    Outcome ensure(String destination) throws RedfishException, InterruptedException {
        List<Resource> all = all();
        Optional<Resource> right =
                all.stream().filter(one -> isOurs(one) && isRight(one, destination)).findFirst();
        for (Resource one : all) {
            if (isOurs(one) && !right.filter(one::equals).isPresent()) {
                remove(one);
            }
        }
        slots.clear();
        all.stream()
                .filter(one -> switched(one, false).isPresent())
                .forEach(one -> slots.add(one.path()));
        if (right.isPresent()) {
            return new Outcome.There(right.get().path());
        }
        Optional<Resource> slot = all.stream().filter(Subscriptions::isFreeSlot).findFirst();
        if (slot.isPresent() && occupy(slot.get(), destination)) {
            return new Outcome.There(slot.get().path());
        }
        return create(destination);
    }

    /** What a BMC says, without the secret in an address of ours that it repeats. */
    String masked(String text) {
        return text.replaceAll(Pattern.quote(base) + "[^\\s'\"]*", MASK);
    }

    /** Deletes all that is ours. */
    void removeAll() throws RedfishException, InterruptedException {
        for (Resource one : all()) {
            if (isOurs(one)) {
                remove(one);
            }
        }
    }

    /** Deletes the one at {@code path}. */
    void remove(String path) throws RedfishException, InterruptedException {
        try {
            if (slots.contains(path)) {
                remove(client.get(path, Patience.LOG));
            } else {
                client.delete(path);
            }
        } catch (RedfishException.NotFound gone) {
            // So it is not there.
        }
    }

    /** All that can be read; others' may be closed to us. */
    private List<Resource> all() throws RedfishException, InterruptedException {
        List<Resource> all = new ArrayList<>();
        for (Resource entry : Members.entries(client, collection, Patience.LOG)) {
            if (!entry.isReference()) {
                all.add(entry);
                continue;
            }
            try {
                all.add(client.get(entry.path(), Patience.LOG));
            } catch (RedfishException.NotFound | RedfishException.Denied none) {
                // It is none of ours.
            }
        }
        return all;
    }

    /**
     * By its mark, or where the BMC keeps no Context by its destination; what carries another mark
     * is another's, or of another target at the same BMC.
     */
    private boolean isOurs(Resource one) {
        String context = one.text("Context").orElse("");
        return context.equals(mark)
                || (!context.startsWith(MARK)
                        && one.text("Destination").filter(to -> to.startsWith(base)).isPresent());
    }

    private static boolean isRight(Resource one, String destination) {
        boolean ended =
                one.state()
                        .filter(state -> state.equals("Disabled") || state.contains("Suspended"))
                        .isPresent();
        return !ended && one.text("Destination").filter(destination::equals).isPresent();
    }

    /**
     * Supermicro has all of its subscriptions from the beginning, and those in use differ by this.
     */
    private static boolean isFreeSlot(Resource one) {
        return one.state().filter("Disabled"::equals).isPresent()
                && NOWHERE.matcher(one.text("Destination").orElse("")).matches();
    }

    /**
     * The maker's own switch of a slot, in the place where it stands; nothing where there is none.
     */
    private static Optional<ObjectNode> switched(Resource slot, boolean on) {
        Resource oem = slot.part("Oem");
        for (String maker : oem.names()) {
            for (String name : List.of("EnableSubscription", "Enable", "Enabled")) {
                if (oem.part(maker).flag(name).isPresent()) {
                    ObjectNode node = JsonNodeFactory.instance.objectNode();
                    node.putObject(maker).put(name, on);
                    return Optional.of(node);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the slot could be taken. */
    private boolean occupy(Resource slot, String destination)
            throws RedfishException, InterruptedException {
        var request = new SubscriptionRequest(offer, destination, mark);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            ObjectNode body = request.body();
            switched(slot, true).ifPresent(oem -> body.set("Oem", oem));
            try {
                client.patch(slot.path(), body);
                return true;
            } catch (RedfishException.Refused refused) {
                if (!isOfTheBody(refused) || !request.learn(String.valueOf(refused.getMessage()))) {
                    return false;
                }
            } catch (RedfishException.NotFound none) {
                return false;
            }
        }
        return false;
    }

    private Outcome create(String destination) throws RedfishException, InterruptedException {
        var request = new SubscriptionRequest(offer, destination, mark);
        String why = "";
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                return new Outcome.There(path(client.post(collection, request.body())));
            } catch (RedfishException.Refused | RedfishException.Busy refused) {
                why = masked(String.valueOf(refused.getMessage()));
                if (NO_ROOM.matcher(why).find() || isFull(refused)) {
                    return new Outcome.NoRoom(why);
                }
                if (refused instanceof RedfishException.Busy) {
                    throw refused;
                }
                if (!isOfTheBody(refused) || !request.learn(why)) {
                    return new Outcome.Unwanted(why);
                }
            } catch (RedfishException.NotFound | RedfishException.Denied refused) {
                return new Outcome.Unwanted(masked(String.valueOf(refused.getMessage())));
            }
        }
        return new Outcome.Unwanted(why);
    }

    private static boolean isFull(RedfishException refused) {
        return refused instanceof RedfishException.Refused full && full.status() == 507;
    }

    /** Whether another body could fare better; some have 500 for what they do not know. */
    private static boolean isOfTheBody(RedfishException refused) {
        return refused instanceof RedfishException.Refused one
                && (one.status() == 400 || one.status() == 422 || one.status() == 500);
    }

    /** Where what was made is; some do not say. */
    private String path(RedfishClient.Answer made) throws RedfishException, InterruptedException {
        if (!made.location().isEmpty()) {
            return made.location();
        }
        Optional<String> id = made.body().text("@odata.id");
        boolean whole =
                id.filter(path -> !ResourcePath.of(path).equals(ResourcePath.of(collection)))
                        .isPresent();
        if (whole) {
            return id.get();
        }
        return all().stream().filter(this::isOurs).map(Resource::path).findFirst().orElse("");
    }

    /** A slot is emptied; one that came by a POST is deleted. */
    private void remove(Resource one) throws RedfishException, InterruptedException {
        Optional<ObjectNode> off = switched(one, false);
        if (off.isPresent() && isEmptied(one, off.get())) {
            return;
        }
        try {
            client.delete(one.path());
        } catch (RedfishException.NotFound gone) {
            // So it is not there.
        }
    }

    private boolean isEmptied(Resource slot, ObjectNode off)
            throws RedfishException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Destination", NO_DESTINATION).put("Context", "").set("Oem", off);
        try {
            client.patch(slot.path(), body);
            return true;
        } catch (RedfishException.Refused no) {
            return false;
        }
    }
}
