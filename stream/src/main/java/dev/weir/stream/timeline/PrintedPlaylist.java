package dev.weir.stream.timeline;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** A playlist as it goes out, the same for everybody. Thread-safe. */
public final class PrintedPlaylist {

  private final Buffer text;
  private final Buffer gzip;
  private final String tag;
  private final SharedBytes wireText;
  private final SharedBytes wireGzip;

  /**
   * Takes the bytes over.
   *
   * @param text UTF-8
   * @param gzip the same, compressed
   * @param tag changes whenever the text does, also over restarts; without quotes
   */
  public PrintedPlaylist(byte[] text, byte[] gzip, String tag) {
    this.text = Buffer.buffer(text);
    this.gzip = Buffer.buffer(gzip);
    this.tag = tag;
    this.wireText = direct(text);
    this.wireGzip = direct(gzip);
  }

  /** UTF-8. */
  public Buffer text() {
    return text;
  }

  /** The same, compressed. */
  public Buffer gzip() {
    return gzip;
  }

  /** Changes whenever the text does, also over restarts; without quotes. */
  public String tag() {
    return tag;
  }

  /**
   * The bytes in direct memory, shared by all who ask; empty once a newer playlist has taken this
   * one's place. Whoever takes them releases them.
   */
  public Optional<ByteBuf> lease(boolean compressed) {
    return (compressed ? wireGzip : wireText).lease();
  }

  /** Nobody needs it in direct memory any more. */
  void close() {
    wireText.close();
    wireGzip.close();
  }

  private static SharedBytes direct(byte[] bytes) {
    return new SharedBytes(
        () -> ByteBufAllocator.DEFAULT.directBuffer(bytes.length, bytes.length).writeBytes(bytes));
  }
}
