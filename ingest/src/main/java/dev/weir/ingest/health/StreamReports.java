package dev.weir.ingest.health;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.StreamReport.TrackReport;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamFacts;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Makes reports of streams. */
final class StreamReports {

  private StreamReports() {}

  /** A report of each stream that has not ended. */
  static List<StreamReport> of(Collection<LiveStream> streams, NodeId node) {
    return streams.stream().flatMap(stream -> of(stream, node).stream()).toList();
  }

  private static Optional<StreamReport> of(LiveStream stream, NodeId node) {
    StreamFacts facts = stream.facts();
    return switch (facts.state()) {
      case LIVE -> Optional.of(report(stream, node, facts, StreamReport.State.LIVE));
      case INTERRUPTED -> Optional.of(report(stream, node, facts, StreamReport.State.INTERRUPTED));
      case ENDED -> Optional.empty();
    };
  }

  private static StreamReport report(
      LiveStream stream, NodeId node, StreamFacts facts, StreamReport.State state) {
    return new StreamReport(
        stream.address(),
        node,
        facts.publishedAt(),
        state,
        facts.encoder(),
        facts.peerAddress(),
        facts.tracks().stream().map(StreamReports::report).toList(),
        facts.rates().framesPerSecond(),
        facts.rates().bitsPerSecond(),
        facts.rates().keyFrameIntervalMs());
  }

  private static TrackReport report(Track track) {
    String name = displayName(track.codec());
    return switch (track) {
      case Track.VideoTrack video ->
          new TrackReport(name, video.codecString(), video.width(), video.height(), 0, 0);
      case Track.AudioTrack audio ->
          new TrackReport(name, audio.codecString(), 0, 0, audio.sampleRateHz(), audio.channels());
    };
  }

  private static String displayName(Codec codec) {
    return switch (codec) {
      case AVC -> "H.264";
      case HEVC -> "H.265";
      case AV1 -> "AV1";
      case VP9 -> "VP9";
      case AAC -> "AAC";
      case OPUS -> "Opus";
      case MP3 -> "MP3";
      case AC3 -> "AC-3";
      case EAC3 -> "E-AC-3";
      case FLAC -> "FLAC";
    };
  }
}
