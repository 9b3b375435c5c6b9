/**
 * What is live right now, as the data plane tells it to the control plane.
 *
 * <p>Owns the shape of the reports. Does not own how they travel ({@code runtime.live}). Pure.
 */
@NullMarked
package dev.weir.contract.live;

import org.jspecify.annotations.NullMarked;
