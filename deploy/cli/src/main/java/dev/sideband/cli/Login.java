package dev.sideband.cli;

/** Where a BMC is and who logs in there, in the protocol that is spoken with it. */
sealed interface Login permits BmcLogin, RedfishLogin {}
