package dev.weir.e2e.rtmp;

import dev.weir.testkit.hostile.RawTag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * An RTMP client that says exactly what it is told to, right or wrong. What the server answers is
 * collected on a thread of its own, as bytes.
 */
public final class RawRtmp implements AutoCloseable {

  public static final int SET_CHUNK_SIZE = 1;
  public static final int VIDEO = 9;
  public static final int COMMAND = 20;

  /** What a player is told when nothing comes any more, in good order or for a refusal. */
  private static final Pattern PLAY_OVER = Pattern.compile("NetStream\\.Play\\.(Stop|Failed)");

  /** More than any of it has. */
  private static final int LONGEST_WORD = 40;

  private static final int VERSION = 3;
  private static final int HANDSHAKE_BYTES = 1536;
  private static final int CHUNK_BYTES = 128;
  private static final int COMMAND_CHUNK_STREAM = 3;
  private static final int MEDIA_CHUNK_STREAM = 4;

  /** From here on a time has a field of its own. */
  private static final int EXTENDED = 0xFFFFFF;

  private static final long STEP_MS = 10;

  /** Fixed, so that it is known how much may be on its way. */
  private static final int RECEIVE_BYTES = 64 << 10;

  private final Socket socket;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final CompletableFuture<Long> over = new CompletableFuture<>();
  private volatile boolean closed;

  private RawRtmp(Socket socket) {
    this.socket = socket;
  }

  /** Opens a connection and says nothing. */
  public static RawRtmp open(int port) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(RECEIVE_BYTES);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      RawRtmp client = new RawRtmp(socket);
      client.socket.setTcpNoDelay(true);
      Thread.ofVirtual().name("rtmp client").start(client::read);
      return client;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Opens a connection and shakes hands as every simple client does. */
  public static RawRtmp shakeHands(int port) {
    RawRtmp client = open(port);
    byte[] hello = new byte[1 + HANDSHAKE_BYTES];
    hello[0] = VERSION;
    client.write(hello);
    client.awaitBytes(1 + 2 * HANDSHAKE_BYTES, Duration.ofSeconds(10));
    byte[] echo = new byte[HANDSHAKE_BYTES];
    System.arraycopy(client.received(), 1, echo, 0, HANDSHAKE_BYTES);
    client.write(echo);
    return client;
  }

  /** As {@link #shakeHands}, and connects to the app of a push or play URL. */
  public static RawRtmp connect(String url) {
    URI uri = URI.create(url);
    RawRtmp client = shakeHands(uri.getPort());
    client.connect(uri.getAuthority(), app(uri));
    return client;
  }

