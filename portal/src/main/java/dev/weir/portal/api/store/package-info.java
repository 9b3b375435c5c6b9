/**
 * {@code /api/v1/stores}: a tenant's own stores.
 *
 * <p>Owns how they are told and taken. Does not own what may be done ({@code portal.store}). Runs
 * on the portal's virtual threads.
 */
@NullMarked
package dev.weir.portal.api.store;

import org.jspecify.annotations.NullMarked;
