/**
 * Every domain's policy on every node, as last published.
 *
 * <p>Owns where policies are in Redis and on disk, with signing keys sealed in both. Does not own
 * how they travel ({@code runtime.replica}) or where they are edited ({@code portal.domain}). Reads
 * are lock-free on any thread.
 */
@NullMarked
package dev.weir.runtime.policy;

import org.jspecify.annotations.NullMarked;
