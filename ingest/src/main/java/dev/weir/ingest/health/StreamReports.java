package dev.weir.ingest.health;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.live.StreamReport;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamFacts;
import dev.weir.stream.hub.StreamKind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Makes reports of streams. */
final class StreamReports {

  private StreamReports() {}

  /** A report of each stream that was pushed and has not ended. */
  static List<StreamReport> of(Collection<LiveStream> streams, NodeId node) {
    return streams.stream()
        .filter(stream -> stream.kind() == StreamKind.SOURCE)
        .flatMap(stream -> of(stream, node).stream())
        .toList();
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
        TrackReports.of(facts.tracks()),
        facts.rates().framesPerSecond(),
        facts.rates().bitsPerSecond(),
        facts.rates().keyFrameIntervalMs());
  }
}
