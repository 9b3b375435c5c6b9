/**
 * The REST API, {@code /api/v1}: what the portal shows, for programs.
 *
 * <p>Owns the gate that asks for an API key, and the JSON of each answer. Does not own what it
 * tells of. Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.api;

import org.jspecify.annotations.NullMarked;
