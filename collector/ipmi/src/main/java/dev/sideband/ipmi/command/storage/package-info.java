/**
 * Storage commands (NetFn 0Ah): the SDR repository and the System Event Log (IPMI 2.0 §33, §31).
 *
 * <p>Only what reads: nothing here erases a log or writes a record.
 */
@NullMarked
package dev.sideband.ipmi.command.storage;

import org.jspecify.annotations.NullMarked;
