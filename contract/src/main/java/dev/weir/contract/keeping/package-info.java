/**
 * What of a stream is kept, and for how long: recordings, snapshots, time shift; by rules of its
 * push domain.
 *
 * <p>Owns the shape of the rules, their limits, and how kept objects are named. Does not own where
 * objects lie ({@code runtime.storage}), who makes them ({@code recorder}, {@code
 * transcoder.snapshot}) or where rules are edited ({@code portal.keeping}). Pure.
 */
@NullMarked
package dev.weir.contract.keeping;

import org.jspecify.annotations.NullMarked;
