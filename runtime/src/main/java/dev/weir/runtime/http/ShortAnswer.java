package dev.weir.runtime.http;

import io.netty.util.ReferenceCounted;
import java.util.function.LongConsumer;

/**
 * A whole answer with status 200, as it goes over the wire. Whoever sends it releases the body.
 *
 * @param fields of the head, each with its line end; names the length of the body, and leaves the
 *     request id to whoever sends it
 * @param body shared bytes, or a region of a file
 * @param bytes length of the body
 * @param taken is told, at its end, how much of the body the kernel has taken
 */
public record ShortAnswer(String fields, ReferenceCounted body, int bytes, LongConsumer taken) {}
