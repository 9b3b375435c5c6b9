package dev.weir.stream.origin;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.shift.RecentShifts;
import dev.weir.stream.shift.ShiftForm;
import dev.weir.stream.shift.ShiftSlice;
import dev.weir.stream.shift.SliceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Slices between two nodes: which there are, and ranges of their files. */
final class SliceWire {

  private static final String SLICE = "slice";
  private static final String TRACK = "track";
  private static final String OFFSET = "offset";
  private static final String LENGTH = "length";
  private static final String TYPE = "application/octet-stream";

  private SliceWire() {}

  static void sendSlices(HttpServerRequest request, List<ShiftSlice> slices) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
        .end(Buffer.buffer(ShiftForm.write(slices)));
  }

  /** Reads an answer; empty when it cannot be read. */
  static Optional<List<ShiftSlice>> readSlices(Buffer body) {
    try {
      return Optional.of(ShiftForm.read(body.getBytes()));
    } catch (IOException other) {
      return Optional.empty();
    }
  }

  /** The query for a range of a slice's track. */
  static String query(SliceId slice, TrackKind kind, long offset, int length) {
    return "?%s=%s&%s=%s&%s=%d&%s=%d"
        .formatted(SLICE, slice, TRACK, kind, OFFSET, offset, LENGTH, length);
  }

  /** Answers with a range; the file is read by the kernel. */
  static void sendMedia(HttpServerRequest request, StreamAddress stream, RecentShifts shifts) {
    Path file =
        SliceId.parse(request.getParam(SLICE, ""))
            .flatMap(slice -> shifts.file(stream, slice, kind(request)))
            .orElseThrow(() -> new WeirFault(FaultCode.SEGMENT_GONE, "slice"));
    long offset = number(request, OFFSET);
    long length = Math.min(number(request, LENGTH), OriginClient.MAX_SLICE_PIECE_BYTES);
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
        .sendFile(file.toString(), offset, length)
        .onFailure(_ -> request.connection().close());
  }

  private static TrackKind kind(HttpServerRequest request) {
    return request.getParam(TRACK, "").equals(TrackKind.AUDIO.name())
        ? TrackKind.AUDIO
        : TrackKind.VIDEO;
  }

  private static long number(HttpServerRequest request, String parameter) {
    try {
      return Math.max(0, Long.parseLong(request.getParam(parameter, "0")));
    } catch (NumberFormatException malformed) {
      throw new WeirFault(FaultCode.REQUEST_MALFORMED, parameter);
    }
  }
}
