/**
 * Every domain's policy on every node, as last published.
 *
 * <p>Owns the copy in memory, its way through Redis and the last good snapshot on disk, with
 * signing keys sealed in both. Does not own where policies are edited ({@code portal.domain}).
 * Reads are lock-free on any thread.
 */
@NullMarked
package dev.weir.runtime.policy;

import org.jspecify.annotations.NullMarked;
