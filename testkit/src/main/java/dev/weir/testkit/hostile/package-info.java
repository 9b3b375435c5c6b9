/**
 * Media that no decoder should be given: a good FLV, spoilt in all the ways that are known.
 *
 * <p>Owns the ways, and that each comes out the same for the same seed. Does not own whom it is
 * pushed to. Pure.
 */
@NullMarked
package dev.weir.testkit.hostile;

import org.jspecify.annotations.NullMarked;
