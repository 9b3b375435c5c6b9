package dev.weir.runtime.http;

import io.netty.util.ReferenceCounted;

/**
 * A whole answer with status 200, as it goes over the wire. Whoever sends it releases the body.
 *
 * @param fields of the head, each with its line end; names the length of the body, and leaves the
 *     request id to whoever sends it
 * @param body shared bytes, or a region of a file
 */
public record ShortAnswer(String fields, ReferenceCounted body) {}
