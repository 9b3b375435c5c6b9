/**
 * Recordings for whoever may watch the stream that they are of: whole files and ranges of them from
 * the object store, and HLS by the viewer's session.
 *
 * <p>Owns the paths of recordings below a stream, and how bytes come from a store that blocks
 * without holding up an event loop. Does not own who may watch ({@code gateway.access}) or what
 * recordings are called ({@code runtime.storage}). Answers are written on virtual threads, one
 * each.
 */
@NullMarked
package dev.weir.gateway.vod;

import org.jspecify.annotations.NullMarked;
