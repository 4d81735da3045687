/**
 * Quirks: what some firmware does against the specification, and what cures it.
 *
 * <p>Most faults of firmware are coped with always, as a wrong record count or a short answer is. A
 * {@link dev.sideband.ipmi.quirk.Quirk} is for the few whose cure would harm a BMC that does it
 * right. Which BMC has which is data: the resource {@code quirks.txt}, read by {@link
 * dev.sideband.ipmi.quirk.QuirkProfiles}. Values only.
 */
@NullMarked
package dev.sideband.ipmi.quirk;

import org.jspecify.annotations.NullMarked;
