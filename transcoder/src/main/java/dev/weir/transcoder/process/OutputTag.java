package dev.weir.transcoder.process;

import dev.weir.media.flv.FlvTag;

/**
 * A tag of one track, in the form that it has in a stream of its own.
 *
 * @param picture whether it is one of the video tracks
 * @param track its number among the tracks of its kind
 * @param tag timed as the source is
 */
public record OutputTag(boolean picture, int track, FlvTag tag) {}
