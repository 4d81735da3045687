package dev.sideband.ipmi.crypto;

/**
 * The three algorithm numbers of a proposal (IPMI 2.0 tables 13-17 to 13-19), whether known here or
 * not.
 */
public record Algorithms(int authentication, int integrity, int confidentiality) {}
