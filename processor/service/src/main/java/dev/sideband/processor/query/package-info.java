/**
 * The HTTP API under {@code /api/v1} and the page: JSON, read-only, one shape of error.
 *
 * <p>It shows what {@code view} has of the topics, and nothing that is not on one.
 */
@NullMarked
package dev.sideband.processor.query;

import org.jspecify.annotations.NullMarked;
