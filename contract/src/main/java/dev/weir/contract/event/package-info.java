/**
 * What happened to publishes and recordings, and what was wrong with them, as the data plane tells
 * it to the control plane.
 *
 * <p>Owns the shape of the facts. Does not own how they travel ({@code runtime.lifecycle}) or where
 * they are kept ({@code portal.history}). Pure.
 */
@NullMarked
package dev.weir.contract.event;

import org.jspecify.annotations.NullMarked;
