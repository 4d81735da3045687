/** The health of a server as a number that names its reasons. */
@NullMarked
package dev.sideband.detection.health;

import org.jspecify.annotations.NullMarked;
