/**
 * What an operator does to a chassis: power it, choose what it boots from (IPMI 2.0 chapter 28).
 *
 * <p>On top of the commands in {@link dev.sideband.ipmi.command.chassis}: an answer that got lost
 * is settled by looking at the server, never by asking it to do the same again.
 */
@NullMarked
package dev.sideband.ipmi.chassis;

import org.jspecify.annotations.NullMarked;
