package dev.sideband.cli;

import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.ipmi.client.SessionOptions;

/**
 * Where a BMC is and who logs in there.
 *
 * @param options how, with the BMC's key K_G where it has one
 */
record BmcLogin(BmcAddress address, Credentials credentials, SessionOptions options)
        implements Login {}
