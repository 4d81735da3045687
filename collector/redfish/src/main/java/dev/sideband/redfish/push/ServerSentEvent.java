package dev.sideband.redfish.push;

/**
 * One event of a stream (HTML, server-sent events §9.2.6).
 *
 * @param type as its {@code event} field says; empty where there is none
 * @param data its {@code data} lines, with a line feed between two of them
 * @param id the last id that the stream gave, in this event or before
 * @param cut whether there was more of it than is kept
 */
public record ServerSentEvent(String type, String data, String id, boolean cut) {}
