/**
 * Who watches a stream, asked of all gateways at once and only when somebody wants to know.
 *
 * <p>Owns the question's and the answers' way through Redis, and how long they are waited for. Does
 * not own their shape ({@code contract.live}) or who watches ({@code gateway.live}). Thread-safe;
 * futures complete on the caller's Vert.x context.
 */
@NullMarked
package dev.weir.runtime.audience;

import org.jspecify.annotations.NullMarked;
