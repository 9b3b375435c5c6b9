package dev.weir.portal.library;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.storage.StoredObject;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a recording on its way to somebody: whole or a range of it (RFC 9110, section 14), at
 * the pace at which it is taken, with a few blocks in memory. For virtual threads.
 */
public final class RecordingFile {

  /** Files that a process gives out at once. */
  public static final int MAX_AT_ONCE = 64;

  /** What is asked of the store at once: a reader who is slow holds no line to it for long. */
  private static final long PIECE = 4L << 20;

  private static final int BLOCK = 64 << 10;

  /** Who takes no block for so long is gone. */
  private static final long PATIENCE_SECONDS = 30;

  private static final int PARTIAL = 206;
  private static final Semaphore PLACES = new Semaphore(MAX_AT_ONCE);
  private static final Logger LOG = LoggerFactory.getLogger(RecordingFile.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);

  private final ObjectStore store;
  private final Recording recording;
  private final ObjectName object;
  private final long size;

  private RecordingFile(ObjectStore store, Recording recording, ObjectName object, long size) {
    this.store = store;
    this.recording = recording;
    this.object = object;
    this.size = size;
  }

  static RecordingFile of(ObjectStore store, Recording recording) {
    ObjectName object =
        recording.object().orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, recording.name()));
    StoredObject found =
        store
            .find(object)
            .orElseThrow(() -> new WeirFault(FaultCode.OBJECT_ABSENT, "object=" + object));
    if (recording.isArchived()) {
      requireBroughtBack(store, object);
    }
    return new RecordingFile(store, recording, object, found.bytes());
  }

  /** Only the store knows whether somebody did; it is asked before an answer begins. */
  private static void requireBroughtBack(ObjectStore store, ObjectName object) {
    try (InputStream first = store.read(object, 0, 1)) {
      first.skipNBytes(1);
    } catch (IOException lost) {
      throw new WeirFault(FaultCode.STORAGE_UNAVAILABLE, "object=" + object + " cause=" + lost);
    }
  }

  /**
   * Answers with it. Throws {@code WeirFault}: {@code TOO_MANY_REQUESTS} when too many are on their
   * way, and {@code RANGE_NOT_SATISFIABLE} for a range that the file does not have.
   *
   * @param kept whether a browser is to put it away, and not to play it
   */
  public void send(HttpServerRequest request, boolean kept) {
    ByteRange range = ByteRange.of(Optional.ofNullable(request.getHeader("Range")), size);
    if (!PLACES.tryAcquire()) {
      throw new WeirFault(FaultCode.TOO_MANY_REQUESTS, "files=" + MAX_AT_ONCE);
    }
    try {
      begin(request.response(), range, kept);
      write(request.response(), range);
    } finally {
      PLACES.release();
    }
  }

  private void begin(HttpServerResponse response, ByteRange range, boolean kept) {
    if (range.length() < size) {
      response
          .setStatusCode(PARTIAL)
          .putHeader(
              "Content-Range", "bytes %d-%d/%d".formatted(range.offset(), range.end() - 1, size));
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, mediaType(recording.told().format()))
        .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length()))
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .putHeader("Accept-Ranges", "bytes")
        .putHeader("ETag", '"' + recording.told().id().toString() + '"')
        .putHeader(
            "Content-Disposition",
            (kept ? "attachment" : "inline") + "; filename=\"" + fileName() + '"');
  }

  private void write(HttpServerResponse response, ByteRange range) {
    byte[] block = new byte[BLOCK];
    try {
      for (long at = range.offset(); at < range.end(); at += PIECE) {
        long length = Math.min(PIECE, range.end() - at);
        try (InputStream piece = store.read(object, at, length)) {
          copy(piece, length, block, response);
        }
      }
      response.end();
    } catch (IOException | RuntimeException broken) {
      // The answer has begun: whoever reads sees by its length that it is not whole.
      LOG.debug("event=library.file.broken object={}", object, broken);
      response.reset();
    }
  }

  private static void copy(
      InputStream piece, long length, byte[] block, HttpServerResponse response)
      throws IOException {
    long left = length;
    while (left > 0) {
      int read = piece.read(block, 0, (int) Math.min(block.length, left));
      if (read < 0) {
        throw new IOException("the object ends early");
      }
      response
          .write(Buffer.buffer(read).appendBytes(block, 0, read))
          .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .await();
      left -= read;
    }
  }

  private String fileName() {
    return "%s_%s.%s"
        .formatted(
            recording.told().address().stream(),
            TIME.format(recording.told().startedAt()),
            recording.told().format().extension());
  }

  private static String mediaType(RecordingFormat format) {
    return switch (format) {
      case HLS -> "application/vnd.apple.mpegurl";
      case MP4 -> "video/mp4";
      case FLV -> "video/x-flv";
    };
  }
}
