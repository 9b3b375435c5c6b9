/**
 * Why somebody was not let in: every check in order, with what it found, for an address that
 * somebody pastes or a refusal that a door told of; and how many were refused for which cause.
 *
 * <p>Owns the explanation and its pages. Does not own the checks ({@code contract.check}, the same
 * that the doors decide by) or the way refusals come here ({@code runtime.refusal}). An address is
 * explained by the tenant's own domains alone. For virtual threads.
 */
@NullMarked
package dev.weir.portal.refusal;

import org.jspecify.annotations.NullMarked;
