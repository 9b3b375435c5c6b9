package dev.weir.gateway.meter;

import dev.weir.contract.analytics.Delivery;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeteredStream;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.access.PlaybackRequest;
import dev.weir.gateway.analytics.Referers;
import dev.weir.gateway.analytics.Subject;
import dev.weir.gateway.analytics.Tallies;
import dev.weir.gateway.analytics.Tally;

/** Under what a viewer counts in the statistics of the audience: bytes as on the bill. */
public final class Watched {

  private Watched() {}

  /** What goes out to a viewer in one form, of the stream or rendition that the grant opens. */
  public static Tally tally(Tallies tallies, PlayGrant grant, MeterDetail way) {
    return tallies.of(subject(tallies, grant, Delivery.of(way)));
  }

  /**
   * A viewer who watches. A player of HLS changes its rendition as it likes, so that it counts as
   * one of the source.
   */
  public static Tally viewer(Tallies tallies, PlayGrant grant) {
    Delivery delivery = Delivery.of(grant.protocol());
    Subject subject = subject(tallies, grant, delivery);
    return tallies.of(
        delivery == Delivery.HLS
            ? new Subject(
                subject.tenant(),
                subject.place(),
                delivery,
                "",
                subject.referer(),
                subject.client())
            : subject);
  }

  /** Viewers of the kind of which this one is. */
  public static Subject subject(Tallies tallies, PlayGrant grant, Delivery delivery) {
    MeteredStream stream = Billed.stream(grant);
    PlaybackRequest.Asker asker = grant.asker();
    return new Subject(
        grant.address().tenant(),
        Place.of(stream),
        delivery,
        stream.rendition().map(TemplateId::value).orElse(""),
        Referers.of(asker.referer()),
        tallies.client(asker.agent()));
  }
}
