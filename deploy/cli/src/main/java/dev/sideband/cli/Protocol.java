package dev.sideband.cli;

/** What is spoken with a BMC. */
enum Protocol {
    IPMI,
    REDFISH
}
