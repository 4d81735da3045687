/**
 * The {@code sideband} command line: one class per subcommand.
 *
 * <p>No logic of its own: a command checks its options, calls the module that does the work, and
 * prints. What is printed for machines is JSON Lines on standard output and nothing else;
 * everything for people's eyes besides the result goes to standard error. Exit codes: 0 done, 1 the
 * work failed, 2 wrong usage or configuration.
 */
@NullMarked
package dev.sideband.cli;

import org.jspecify.annotations.NullMarked;
