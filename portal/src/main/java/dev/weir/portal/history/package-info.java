/**
 * History: who published what, from when to when, and why it ended.
 *
 * <p>Owns what is kept of each publish, how it is collected from the nodes, and how it is searched.
 * Does not own what is live ({@code runtime.live}) or how facts travel ({@code runtime.lifecycle}).
 * Runs on virtual threads.
 */
@NullMarked
package dev.weir.portal.history;

import org.jspecify.annotations.NullMarked;
