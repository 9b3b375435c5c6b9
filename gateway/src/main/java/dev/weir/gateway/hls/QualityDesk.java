package dev.weir.gateway.hls;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.edge.LiveSource;
import dev.weir.stream.timeline.TimelineView;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds what a viewer may choose from: whatever there is of a stream at the moment. Renditions that
 * are not there are left out; those that are just beginning are waited for a little.
 */
final class QualityDesk {

  /** How long the beginning of a rendition is waited for. */
  static final Duration BEGINNING_WAIT = Duration.ofSeconds(2);

  /** How long another node may take to answer that it has a rendition. */
  static final Duration ANSWER_WAIT = Duration.ofSeconds(3);

  private final LiveSource source;
  private final PlaylistDesk playlists;

  QualityDesk(LiveSource source, PlaylistDesk playlists) {
    this.source = source;
    this.playlists = playlists;
  }

  /** Best first, at least one; fails with a fault where there is none. */
  Future<List<Quality>> find(PlayGrant grant, HlsContainer container) {
    if (!grant.address().equals(grant.source())) {
      return grant.permits()
          ? asked(grant, container).map(List::of)
          : Future.failedFuture(
              new WeirFault(FaultCode.RENDITION_REFUSED, "stream=" + grant.address()));
    }
    if (!grant.permits()) {
      return renditions(grant, container)
          .map(some -> some.isEmpty() ? none(grant, FaultCode.STREAM_NOT_LIVE) : some);
    }
    return asked(grant, container)
        .transform(own ->
            renditions(grant, container)
                .compose(some ->
                    own.succeeded()
                        ? Future.succeededFuture(
                            Stream.concat(Stream.of(own.result()), some.stream()).toList())
                        : some.isEmpty()
                            ? Future.failedFuture(own.cause())
                            : Future.succeededFuture(some)));
  }

  private static List<Quality> none(PlayGrant grant, FaultCode code) {
    throw new WeirFault(code, "stream=%s renditions=none".formatted(grant.address()));
  }

  /** What was asked for by name: it is waited for as long as players wait. */
  private Future<Quality> asked(PlayGrant grant, HlsContainer container) {
    return source
        .timeline(grant.address())
        .compose(timeline -> {
          if (timeline.view().ended()) {
            throw new WeirFault(FaultCode.STREAM_ENDED, "stream=" + grant.address());
          }
          return playlists.firstView(timeline, container, PlaylistDesk.FIRST_PLAYLIST_WAIT);
        })
        .map(view -> {
          if (view.ended()) {
            throw new WeirFault(FaultCode.STREAM_ENDED, "while it was waited for");
          }
          if (!isCarried(view, container)) {
            throw new WeirFault(FaultCode.CODEC_NOT_IN_CONTAINER, "container=" + container);
          }
          return new Quality(grant.address().stream(), "", view);
        });
  }

  private Future<List<Quality>> renditions(PlayGrant grant, HlsContainer container) {
    List<Future<Optional<Quality>>> looked =
        grant.ladder().upTo(grant.limits().topRendition()).stream()
            .map(rung -> rendition(grant.source(), rung, container))
            .toList();
    return Future.join(looked)
        .map(_ -> looked.stream().flatMap(found -> found.result().stream()).toList());
  }

  /** Never fails. */
  private Future<Optional<Quality>> rendition(
      StreamAddress ofStream, Template rung, HlsContainer container) {
    return rung.id()
        .rendition(ofStream.stream())
        .map(name ->
            source
                .timeline(ofStream.named(name))
                .timeout(ANSWER_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .compose(timeline -> playlists.firstView(timeline, container, BEGINNING_WAIT))
                .map(view ->
                    Optional.of(new Quality(name, soundOrigin(rung), view))
                        .filter(found -> !view.ended() && isCarried(view, container)))
                .otherwise(Optional.empty()))
        .orElse(Future.succeededFuture(Optional.empty()));
  }

  private static boolean isCarried(TimelineView view, HlsContainer container) {
    return view.stage() != TimelineView.Stage.UNPLAYABLE
        && Containers.carries(container, view.tracks());
  }

  private static String soundOrigin(Template rung) {
    return rung.audio()
        .filter(sound -> sound.codec() != AudioTarget.AudioCodec.SOURCE)
        .map(AudioTarget::toString)
        .orElse("");
  }
}
