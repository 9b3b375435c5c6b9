package dev.weir.app.wiring;

import dev.weir.contract.live.NodeReport.Traffic;
import dev.weir.gateway.load.Admission;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamFacts;
import dev.weir.stream.hub.StreamKind;
import dev.weir.stream.hub.StreamRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What this process carries, asked of its rooms. Any thread, once they are told of. */
final class NodeLoad {

  private volatile Optional<StreamRegistry> streams = Optional.empty();
  private volatile Optional<ViewerCensus> census = Optional.empty();
  private volatile Optional<Admission> admission = Optional.empty();

  /** The process ingests these. */
  void ingests(StreamRegistry registry) {
    streams = Optional.of(registry);
  }

  /** The process serves these. */
  void serves(ViewerCensus viewers, Admission load) {
    census = Optional.of(viewers);
    admission = Optional.of(load);
  }

  Traffic traffic() {
    List<StreamFacts.State> states =
        streams.map(StreamRegistry::live).orElse(List.of()).stream()
            .filter(stream -> stream.kind() == StreamKind.SOURCE)
            .map(LiveStream::facts)
            .map(StreamFacts::state)
            .filter(state -> state != StreamFacts.State.ENDED)
            .toList();
    return new Traffic(
        states.size(),
        (int) states.stream().filter(state -> state == StreamFacts.State.LIVE).count(),
        census.map(ViewerCensus::lastByProtocol).orElse(Traffic.NONE.viewers()),
        admission.map(Admission::egressBitsPerSecond).orElse(0L));
  }

  Optional<Duration> loopLateness() {
    return admission.map(Admission::lateness);
  }
}
