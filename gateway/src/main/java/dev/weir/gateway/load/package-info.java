/**
 * Whether this node has room for one more viewer.
 *
 * <p>Owns what counts as load (viewers, egress, late event loops), the limits, and the refusal of
 * newcomers while one of them is reached; whoever watches already goes on. Does not own what
 * becomes of viewers that do not keep up ({@code stream.fanout}) or how many a tenant may have
 * ({@code gateway.access}). Admission may be asked on any thread; each loop measures itself.
 */
@NullMarked
package dev.weir.gateway.load;

import org.jspecify.annotations.NullMarked;
