package dev.sideband.cli;

/** A BMC that speaks both protocols. It is asked by IPMI, which answers sooner, if that answers. */
record EitherLogin(BmcLogin ipmi, RedfishLogin redfish) implements Login {}
