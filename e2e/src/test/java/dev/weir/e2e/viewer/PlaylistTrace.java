package dev.weir.e2e.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.server.Web;
import dev.weir.testkit.hls.Observation;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a player gets to see of one media playlist, in the two ways in which players look. */
public final class PlaylistTrace {

  /** Between two looks. */
  public static final Duration POLL = Duration.ofMillis(250);

  private final URI uri;
  private final List<Observation> observations = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();

  private PlaylistTrace(URI uri) {
    this.uri = uri;
  }

  /** Asks over and over. */
  public static PlaylistTrace poll(URI uri, Duration time) {
    PlaylistTrace trace = new PlaylistTrace(uri);
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      HlsPlaylist playlist = trace.load("");
      if (playlist.ended()) {
        break;
      }
      pause();
    }
    return trace;
  }

  /** Asks for the next part each time, which the server answers when it is there. */
  public static PlaylistTrace block(URI uri, Duration time, String moreDirectives) {
    PlaylistTrace trace = new PlaylistTrace(uri);
    long end = System.nanoTime() + time.toNanos();
    HlsPlaylist playlist = trace.load("");
    while (System.nanoTime() < end && !playlist.ended()) {
      long begun = System.nanoTime();
      playlist = trace.load(next(playlist) + moreDirectives);
      trace.waits.add(Duration.ofNanos(System.nanoTime() - begun));
    }
    return trace;
  }

  /** The directives for the part after the last one that is listed. */
  public static String next(HlsPlaylist playlist) {
    return "_HLS_msn=" + (playlist.lastSegment() + 1) + "&_HLS_part=" + playlist.openParts().size();
  }

  private HlsPlaylist load(String directives) {
    HlsPlaylist here = new HlsPlaylist(uri, "");
    HttpResponse<String> answer = Web.get(directives.isEmpty() ? uri : here.with(directives));
    assertThat(answer.statusCode()).as("%s: %s", answer.uri(), answer.body()).isEqualTo(200);
    observations.add(new Observation(System.nanoTime() / 1_000_000, answer.body()));
    return new HlsPlaylist(uri, answer.body());
  }

  /** Each answer, as a checker of rules wants it. */
  public List<Observation> observations() {
    return List.copyOf(observations);
  }

  /** How long each blocking request was answered after. */
  public List<Duration> waits() {
    return List.copyOf(waits);
  }

  /** The last answer. */
  public HlsPlaylist last() {
    return new HlsPlaylist(uri, observations.getLast().text());
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
