package dev.sideband.cli;

import dev.sideband.ipmi.client.BmcAddress;
import dev.sideband.ipmi.client.Credentials;
import dev.sideband.runtime.Secret;

import org.jspecify.annotations.Nullable;

/**
 * Where a BMC is and who logs in there.
 *
 * @param bmcKey K_G, where the BMC has one
 */
record BmcLogin(BmcAddress address, Credentials credentials, @Nullable Secret bmcKey) {}
