package dev.weir.gateway.hls;

import dev.weir.contract.fault.FaultCode;
import dev.weir.gateway.answer.ByteRange;
import dev.weir.gateway.answer.Conditions;
import dev.weir.gateway.answer.RangeHeader;
import dev.weir.gateway.meter.Tab;
import dev.weir.runtime.http.FaultResponse;
import dev.weir.stream.timeline.SharedBytes;
import io.netty.buffer.ByteBuf;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Optional;

/**
 * A file that never changes, as an answer: with its length, in whole or in part, for {@code HEAD}
 * too. The bytes go from the shared memory to the socket; nothing is copied for a viewer.
 */
final class FileAnswer {

  /** Its name says which file it is, so a copy of it never has to be asked about again. */
  static final String CACHING = "public, max-age=600, immutable";

  private FileAnswer() {}

  /**
   * Answers with the bytes.
   *
   * @param tag changes whenever the bytes do, without quotes
   * @param tab what the bytes are put on
   */
  static void send(HttpServerRequest request, SharedBytes bytes, String type, String tag, Tab tab) {
    Optional<ByteBuf> lease = bytes.lease();
    if (lease.isEmpty()) {
      FaultResponse.send(request, FaultCode.SEGMENT_GONE);
      return;
    }
    ByteBuf whole = lease.get();
    boolean handedOver = false;
    try {
      handedOver = answer(request, whole, type, "\"" + tag + "\"", tab);
    } finally {
      if (!handedOver) {
        whole.release();
      }
    }
  }

  /** Whether the answer has taken the lease with it. */
  private static boolean answer(
      HttpServerRequest request, ByteBuf whole, String type, String tag, Tab tab) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return false;
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, CACHING)
        .putHeader(HttpHeaders.ETAG, tag)
        .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    if (Conditions.isFresh(request, tag)) {
      response.setStatusCode(304).end();
      return false;
    }
    int size = whole.readableBytes();
    return switch (range(request, tag, size)) {
      case ByteRange.Whole _ -> send(request, whole, whole, tab);
      case ByteRange.Stretch(long first, long length) -> {
        response
            .setStatusCode(206)
            .putHeader(
                HttpHeaders.CONTENT_RANGE,
                "bytes " + first + "-" + (first + length - 1) + "/" + size);
        yield send(request, whole, whole.slice((int) first, (int) length), tab);
      }
      case ByteRange.Outside _ -> {
        response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
        FaultResponse.send(request, FaultCode.RANGE_NOT_SATISFIABLE);
        yield false;
      }
    };
  }

  private static ByteRange range(HttpServerRequest request, String tag, int size) {
    String range = request.getHeader("Range");
    String onlyIf = request.getHeader("If-Range");
    boolean applies = range != null && (onlyIf == null || onlyIf.equals(tag));
    return applies ? RangeHeader.read(range, size) : new ByteRange.Whole();
  }

  /** Vert.x does not release what it sends, so the lease is returned when the kernel has it all. */
  private static boolean send(HttpServerRequest request, ByteBuf lease, ByteBuf body, Tab tab) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.readableBytes()));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
      return false;
    }
    tab.end(request, BufferInternal.buffer(body)).onComplete(sent -> lease.release());
    return true;
  }
}
