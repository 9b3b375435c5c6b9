package dev.weir.gateway.hls;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.analytics.Tally;
import dev.weir.gateway.edge.LiveSource;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.meter.Tab;
import dev.weir.gateway.meter.Watched;
import dev.weir.gateway.seat.Seats;
import dev.weir.gateway.viewer.Sighting;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.media.hls.MediaPlaylist;
import dev.weir.runtime.http.FaultResponse;
import dev.weir.runtime.http.Shortcuts;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.stream.timeline.Timeline;
import dev.weir.stream.timeline.TimelineView;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers what HLS players ask, for viewers who may watch. Runs on the connection's event loop;
 * waits without holding it.
 */
public final class HlsDelivery {

  private static final Duration LEAST_STAY = Duration.ofSeconds(5);

  private final LiveSource source;
  private final ViewerCensus census;
  private final Egress egress;
  private final FaultCounter faults;
  private final Seats seats;
  private final PlaylistDesk playlists = new PlaylistDesk();
  private final QualityDesk qualities;
  private final FileDesk files = new FileDesk();

  /** Serves the timelines of {@code source}; counts who watches, what goes out, what is refused. */
  public HlsDelivery(
      LiveSource source, ViewerCensus census, Seats seats, Egress egress, FaultCounter faults) {
    this.source = source;
    this.census = census;
    this.egress = egress;
    this.faults = faults;
    this.seats = seats;
    this.qualities = new QualityDesk(source, playlists);
  }

  /**
   * Answers with the multivariant playlist, the first that a player asks for.
   *
   * @param base what the names of streams are put behind; empty, or ends in a slash
   */
  public void multivariant(HttpServerRequest request, PlayGrant grant, String base) {
    HlsContainer container = container(request, grant);
    qualities
        .find(grant, container)
        .onSuccess(found ->
            PlaylistAnswer.sendPrivate(
                request, Multivariant.write(found, container, base), tab(grant, MeterDetail.HLS)))
        .onFailure(failure -> refuse(request, failure));
  }

  /**
   * Answers with a media playlist, an init segment, a segment or a part. What the player asks for
   * next over the same connection is then answered with less ado.
   *
   * @param standing of the grant; asked again when the answer had to wait
   */
  public void file(
      HttpServerRequest request, PlayGrant grant, HlsResource resource, Standing standing) {
    if (!grant.permits()) {
      throw new WeirFault(FaultCode.RENDITION_REFUSED, "stream=" + grant.address());
    }
    HttpServerResponse response = request.response();
    Egress.Meter meter = meter(grant);
    Tab tab = tab(grant, way(resource, request.query() != null));
    if (request.query() == null) {
      Shortcuts.offer(request, () -> new HlsShortcut(this, grant, standing, request));
    }
    source
        .timeline(grant.address())
        .compose(timeline -> {
          Sighting viewer = note(grant, resource, timeline.view(), watching(grant));
          response.endHandler(_ -> {
            meter.sent(response.bytesWritten());
            viewer.sent(response.bytesWritten());
          });
          return resource instanceof HlsResource.Playlist playlist
              ? playlists.send(request, timeline, playlist.form(), standing::refusal, tab)
              : files.send(request, timeline, resource, tab);
        })
        .onFailure(failure -> refuse(request, failure));
  }

  /** The container that a request for a multivariant playlist names; empty when it names none. */
  public static Optional<HlsContainer> named(HttpServerRequest request) {
    return Containers.named(request.getParam("container", ""));
  }

  private static HlsContainer container(HttpServerRequest request, PlayGrant grant) {
    String named = request.getParam("container", "");
    if (named.isEmpty()) {
      return grant.policy().defaultContainer();
    }
    return Containers.named(named)
        .orElseThrow(() -> new WeirFault(FaultCode.REQUEST_MALFORMED, "container"));
  }

  /** The viewer is there: a session counts as long as its requests are recent. */
  Sighting note(PlayGrant grant, HlsResource resource, TimelineView view, Tally watching) {
    Duration stay =
        view.leading()
            .map(MediaPlaylist::terms)
            .map(terms -> Duration.ofSeconds(2L * terms.targetDurationS()))
            .filter(targets -> targets.compareTo(LEAST_STAY) > 0)
            .orElse(LEAST_STAY);
    PlayProtocol protocol = resource.isTransportStream() ? PlayProtocol.HLS_TS : PlayProtocol.HLS;
    seats.seen(grant.address().pushDomain(), grant.session().viewer(), stay);
    return census.seen(
        grant.domain(),
        grant.source(),
        protocol,
        grant.session(),
        grant.asker().address(),
        stay,
        watching);
  }

  /** What counts the viewer while it is present. */
  Tally watching(PlayGrant grant) {
    return Watched.viewer(egress.tallies(), grant);
  }

  /** Where the viewer's files are; may be had at once. */
  Future<Timeline> timeline(PlayGrant grant) {
    return source.timeline(grant.address());
  }

  /** What counts the bytes that go out to the viewer. */
  Egress.Meter meter(PlayGrant grant) {
    return egress.of(grant.address().tenant());
  }

  /** What the viewer's answers are put on. */
  Tab tab(PlayGrant grant, MeterDetail way) {
    return Tab.of(egress, grant, way);
  }

  /**
   * How a file goes out: parts, and playlists that are asked for with directives, are low-latency
   * HLS. Others are common to both.
   */
  public static MeterDetail way(HlsResource resource, boolean directed) {
    return switch (resource) {
      case HlsResource.Chunk _ -> MeterDetail.LL_HLS;
      case HlsResource.Playlist _ -> directed ? MeterDetail.LL_HLS : MeterDetail.HLS;
      case HlsResource.Init _, HlsResource.Segment _, HlsResource.TransportSegment _ ->
          MeterDetail.HLS;
    };
  }

  private void refuse(HttpServerRequest request, Throwable failure) {
    FaultCode code = WeirFault.codeOf(failure);
    faults.count(code);
    FaultResponse.send(request, code);
  }
}
