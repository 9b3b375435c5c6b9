package dev.weir.portal.stream;

import dev.weir.contract.live.StreamReport;
import dev.weir.portal.label.Labels;
import dev.weir.runtime.live.LiveEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One live stream as a page shows it: every value ready to be read. Public for the templates. What
 * an encoder says about itself is only text here; the template escapes it.
 *
 * @param at where it is in the portal and on the platform
 * @param interrupted whether the encoder is away for a moment
 * @param video its picture; all empty when it has none
 * @param audio its sound; all empty when it has none
 * @param flow how much of it arrives
 * @param source who sends it, and since when
 * @param viewers on all protocols
 * @param viewersByProtocol such as {@code 12 HLS, 3 FLV}; empty without viewers
 * @param labels such as {@code event=cup}
 */
public record LiveRow(
    Place at,
    boolean interrupted,
    Video video,
    Audio audio,
    Flow flow,
    Source source,
    String viewers,
    String viewersByProtocol,
    List<String> labels) {

  /** Copies the list. */
  public LiveRow {
    labels = List.copyOf(labels);
  }

  /**
   * Where a stream is.
   *
   * @param path the portal's page of it
   */
  public record Place(String path, String domain, String app, String name) {}

  /**
   * The picture.
   *
   * @param codec such as {@code H.264}
   * @param size such as {@code 1920 × 1080}
   * @param codecString RFC 6381 form
   */
  public record Video(String codec, String size, String codecString) {}

  /**
   * The sound.
   *
   * @param words such as {@code AAC, 48 kHz, stereo}
   * @param codecString RFC 6381 form
   */
  public record Audio(String words, String codecString) {}

  /**
   * How much arrives.
   *
   * @param frameRate frames a second
   * @param bitRate of all tracks
   * @param bitsPerSecond the same as a number, for drawing
   * @param keyFrames distance of key frames
   */
  public record Flow(String frameRate, String bitRate, long bitsPerSecond, String keyFrames) {}

  /**
   * Who sends it.
   *
   * @param encoder what the encoder calls itself; a dash when it does not say
   * @param address the encoder's network address
   * @param since ISO 8601
   * @param lasting how long it has been live
   */
  public record Source(String encoder, String address, String since, String lasting) {}

  static LiveRow of(LiveEntry entry, Labels labels, Instant now) {
    StreamReport stream = entry.stream();
    return new LiveRow(
        new Place(
            StreamPages.path(stream.address()),
            stream.address().pushDomain().value(),
            stream.address().app().value(),
            stream.address().stream().value()),
        stream.state() == StreamReport.State.INTERRUPTED,
        TrackWords.video(stream.tracks()),
        TrackWords.audio(stream.tracks()),
        new Flow(
            Wording.frameRate(stream.framesPerSecond()),
            Wording.bitRate(stream.bitsPerSecond()),
            stream.bitsPerSecond(),
            Wording.seconds(stream.keyFrameIntervalMs())),
        new Source(
            stream.encoder().isBlank() ? "–" : stream.encoder(),
            stream.peerAddress(),
            stream.publishedAt().toString(),
            Wording.duration(Duration.between(stream.publishedAt(), now))),
        Wording.count(entry.totalViewers()),
        Audience.words(entry.viewers()),
        labels.text().lines().toList());
  }

  /** Whether there is a picture. */
  public boolean hasVideo() {
    return !video.codec().isEmpty();
  }

  /** Whether there is sound. */
  public boolean hasAudio() {
    return !audio.words().isEmpty();
  }
}
