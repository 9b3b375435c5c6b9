package dev.weir.stream.timeline;

import io.vertx.core.buffer.Buffer;

/**
 * A playlist as it goes out, the same for everybody.
 *
 * @param text UTF-8
 * @param gzip the same, compressed
 * @param tag changes whenever the text does, also over restarts; without quotes
 */
public record PrintedPlaylist(Buffer text, Buffer gzip, String tag) {}
