package dev.sideband.ipmi.crypto;

import dev.sideband.ipmi.wire.Bytes;

/**
 * What both sides know after RAKP 1 and 2 and none of which is secret.
 *
 * @param role the role byte exactly as RAKP 1 carried it, name-only bit included
 */
public record RakpExchange(
        int consoleSessionId,
        int bmcSessionId,
        Bytes consoleRandom,
        Bytes bmcRandom,
        Bytes guid,
        int role,
        Bytes username) {}
