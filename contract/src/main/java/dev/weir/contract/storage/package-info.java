/**
 * Where files lie that are kept: stores that tenants bring, classes of storage, and what a store is
 * asked to do with bytes at rest.
 *
 * <p>Owns the shape of a tenant's store and its limits. Does not own how stores are spoken to
 * ({@code runtime.storage}), what is kept ({@code contract.keeping}) or where stores are edited
 * ({@code portal.store}). Pure.
 */
@NullMarked
package dev.weir.contract.storage;

import org.jspecify.annotations.NullMarked;
