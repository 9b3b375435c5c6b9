/**
 * How well streams play where viewers are: what players told, kept and shown.
 *
 * <p>Owns the sums of minutes, five minutes and days, how long they are kept, and the page over
 * them. Does not own what players measure and tell ({@code gateway.player}, {@code
 * gateway.quality}) or how it gets here ({@code runtime.quality}). Collecting runs on one virtual
 * thread.
 */
@NullMarked
package dev.weir.portal.quality;

import org.jspecify.annotations.NullMarked;
