package dev.sideband.simulator.redfish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that is not carried out, with the error body of DSP0266 §8.6. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String REGISTRY = "Base.1.8.";

    private final int status;
    private final String messageId;

    private Refusal(int status, String messageId, String text) {
        super(text, null, false, false);
        this.status = status;
        this.messageId = messageId;
    }

    /**
     * @param key of the message in the standard's registry "Base"
     */
    static Refusal of(int status, String key, String text) {
        return new Refusal(status, REGISTRY + key, text);
    }

    /** One whose message stands in the maker's own registry. */
    static Refusal ofMaker(int status, String messageId, String text) {
        return new Refusal(status, messageId, text);
    }

    static Refusal notFound(String path) {
        return of(
                404,
                "ResourceMissingAtURI",
                "The resource at the URI %s was not found.".formatted(path));
    }

    static Refusal unauthorized() {
        return of(
                401,
                "NoValidSession",
                "There is no valid session established with the implementation.");
    }

    static Refusal forbidden() {
        return of(
                403,
                "InsufficientPrivilege",
                "There are insufficient privileges for the account or credentials associated with"
                        + " the current session to perform the requested operation.");
    }

    static Refusal badValue(String property) {
        return of(
                400,
                "PropertyValueNotInList",
                "The value of the property %s is not in the list of acceptable values."
                        .formatted(property));
    }

    int status() {
        return status;
    }

    Answer answer() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error");
        String text = String.valueOf(getMessage());
        error.put("code", REGISTRY + "GeneralError");
        error.put(
                "message", "A general error has occurred. See ExtendedInfo for more information.");
        ObjectNode info = error.putArray("@Message.ExtendedInfo").addObject();
        info.put("@odata.type", "#Message.v1_1_0.Message");
        info.put("MessageId", messageId);
        info.put("Message", text);
        info.putArray("MessageArgs");
        info.put("Severity", status < 500 ? "Warning" : "Critical");
        info.put("Resolution", "None.");
        Answer answer = Answer.of(status, body);
        return status == 401
                ? answer.with("WWW-Authenticate", "Basic realm=\"RedfishRealm\"")
                : answer;
    }
}
