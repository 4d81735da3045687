package dev.sideband.simulator.ipmi;

import java.util.List;
import java.util.Set;

/**
 * How a BMC is set up, besides what its make decides.
 *
 * @param accounts who may log in
 * @param quirks what it does that no specification says
 */
public record BmcSettings(List<Account> accounts, Set<WireQuirk> quirks) {
    public BmcSettings {
        accounts = List.copyOf(accounts);
        quirks = Set.copyOf(quirks);
    }

    /** These accounts, and all as the specification has it. */
    public static BmcSettings of(List<Account> accounts) {
        return new BmcSettings(accounts, Set.of());
    }

    public BmcSettings withQuirks(WireQuirk... all) {
        return new BmcSettings(accounts, Set.of(all));
    }
}