  /** As {@link #connect(String)}, under another host name than that of the socket. */
  public void connect(String authority, String app) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("app", app);
    properties.put("type", "nonprivate");
    properties.put("flashVer", "FMLE/3.0");
    properties.put("tcUrl", "rtmp://" + authority + "/" + app);
    command(0, new Amf().string("connect").number(1).object(properties));
  }

  /** Publishes the stream of a URL on a connection that {@link #connect} has made. */
  public void publish(String url) {
    createStream();
    command(
        1, new Amf().string("publish").number(5).nothing().string(streamOf(url)).string("live"));
  }

  /** Is done with the stream that it publishes, and says so. */
  public void unpublish() {
    command(0, new Amf().string("deleteStream").number(6).nothing().number(1));
  }

  /** Sends a tag of the stream that it publishes, whatever that is. */
  public void tag(RawTag tag) {
    byte[] body = tag.body();
    byte[] head = header(MEDIA_CHUNK_STREAM, tag.type(), 1, body.length);
    boolean extended = tag.timestampMs() >= EXTENDED;
    int shown = (int) (extended ? EXTENDED : tag.timestampMs());
    head[1] = (byte) (shown >> 16);
    head[2] = (byte) (shown >> 8);
    head[3] = (byte) shown;
    byte[] more = ByteBuffer.allocate(Integer.BYTES).putInt((int) tag.timestampMs()).array();
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    chunks.writeBytes(head);
    if (extended) {
      chunks.writeBytes(more);
    }
    for (int at = 0; at < body.length; at += CHUNK_BYTES) {
      if (at > 0) {
        chunks.write(0xC0 | MEDIA_CHUNK_STREAM);
        chunks.write(more, 0, extended ? more.length : 0);
      }
      chunks.write(body, at, Math.min(CHUNK_BYTES, body.length - at));
    }
    write(chunks.toByteArray());
  }

  /** Plays the stream of a URL on a connection that {@link #connect} has made. */
  public void play(String url) {
    createStream();
    command(1, new Amf().string("play").number(5).nothing().string(streamOf(url)).number(-2000));
  }

  private void createStream() {
    awaitText("NetConnection.Connect.Success", Duration.ofSeconds(10));
    command(0, new Amf().string("createStream").number(4).nothing());
  }

  /** Sends a command whose one argument is objects within objects without an end. */
  public void nestedWithoutEnd(int depth) {
    command(0, new Amf().string("connect").number(1).nested(depth));
  }

  private void command(int messageStreamId, Amf arguments) {
    message(COMMAND_CHUNK_STREAM, COMMAND, messageStreamId, arguments.toBytes());
  }

  /** Sends a whole message in chunks of 128 bytes. */
  public void message(int chunkStreamId, int type, int messageStreamId, byte[] body) {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    chunks.writeBytes(header(chunkStreamId, type, messageStreamId, body.length));
    for (int at = 0; at < body.length; at += CHUNK_BYTES) {
      if (at > 0) {
        chunks.write(0xC0 | chunkStreamId);
      }
      chunks.write(body, at, Math.min(CHUNK_BYTES, body.length - at));
    }
    write(chunks.toByteArray());
  }

  /** Header of a chunk of type 0, which announces a message of {@code length} bytes. */
  public static byte[] header(int chunkStreamId, int type, int messageStreamId, int length) {
    return new byte[] {
      (byte) chunkStreamId,
      0,
      0,
      0,
      (byte) (length >> 16),
      (byte) (length >> 8),
      (byte) length,
      (byte) type,
      (byte) messageStreamId,
      0,
      0,
      0
    };
  }

  /** Sends bytes as they are; an end of the connection while doing so is for others to notice. */
  public void write(byte[] bytes) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    } catch (IOException gone) {
      end();
    }
  }

  private void read() {
    byte[] buffer = new byte[64 << 10];
    String tail = "";
    try {
      InputStream in = socket.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (this) {
          received.write(buffer, 0, n);
        }
        String text = tail + new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
        if (PLAY_OVER.matcher(text).find()) {
          over.complete(System.nanoTime());
        }
        tail = text.substring(Math.max(0, text.length() - LONGEST_WORD));
      }
    } catch (IOException reset) {
      // A reset is an end like any other here.
    }
    end();
  }

  private void end() {
    closed = true;
    over.complete(System.nanoTime());
  }

  /** All that the server has sent. */
  public synchronized byte[] received() {
    return received.toByteArray();
  }

  /** The readable part of what the server has sent. */
  public String text() {
    return new String(received(), StandardCharsets.ISO_8859_1).replaceAll("[^ -~]+", " ");
  }

  /** Completes when the play or the connection is over, with {@link System#nanoTime} then. */
  public CompletableFuture<Long> over() {
    return over;
  }

  /** Waits until the server has said this, for instance a status code. */
  public void awaitText(String wanted, Duration limit) {
    await(limit, "'" + wanted + "'", () -> text().contains(wanted));
  }

  /** Waits until the server has sent so much. */
  public void awaitBytes(int count, Duration limit) {
    await(limit, count + " bytes", () -> received().length >= count);
  }

  /** Waits until the server has closed the connection, and says how long that took. */
  public Duration awaitClose(Duration limit) {
    long begun = System.nanoTime();
    await(limit, "an end of the connection", () -> closed);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void await(Duration limit, String what, java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "no " + what + " within " + limit.toSeconds() + " s; the server said: " + text());
      }
      try {
        Thread.sleep(STEP_MS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
  }

  private static String app(URI uri) {
    return uri.getPath().split("/", -1)[1];
  }

  private static String streamOf(String url) {
    URI uri = URI.create(url);
    String name = uri.getPath().split("/", -1)[2];
    return uri.getRawQuery() == null ? name : name + "?" + uri.getRawQuery();
  }

  /** Leaves without a word: the connection is reset. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException gone) {
      // It has ended already.
    }
    close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
