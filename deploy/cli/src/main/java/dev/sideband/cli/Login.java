package dev.sideband.cli;

/** Where a BMC is and who logs in there, in the protocols that may be spoken with it. */
sealed interface Login permits BmcLogin, RedfishLogin, EitherLogin {}
