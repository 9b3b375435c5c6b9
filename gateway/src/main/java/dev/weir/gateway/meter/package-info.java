/**
 * What viewers are billed for: bodies of media, playlists and pictures, as far as the kernel has
 * taken them.
 *
 * <p>Owns under which key a viewer's bytes are counted, and when; the statistics of the audience
 * ({@code gateway.analytics}) hear of the same bytes in the same place. Does not own the counters
 * and their way to the control plane ({@code runtime.metering}), how many bytes the kernel has
 * taken ({@code runtime.http}), or what is handed over for load and quotas ({@code gateway.load}).
 * Counts on the event loop of each connection.
 */
@NullMarked
package dev.weir.gateway.meter;

import org.jspecify.annotations.NullMarked;
