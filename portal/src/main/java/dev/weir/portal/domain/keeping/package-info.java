/**
 * What of a push domain's streams is kept, as documents: how rules rest, and how the API tells and
 * takes them.
 *
 * <p>Owns the names of their fields. Does not own what rules mean ({@code contract.keeping}), or
 * who changes them ({@code portal.keeping}). Pure.
 */
@NullMarked
package dev.weir.portal.domain.keeping;

import org.jspecify.annotations.NullMarked;
