/**
 * What our player tells of how it plays, on its way from viewers to the control plane.
 *
 * <p>Owns what a beacon may say, how often a viewer may send one, and the sums of the last seconds.
 * Does not own who may send one ({@code gateway.access}), what the sums are ({@code
 * contract.quality}) or how they travel ({@code runtime.quality}). What comes from a browser is
 * believed within bounds alone. Beacons come on event loops; sums are sealed on one of them.
 */
@NullMarked
package dev.weir.gateway.quality;

import org.jspecify.annotations.NullMarked;
