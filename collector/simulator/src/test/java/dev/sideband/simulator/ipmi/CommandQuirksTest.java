package dev.sideband.simulator.ipmi;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A BMC that is pressed, and our client that has patience. */
class CommandQuirksTest {
    @ParameterizedTest
    @EnumSource(names = {"BUSY_NOW_AND_THEN", "TIMES_OUT_NOW_AND_THEN", "SILENT_NOW_AND_THEN"})
    void asksAgain(CommandQuirk quirk) throws Exception {
        QuirkyBmc.with(quirk).assertReadsTheTruth();
    }
}
