/**
 * A domain's whole policy as one immutable, versioned snapshot: all that the data plane must know
 * to decide about a publisher or a viewer without asking anybody.
 *
 * <p>Owns the shape. Does not own how it travels ({@code runtime.policy}) or where it is edited
 * ({@code portal.domain}). Pure.
 */
@NullMarked
package dev.weir.contract.policy;

import org.jspecify.annotations.NullMarked;
