package dev.weir.portal.stream;

import dev.weir.portal.control.RecordingControls;
import dev.weir.portal.control.StreamControls;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.certificate.Certificates;
import dev.weir.portal.domain.certificate.EndingCertificate;
import dev.weir.portal.health.StreamHealth;
import dev.weir.portal.history.PublishHistory;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.label.StreamLabels;
import dev.weir.portal.quality.Quality;
import dev.weir.portal.quota.QuotaRow;
import dev.weir.portal.quota.Quotas;
import dev.weir.portal.viewer.Viewers;
import java.util.List;

/**
 * What the pages about streams ask, each for its own part.
 *
 * @param domains where streams may be
 * @param live what is live
 * @param history what was
 * @param controls ends and blocks
 * @param recordings begins and ends recordings
 * @param viewers who watches
 * @param labels what the tenant says about them
 * @param quotas how many there may be
 * @param certificates what their domains are reached with over HTTPS
 * @param pictures what they look like
 * @param health how they arrived
 * @param quality how they played
 */
public record StreamServices(
    DomainStore domains,
    LiveStreams live,
    PublishHistory history,
    StreamControls controls,
    RecordingControls recordings,
    Viewers viewers,
    StreamLabels labels,
    Quotas quotas,
    Certificates certificates,
    SnapshotPictures pictures,
    StreamHealth health,
    Quality quality) {

  /** The quotas that an actor should know of before something is refused. */
  List<QuotaRow> nearQuotas(Actor actor) {
    return actor.may(Permission.TENANT_READ) ? QuotaRow.near(quotas.list(actor)) : List.of();
  }

  /** The certificates that an actor should know of before browsers refuse them. */
  List<EndingCertificate> endingCertificates(Actor actor) {
    return actor.may(Permission.DOMAINS_READ) ? certificates.ending(actor) : List.of();
  }
}
