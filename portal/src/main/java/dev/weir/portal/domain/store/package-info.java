/**
 * Stores that tenants bring, as they rest: documents, and secrets under seal.
 *
 * <p>Owns the names of their fields and what a secret is bound to. Does not own what stores mean
 * ({@code contract.storage}), or who changes them ({@code portal.store}). Pure.
 */
@NullMarked
package dev.weir.portal.domain.store;

import org.jspecify.annotations.NullMarked;
