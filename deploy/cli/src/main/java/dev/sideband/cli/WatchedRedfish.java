package dev.sideband.cli;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sideband.redfish.RedfishException;
import dev.sideband.redfish.client.RedfishClient;
import dev.sideband.redfish.resource.Resource;

/** Says what is read of a Redfish service, from the requests that pass. */
record WatchedRedfish(RedfishClient client, StatusLine line) implements RedfishClient {
    @Override
    public Resource get(String path, Patience patience)
            throws RedfishException, InterruptedException {
        line.say("reading " + path);
        return client.get(path, patience);
    }

    @Override
    public Answer post(String path, JsonNode body) throws RedfishException, InterruptedException {
        return client.post(path, body);
    }

    @Override
    public Answer patch(String path, JsonNode body) throws RedfishException, InterruptedException {
        return client.patch(path, body);
    }

    @Override
    public void delete(String path) throws RedfishException, InterruptedException {
        client.delete(path);
    }
}
