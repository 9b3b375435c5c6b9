package dev.weir.gateway.route;

import dev.weir.contract.analytics.Delivery;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.access.PlaybackRequest;
import dev.weir.gateway.analytics.Referers;
import dev.weir.gateway.analytics.Subject;
import dev.weir.gateway.analytics.Tallies;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.hls.HlsDelivery;
import dev.weir.gateway.meter.Watched;
import dev.weir.gateway.route.Target.Ending;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts what requests about streams are answered, for the statistics of the audience. What no
 * domain is named by is nobody's. On the connection's event loop.
 */
final class Observer {

  private final PlayDirectory directory;
  private final Tallies tallies;

  Observer(PlayDirectory directory, Tallies tallies) {
    this.directory = directory;
    this.tallies = tallies;
  }

  /** Waits for the answer's head. */
  Observation begin(HttpServerRequest request, Target.OfStream target, PlaybackRequest asked) {
    Observation observation =
        new Observation(asked, delivery(target, asked.protocol(), request.query() != null));
    request
        .response()
        .headersEndHandler(_ -> note(observation, request.response().getStatusCode()));
    return observation;
  }

  private void note(Observation observation, int status) {
    PlayGrant grant = observation.grant;
    if (grant != null) {
      tallies.answered(Watched.subject(tallies, grant, observation.delivery), status);
      return;
    }
    PlaybackRequest asked = observation.asked;
    directory
        .policy(asked.host())
        .ifPresent(policy -> tallies.answered(subject(policy, asked, observation), status));
  }

  private Subject subject(DomainPolicy policy, PlaybackRequest asked, Observation observation) {
    return new Subject(
        policy.tenant(),
        Place.of(policy.domain().value()),
        observation.delivery,
        "",
        Referers.of(asked.asker().referer()),
        tallies.client(asked.asker().agent()));
  }

  private static Delivery delivery(
      Target.OfStream target, PlayProtocol protocol, boolean directed) {
    return switch (target) {
      case Target.Signed signed -> delivery(signed.ending(), protocol);
      case Target.InSession inSession -> delivery(inSession.ending(), protocol);
      case Target.HlsFile file -> Delivery.of(HlsDelivery.way(file.resource(), directed));
      case Target.Recording _ -> Delivery.VOD;
      case Target.Replay _, Target.Beacon _ -> Delivery.PAGE;
      case Target.Past _, Target.TimelineQuery _ -> Delivery.TIME_SHIFT;
    };
  }

  private static Delivery delivery(Ending ending, PlayProtocol protocol) {
    return switch (ending) {
      case FLV -> Delivery.of(protocol);
      case PLAYLIST -> Delivery.HLS;
      case PAGE, STATUS -> Delivery.PAGE;
      case JPEG, WEBP -> Delivery.PICTURE;
    };
  }

  /** One request on its way to its answer. */
  static final class Observation {

    private final PlaybackRequest asked;
    private final Delivery delivery;
    private @Nullable PlayGrant grant;

    private Observation(PlaybackRequest asked, Delivery delivery) {
      this.asked = asked;
      this.delivery = delivery;
    }

    /** Whoever is let in is known by then. */
    Consumer<PlayGrant> before(Consumer<PlayGrant> granted) {
      return let -> {
        grant = let;
        granted.accept(let);
      };
    }
  }
}
