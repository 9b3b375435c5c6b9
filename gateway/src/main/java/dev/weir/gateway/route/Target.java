package dev.weir.gateway.route;

import dev.weir.contract.event.RecordingId;
import dev.weir.gateway.hls.HlsResource;
import dev.weir.gateway.shift.ShiftResource;
import dev.weir.gateway.vod.VodResource;

/**
 * What a path leads to. Names are not checked here: that is the authorizer's first step.
 *
 * <p>{@code /{app}/{stream}.flv|.m3u8|.html|.jpg|.webp} is authorized by the URL's signature, which
 * types B and C may put in front of it as two more steps, {@code /{app}/~{session}/…} by the
 * session. No name begins with a tilde, so nothing can clash.
 */
sealed interface Target {

  /** A path to a stream, as a viewer is given it. */
  sealed interface OfStream extends Target {

    /** The app's name, unchecked. */
    String app();

    /** The stream's name, unchecked. */
    String stream();
  }

  /**
   * {@code /{app}/{stream}.{ending}}, with or without a signature in front.
   *
   * @param path all of it
   * @param folder what names of the app's sessions are put behind: nothing where they stand beside
   *     this path, {@code /{app}/} where a signature is in between
   */
  record Signed(String path, String folder, String app, String stream, Ending ending)
      implements OfStream {}

  /** {@code /{app}/~{session}/{stream}.{ending}}: the same by session. */
  record InSession(String token, String app, String stream, Ending ending) implements OfStream {}

  /** {@code /{app}/~{session}/{stream}/{file}}: a file of HLS. */
  record HlsFile(String token, String app, String stream, HlsResource resource)
      implements OfStream {}

  /**
   * {@code /{app}/{stream}/recordings/{file}} by signature, {@code
   * /{app}/~{session}/{stream}/recordings/…} by session: a recording.
   *
   * @param path all of it
   * @param token the session; empty where the signature counts
   */
  record Recording(String path, String token, String app, String stream, VodResource resource)
      implements OfStream {}

  /**
   * {@code /{app}/{stream}/recordings/{id}.html} by signature: the page that plays a recording.
   *
   * @param path all of it
   */
  record Replay(String path, String app, String stream, RecordingId recording)
      implements OfStream {}

  /** {@code /{app}/~{session}/{stream}/shift/{file}}: what the stream was. */
  record Past(String token, String app, String stream, ShiftResource resource)
      implements OfStream {}

  /** {@code /{app}/~{session}/{stream}/beacon}: what a player tells of how it plays. */
  record Beacon(String token, String app, String stream) implements OfStream {

    /** The last step of the path; no file of HLS is called so. */
    static final String STEP = "beacon";
  }

  /**
   * {@code /openapi/timeline/query?app=…&stream=…}, as ApsaraVideo Live has it: what there is of a
   * stream's past, by the signature of this path. Its names are in the query, so that the path
   * alone has none.
   */
  record TimelineQuery(String path, String app, String stream) implements OfStream {

    /** About which stream. */
    TimelineQuery about(String ofApp, String named) {
      return new TimelineQuery(path, ofApp, named);
    }
  }

  /** {@code /~player/{version}/{file}}: a part of the watch page. */
  record PlayerFile(String version, String file) implements Target {}

  /** Nothing is here. */
  record Nothing() implements Target {}

  /** In which form a stream is asked for. */
  enum Ending {
    /** HTTP-FLV, or FLV over WebSocket. */
    FLV,
    /** The multivariant playlist of HLS. */
    PLAYLIST,
    /** The watch page. */
    PAGE,
    /** Whether the stream is live, for the watch page; by session alone. */
    STATUS,
    /** The newest picture, as JPEG. */
    JPEG,
    /** The newest picture, as WebP. */
    WEBP;

    /** Whether somebody begins to watch with it, or only looks. */
    boolean beginsToWatch() {
      return switch (this) {
        case FLV, PLAYLIST -> true;
        case PAGE, STATUS, JPEG, WEBP -> false;
      };
    }

    /** Whether a picture is asked for: it is shown to those who may watch, and makes no viewer. */
    boolean isPicture() {
      return switch (this) {
        case JPEG, WEBP -> true;
        case FLV, PLAYLIST, PAGE, STATUS -> false;
      };
    }
  }
}
