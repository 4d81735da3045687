/**
 * Commands of the chassis network function (IPMI 2.0 chapter 28): power, identify light, boot
 * options.
 */
@NullMarked
package dev.sideband.ipmi.command.chassis;

import org.jspecify.annotations.NullMarked;
