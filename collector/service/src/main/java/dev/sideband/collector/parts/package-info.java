/**
 * Changes of a server's parts: what came, went, was replaced or has another firmware since it was
 * last announced. Decisions are pure functions of what was known and what was read.
 */
@NullMarked
package dev.sideband.collector.parts;

import org.jspecify.annotations.NullMarked;
