package dev.weir.e2e.viewer;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A viewer of HTTP-FLV over a socket of its own, which reads and checks every tag on a thread of
 * its own.
 */
public final class FlvViewer implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 << 10;
  private static final int FLV_HEADER_BYTES = 13;
  private static final long STEP_MS = 5;

  private final URI uri;
  private final Socket socket;
  private final boolean keeping;
  private final Consumer<Tag> listener;
  private final long askedNanos;

  private final CompletableFuture<Long> gone = new CompletableFuture<>();
  private final List<Tag> tags = new ArrayList<>();
  private String head = "";
  private Optional<IOException> failure = Optional.empty();
  private boolean ended;
  private boolean left;

  private FlvViewer(URI uri, Socket socket, boolean keeping, Consumer<Tag> listener) {
    this.uri = uri;
    this.socket = socket;
    this.keeping = keeping;
    this.listener = listener;
    this.askedNanos = System.nanoTime();
  }

  /** Asks for a stream and keeps all its tags. */
  public static FlvViewer open(URI uri) {
    return open(uri, true, tag -> {});
  }

  /** Asks for a stream and keeps no tag; {@code listener} sees each, on the viewer's thread. */
  public static FlvViewer open(URI uri, Consumer<Tag> listener) {
    return open(uri, false, listener);
  }

  private static FlvViewer open(URI uri, boolean keeping, Consumer<Tag> listener) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort());
      socket.setTcpNoDelay(true);
      FlvViewer viewer = new FlvViewer(uri, socket, keeping, listener);
      viewer.ask();
      Thread.ofVirtual().name("viewer of " + uri.getPath()).start(viewer::read);
      return viewer;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void ask() throws IOException {
    String request =
        "GET "
            + uri.getRawPath()
            + "?"
            + uri.getRawQuery()
            + " HTTP/1.1\r\nHost: "
            + uri.getAuthority()
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private void read() {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
      String answer = readHead(in);
      synchronized (this) {
        head = answer;
      }
      if (answer.startsWith("HTTP/1.1 200")) {
        readTags(new ChunkedBody(in));
      }
      synchronized (this) {
        ended = true;
      }
    } catch (IOException broken) {
      synchronized (this) {
        failure = left ? Optional.empty() : Optional.of(broken);
      }
    } finally {
      gone.complete(System.nanoTime());
    }
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (String line = ChunkedBody.line(in); !line.isEmpty(); line = ChunkedBody.line(in)) {
      head.append(line).append('\n');
    }
    return head.toString();
  }

  private void readTags(ChunkedBody body) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(body, BUFFER_BYTES));
    byte[] header = in.readNBytes(FLV_HEADER_BYTES);
    if (header.length < FLV_HEADER_BYTES || header[0] != 'F' || header[1] != 'L') {
      throw new IOException("the body does not begin as FLV does");
    }
    for (in.mark(1); in.read() >= 0; in.mark(1)) {
      in.reset();
      Tag tag = Tag.read(in);
      listener.accept(tag);
      if (keeping) {
        synchronized (this) {
          tags.add(tag);
        }
      }
    }
  }

  /** The tags so far. */
  public synchronized List<Tag> tags() {
    return List.copyOf(tags);
  }

  /** The frames so far of sound or of picture. */
  public List<Tag> frames(int type) {
    return tags().stream().filter(tag -> tag.frame() && tag.type() == type).toList();
  }

  /** Status line and header fields of the answer; empty before it came. */
  public synchronized String head() {
    return head;
  }

  /** Whether the server has ended the answer on purpose. */
  public synchronized boolean ended() {
    return ended;
  }

  /** What broke the connection, if anything has; that the viewer left did not. */
  public synchronized Optional<IOException> failure() {
    return failure;
  }

  /** Completes when nothing comes any more, with the {@link System#nanoTime} of that. */
  public CompletableFuture<Long> gone() {
    return gone;
  }

  /** How long after the request this tag was here. */
  public Duration after(Tag tag) {
    return Duration.ofNanos(tag.arrivedNanos() - askedNanos);
  }

  /** Waits for the first tag of a kind. */
  public Tag await(Predicate<Tag> wanted, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    int next = 0;
    while (true) {
      synchronized (this) {
        for (; next < tags.size(); next++) {
          if (wanted.test(tags.get(next))) {
            return tags.get(next);
          }
        }
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + this);
      }
      sleep();
    }
  }

  /** Waits until the server ends the answer. */
  public void awaitEnd(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ended() && failure().isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("has not ended within " + limit.toSeconds() + " s: " + this);
      }
      sleep();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(STEP_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      left = true;
    }
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public synchronized String toString() {
    String last = tags.isEmpty() ? "no tag" : tags.getLast().toString();
    return uri.getPath() + ": " + tags.size() + " tags, " + last + ", " + failure + "\n" + head;
  }
}
