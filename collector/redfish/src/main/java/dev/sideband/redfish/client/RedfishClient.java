package dev.sideband.redfish.client;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.resource.Resource;

/**
 * One BMC's Redfish service. All paths are those that the service itself gave, such as {@code
 * /redfish/v1/Chassis/1}, with or without a query. Used by one thread at a time.
 */
public interface RedfishClient {
    /** How long a request may take. */
    enum Patience {
        /** What is read in every poll. */
        READING,
        /** Logs, which some BMCs take many seconds for, and what is read seldom. */
        LOG
    }

    /**
     * Reads a resource.
     *
     * @throws RedfishException where it could not be read, also where it is no JSON object
     */
    Resource get(String path, Patience patience) throws RedfishException, InterruptedException;

    /** As {@link #get(String, Patience)}, as long as a reading may take. */
    default Resource get(String path) throws RedfishException, InterruptedException {
        return get(path, Patience.READING);
    }

    /** Creates something or runs an action; never sent a second time. */
    Answer post(String path, JsonNode body) throws RedfishException, InterruptedException;

    /** Changes part of a resource. */
    Answer patch(String path, JsonNode body) throws RedfishException, InterruptedException;

    /** Deletes a resource. */
    void delete(String path) throws RedfishException, InterruptedException;

    /**
     * What came back of a change.
     *
     * @param location the path of what was created; empty where nothing was
     * @param body the answer; empty where there was none
     */
    record Answer(String location, Resource body) {}
}
