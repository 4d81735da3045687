/**
 * The keys and codes of RMCP+ (IPMI 2.0 §13.28 to §13.32), on the JDK's own algorithms.
 *
 * <p>Objects that hold a key are owned by one thread, never print it, and overwrite it when they
 * are closed.
 */
@NullMarked
package dev.sideband.ipmi.crypto;

import org.jspecify.annotations.NullMarked;
