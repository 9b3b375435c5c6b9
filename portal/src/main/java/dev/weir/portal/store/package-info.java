/**
 * Stores that a tenant brought: buckets of its own, into which recordings can go.
 *
 * <p>Owns where they rest, who may change them, that none is lost when two people edit at once,
 * which recordings lie in one, and their pages. Does not own how stores are spoken to ({@code
 * runtime.storage}), the documents that they rest in ({@code portal.domain.store}), or which rules
 * name them ({@code portal.keeping}). Runs on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.store;

import org.jspecify.annotations.NullMarked;
