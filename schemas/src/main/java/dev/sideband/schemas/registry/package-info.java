/** The way to the schema registry, which gives schemas their ids. */
@NullMarked
package dev.sideband.schemas.registry;

import org.jspecify.annotations.NullMarked;
