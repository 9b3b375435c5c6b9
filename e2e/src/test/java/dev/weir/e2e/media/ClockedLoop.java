package dev.weir.e2e.media;

import dev.weir.e2e.rtmp.RawRtmp;
import dev.weir.testkit.ffmpeg.Packet;
import dev.weir.testkit.hostile.RawTag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * An encoder that pushes a film of H.264 and AAC over and over, each tag when a clock has come to
 * its time, however fast that clock goes. Closing ends it.
 */
public final class ClockedLoop implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * Sound that would last into the next round is left out, so that pictures go on without a seam.
   */
  private static final int SOUND_MS = 22;

  private static final Duration STEP = Duration.ofMillis(2);

  private final RawRtmp connection;
  private final List<RawTag> film;
  private final long roundMs;
  private final LongSupplier clockMs;
  private final Thread thread;
  private volatile boolean ending;

  private ClockedLoop(RawRtmp connection, List<RawTag> film, long roundMs, LongSupplier clockMs) {
    this.connection = connection;
    this.film = film;
    this.roundMs = roundMs;
    this.clockMs = clockMs;
    this.thread = Thread.ofPlatform().daemon().name("clocked loop").unstarted(this::push);
  }

  /**
   * Begins to push.
   *
   * @param film an FLV
   * @param frameMs how long its last picture is shown before its first comes again
   * @param clockMs what its times go by, milliseconds
   */
  public static ClockedLoop of(Path film, long frameMs, LongSupplier clockMs, String url) {
    List<RawTag> tags = read(film);
    long endMs =
        frameMs
            + tags.stream()
                .filter(tag -> tag.type() == RawTag.PICTURE)
                .mapToLong(RawTag::timestampMs)
                .max()
                .orElse(0);
    tags.removeIf(tag -> tag.type() == RawTag.SOUND && tag.timestampMs() > endMs - SOUND_MS);
    RawRtmp connection = RawRtmp.connect(url);
    connection.publish(url);
    connection.awaitText("NetStream.Publish.Start", PATIENCE);
    ClockedLoop loop = new ClockedLoop(connection, tags, endMs, clockMs);
    loop.thread.start();
    return loop;
  }

  private static List<RawTag> read(Path film) {
    try {
      return RawTag.read(Files.readAllBytes(film));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void push() {
    long beganMs = clockMs.getAsLong();
    for (long roundBeganMs = 0; !ending; roundBeganMs += roundMs) {
      for (RawTag tag : film) {
        // What configures decoders is said once, as encoders do.
        if (roundBeganMs == 0 || isFrame(tag)) {
          long timeMs = roundBeganMs + tag.timestampMs();
          await(beganMs + timeMs);
          if (ending) {
            return;
          }
          connection.tag(new RawTag(tag.type(), timeMs, tag.body()));
        }
      }
    }
  }

  private static boolean isFrame(RawTag tag) {
    return tag.type() != RawTag.DATA && tag.body().length > 2 && tag.body()[1] == 1;
  }

  private void await(long untilMs) {
    try {
      while (!ending && clockMs.getAsLong() < untilMs) {
        Thread.sleep(STEP);
      }
    } catch (InterruptedException ended) {
      ending = true;
    }
  }

  /** What is pushed of the film, of all that a reader has found in it. */
  public List<Packet> pushed(List<Packet> whole) {
    return whole.stream()
        .filter(
            packet -> packet.kind().equals("video") || packet.ptsUs() / 1_000 <= roundMs - SOUND_MS)
        .toList();
  }

  /** How long one round of the film takes, milliseconds. */
  public long roundMs() {
    return roundMs;
  }

  /** Whether it pushes. */
  public boolean isAlive() {
    return thread.isAlive() && !connection.over().isDone();
  }

  @Override
  public void close() {
    ending = true;
    thread.interrupt();
    connection.close();
  }
}
