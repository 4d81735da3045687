package dev.sideband.simulator.ipmi;

import dev.sideband.ipmi.crypto.AuthenticationType;
import dev.sideband.ipmi.crypto.CipherSuite;
import dev.sideband.ipmi.crypto.RakpKey;
import dev.sideband.ipmi.message.PrivilegeLevel;
import dev.sideband.simulator.model.Profile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a BMC is set up, besides what its make decides.
 *
 * @param accounts who may log in
 * @param suites that are enabled, each with the highest level that it may give
 * @param bmcKey K_G; stays the caller's to close
 * @param ipmi15 how IPMI 1.5 sessions may be authenticated; empty where there are none
 * @param device what it says that it is, where that is not what its profile says
 * @param quirks what it does that no specification says
 */
public record BmcSettings(
        List<Account> accounts,
        Map<CipherSuite, PrivilegeLevel> suites,
        Optional<RakpKey> bmcKey,
        Set<AuthenticationType> ipmi15,
        Optional<Device> device,
        Set<WireQuirk> quirks) {
    /** What Get Device ID says; the minor revision of the firmware has two decimal digits. */
    public record Device(int manufacturerId, int productId, int firmwareMajor, int firmwareMinor) {
        static Device of(Profile profile) {
            return new Device(
                    profile.manufacturerId(),
                    profile.productId(),
                    profile.firmwareMajor(),
                    profile.firmwareMinor());
        }
    }

    public BmcSettings {
        accounts = List.copyOf(accounts);
        suites = Map.copyOf(suites);
        ipmi15 = Set.copyOf(ipmi15);
        quirks = Set.copyOf(quirks);
    }

    /** These accounts, and the rest as the maker delivers it. */
    public static BmcSettings of(Profile profile, List<Account> accounts) {
        return new BmcSettings(
                        accounts, Map.of(), Optional.empty(), Set.of(), Optional.empty(), Set.of())
                .enabling(profile.cipherSuites().stream().map(CipherSuite::of).toList());
    }

    public BmcSettings withAccounts(List<Account> all) {
        return new BmcSettings(all, suites, bmcKey, ipmi15, device, quirks);
    }

    /** These suites alone, each up to level Administrator. */
    public BmcSettings withSuites(CipherSuite... all) {
        return enabling(Arrays.asList(all));
    }

    private BmcSettings enabling(List<CipherSuite> all) {
        Map<CipherSuite, PrivilegeLevel> limits =
                all.stream()
                        .collect(Collectors.toMap(one -> one, _ -> PrivilegeLevel.ADMINISTRATOR));
        return new BmcSettings(accounts, limits, bmcKey, ipmi15, device, quirks);
    }

    /** This suite as well, up to a level. */
    public BmcSettings withSuite(CipherSuite suite, PrivilegeLevel limit) {
        var more = new HashMap<>(suites);
        more.put(suite, limit);
        return new BmcSettings(accounts, more, bmcKey, ipmi15, device, quirks);
    }

    public BmcSettings withBmcKey(RakpKey key) {
        return new BmcSettings(accounts, suites, Optional.of(key), ipmi15, device, quirks);
    }

    /** IPMI 1.5 sessions as well; {@link #withSuites} without any suite leaves these alone. */
    public BmcSettings withIpmi15(AuthenticationType... types) {
        return new BmcSettings(accounts, suites, bmcKey, Set.of(types), device, quirks);
    }

    /** Another make than its profile's, as far as it says so. */
    public BmcSettings withDevice(Device other) {
        return new BmcSettings(accounts, suites, bmcKey, ipmi15, Optional.of(other), quirks);
    }

    public BmcSettings withQuirks(WireQuirk... all) {
        return new BmcSettings(accounts, suites, bmcKey, ipmi15, device, Set.of(all));
    }
}
