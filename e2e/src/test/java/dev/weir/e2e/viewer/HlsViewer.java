package dev.weir.e2e.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.server.Web;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A viewer of HLS, by the book: the multivariant playlist once, then the media playlists.
 *
 * @param multivariant text of the multivariant playlist
 * @param video where the first variant's media playlist is
 * @param audio where the sound's media playlist is, when it has one of its own
 */
public record HlsViewer(String multivariant, URI video, Optional<URI> audio) {

  private static final Pattern MEDIA =
      Pattern.compile("#EXT-X-MEDIA:.*TYPE=AUDIO.*URI=\"([^\"]+)\"");
  private static final Pattern VARIANT =
      Pattern.compile("#EXT-X-STREAM-INF:[^\n]*\r?\n([^#\r\n]+)");
  private static final int UNAVAILABLE = 503;
  private static final Duration POLL = Duration.ofMillis(300);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  /** Asks for the multivariant playlist. */
  public static HlsViewer open(URI uri) {
    HttpResponse<String> answer = Web.get(uri);
    assertThat(answer.statusCode()).as("%s: %s", uri, answer.body()).isEqualTo(200);
    String text = answer.body();
    Matcher variant = VARIANT.matcher(text);
    assertThat(variant.find()).as("a variant in %s", text).isTrue();
    Matcher media = MEDIA.matcher(text);
    Optional<URI> audio =
        media.find() ? Optional.of(uri.resolve(media.group(1))) : Optional.empty();
    return new HlsViewer(text, uri.resolve(variant.group(1)), audio);
  }

  /** Asks again, as players do, while the answer is that the stream has not begun yet. */
  public static HlsViewer openWithin(Duration patience, URI uri) {
    long end = System.nanoTime() + patience.toNanos();
    while (Web.get(uri).statusCode() == UNAVAILABLE && System.nanoTime() < end) {
      // The gateway has let it wait already.
    }
    return open(uri);
  }

  /** The media playlists, picture first. */
  public List<URI> playlists() {
    return audio.isPresent() ? List.of(video, audio.get()) : List.of(video);
  }

  /** One media playlist, as it is now. */
  public static HlsPlaylist load(URI uri) {
    HttpResponse<String> answer = Web.get(uri);
    assertThat(answer.statusCode()).as("%s: %s", uri, answer.body()).isEqualTo(200);
    return new HlsPlaylist(uri, answer.body());
  }

  /** Follows the picture for a while, and downloads each new segment. */
  public void plays(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long last = load(video).lastSegment();
    long newAtNanos = System.nanoTime();
    while (System.nanoTime() < end) {
      HlsPlaylist playlist = load(video);
      assertThat(playlist.lastSegment())
          .as("the playlist never goes back")
          .isGreaterThanOrEqualTo(last);
      if (playlist.lastSegment() > last) {
        last = playlist.lastSegment();
        newAtNanos = System.nanoTime();
        HttpResponse<byte[]> segment = Web.bytes(playlist.segments().getLast());
        assertThat(segment.statusCode()).as("%s", segment.uri()).isEqualTo(200);
        assertThat(segment.body()).isNotEmpty();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - newAtNanos))
          .as("time without a new segment")
          .isLessThan(LONGEST_WAIT);
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
