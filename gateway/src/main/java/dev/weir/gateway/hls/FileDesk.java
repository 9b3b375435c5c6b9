package dev.weir.gateway.hls;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.gateway.meter.Tab;
import dev.weir.media.hls.MediaPlaylist;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.fanout.NettyLoop;
import dev.weir.stream.timeline.Held;
import dev.weir.stream.timeline.Timeline;
import dev.weir.stream.timeline.TimelineView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * Hands out init segments, segments and parts; the one part that was announced, when it is there.
 */
final class FileDesk {

  private static final String TRANSPORT_STREAM = "video/mp2t";

  /** Answers with a file; fails with a fault, and then has not answered. */
  Future<Void> send(HttpServerRequest request, Timeline timeline, HlsResource resource, Tab tab) {
    return resource instanceof HlsResource.Chunk(TrackKind kind, long number)
        ? announced(timeline, kind, number)
            .compose(view -> sendHeld(request, timeline, resource, tab))
        : sendHeld(request, timeline, resource, tab);
  }

  private static Future<Void> sendHeld(
      HttpServerRequest request, Timeline timeline, HlsResource resource, Tab tab) {
    return switch (find(timeline, resource)) {
      case Held.Here here -> {
        String path = request.path();
        String name = path.substring(path.lastIndexOf('/') + 1);
        FileAnswer.send(request, here.bytes(), type(resource), tag(timeline, name), tab);
        yield Future.succeededFuture();
      }
      case Held.Gone _ -> failed(FaultCode.SEGMENT_GONE);
      case Held.Unknown _ -> failed(FaultCode.SEGMENT_UNKNOWN);
    };
  }

  /** What the timeline knows of a file. */
  static Held find(Timeline timeline, HlsResource resource) {
    return switch (resource) {
      case HlsResource.Init(TrackKind kind, long number) -> timeline.init(kind, number);
      case HlsResource.Segment(TrackKind kind, long sequence) -> timeline.segment(kind, sequence);
      case HlsResource.Chunk(TrackKind kind, long number) -> timeline.part(kind, number);
      case HlsResource.TransportSegment(long sequence) -> timeline.muxed(sequence);
      case HlsResource.Playlist _ -> throw new IllegalArgumentException("playlists are no files");
    };
  }

  /** The media type of a file. */
  static String type(HlsResource resource) {
    return switch (resource) {
      case HlsResource.Init(TrackKind kind, long _) -> mp4(kind);
      case HlsResource.Segment(TrackKind kind, long _) -> mp4(kind);
      case HlsResource.Chunk(TrackKind kind, long _) -> mp4(kind);
      case HlsResource.TransportSegment _ -> TRANSPORT_STREAM;
      case HlsResource.Playlist _ -> throw new IllegalArgumentException("playlists are no files");
    };
  }

  /** Waits only for the part that the playlist hints at; others are there, or are not to come. */
  private static Future<TimelineView> announced(Timeline timeline, TrackKind kind, long number) {
    TimelineView now = timeline.view();
    Optional<MediaPlaylist> playlist = now.playlist(kind);
    boolean hinted = !now.ended() && playlist.filter(p -> p.nextPartNumber() == number).isPresent();
    if (!hinted) {
      return Future.succeededFuture(now);
    }
    Duration patience = Duration.ofSeconds(3L * playlist.orElseThrow().terms().targetDurationS());
    return timeline
        .await(
            NettyLoop.of(Vertx.currentContext()),
            view -> view.ended() || hasCome(view, kind, number),
            patience)
        .recover(late -> failed(FaultCode.SEGMENT_UNKNOWN));
  }

  private static boolean hasCome(TimelineView view, TrackKind kind, long number) {
    return view.playlist(kind).filter(playlist -> playlist.nextPartNumber() > number).isPresent();
  }

  private static <T> Future<T> failed(FaultCode code) {
    return Future.failedFuture(new WeirFault(code, "file"));
  }

  private static String mp4(TrackKind kind) {
    return switch (kind) {
      case VIDEO -> "video/mp4";
      case AUDIO -> "audio/mp4";
    };
  }

  /** The timeline and the name within it: the bytes under a name never change. */
  static String tag(Timeline timeline, String name) {
    long first = timeline.view().leading().map(p -> p.terms().firstSequence()).orElse(0L);
    return first + "-" + name;
  }
}
