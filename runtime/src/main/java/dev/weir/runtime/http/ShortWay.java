package dev.weir.runtime.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one HTTP/1.1 connection that a {@link Shortcut} answers: those whose header is,
 * field by field, that of a request which went the ordinary way and was let through. Whatever the
 * guard and the application concluded from it therefore holds for them. On the connection's event
 * loop.
 */
final class ShortWay {

  private static final byte[] STATUS =
      ("HTTP/1.1 200 OK\r\n" + RequestId.HEADER + ": ").getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final int ID_BYTES = 2 * Long.BYTES;

  private final WireTap tap;

  private @Nullable HttpRequest newest;
  private @Nullable HttpHeaders model;
  private @Nullable Shortcut shortcut;
  private @Nullable ShortAnswer due;
  private boolean unsent;

  ShortWay(WireTap tap) {
    this.tap = tap;
  }

  /** A request goes the ordinary way. */
  void passed(HttpRequest request) {
    newest = request;
  }

  /** Requests like the newest are to ask {@code offered} from now on. */
  void open(Shortcut offered) {
    if (newest != null) {
      model = newest.headers();
      shortcut = offered;
    }
  }

  /** Whether the request will be answered here; its empty body is awaited then. */
  boolean takes(HttpRequest request) {
    Shortcut known = shortcut;
    HttpHeaders like = model;
    if (known == null
        || like == null
        || request instanceof HttpContent
        || !request.method().equals(HttpMethod.GET)
        || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        || !request.decoderResult().isSuccess()
        || !same(like, request.headers())) {
      return false;
    }
    due = known.answer(request.uri());
    return due != null;
  }

  /** Whether a request was taken whose end has not come yet. */
  boolean isTaking() {
    return due != null;
  }

  /** The request has come to its end: the answer goes out. */
  void answer(ByteBufAllocator memory) {
    ShortAnswer answer = due;
    if (answer == null) {
      throw new IllegalStateException("nothing is due");
    }
    due = null;
    String fields = answer.fields();
    int size = STATUS.length + ID_BYTES + 2 * LINE_END.length + fields.length();
    ByteBuf head = memory.directBuffer(size, size);
    head.writeBytes(STATUS);
    head.writeCharSequence(RequestId.fresh(), StandardCharsets.US_ASCII);
    head.writeBytes(LINE_END);
    head.writeCharSequence(fields, StandardCharsets.US_ASCII);
    head.writeBytes(LINE_END);
    tap.write(head);
    tap.write(answer.body(), answer.bytes(), answer.taken());
    unsent = true;
  }

  /** What was read has been dealt with: answers leave together. */
  void flush() {
    if (unsent) {
      unsent = false;
      tap.flush();
    }
  }

  /** The connection is no longer HTTP, or at its end. */
  void close() {
    shortcut = null;
    model = null;
    newest = null;
    if (due != null) {
      due.body().release();
      due = null;
    }
  }

  private static boolean same(HttpHeaders model, HttpHeaders headers) {
    Iterator<Map.Entry<CharSequence, CharSequence>> theirs = headers.iteratorCharSequence();
    Iterator<Map.Entry<CharSequence, CharSequence>> ours = model.iteratorCharSequence();
    while (ours.hasNext() && theirs.hasNext()) {
      Map.Entry<CharSequence, CharSequence> field = theirs.next();
      Map.Entry<CharSequence, CharSequence> known = ours.next();
      if (!same(known.getKey(), field.getKey()) || !same(known.getValue(), field.getValue())) {
        return false;
      }
    }
    return !ours.hasNext() && !theirs.hasNext();
  }

  private static boolean same(CharSequence one, CharSequence other) {
    return AsciiString.contentEquals(one, other);
  }
}
