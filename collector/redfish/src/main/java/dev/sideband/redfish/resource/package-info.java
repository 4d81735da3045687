/** Redfish resources as BMCs really send them: with nulls, texts for numbers and missing parts. */
@NullMarked
package dev.sideband.redfish.resource;

import org.jspecify.annotations.NullMarked;
