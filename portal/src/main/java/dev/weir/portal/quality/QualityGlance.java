package dev.weir.portal.quality;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.identity.Actor;
import java.time.Instant;
import java.util.List;

/**
 * How one stream played within the last day, on its own page. Public for the template.
 *
 * @param tiles its figures; none where nothing was told
 * @param path of the page that says more
 */
public record QualityGlance(List<QualityView.Tile> tiles, String path) {

  /** Copies the list. */
  public QualityGlance {
    tiles = List.copyOf(tiles);
  }

  /** Looks; wants {@code streams:read}. */
  public static QualityGlance of(Quality quality, Actor actor, StreamAddress address, Instant now) {
    String domain = address.pushDomain().value();
    String app = address.app().value();
    String stream = address.stream().value();
    QualityQuery query =
        QualityQuery.upTo(QualitySpan.DAY, now, QualityQuery.Of.stream(domain, app, stream));
    Quality.Answer answer = quality.ask(actor, query);
    return new QualityGlance(
        answer.times().isEmpty()
            ? List.of()
            : QualityView.tiles(answer.total(), answer.totalEarlier()),
        QualityFilter.ofStream(domain, app, stream));
  }
}
