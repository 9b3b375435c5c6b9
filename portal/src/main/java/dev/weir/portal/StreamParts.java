package dev.weir.portal;

import dev.weir.contract.access.UserMarks;
import dev.weir.portal.analytics.Analytics;
import dev.weir.portal.analytics.AnalyticsPages;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.control.RecordingControls;
import dev.weir.portal.control.StreamControls;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.OwnStreams;
import dev.weir.portal.domain.certificate.Certificates;
import dev.weir.portal.health.HealthKeeper;
import dev.weir.portal.health.HealthLog;
import dev.weir.portal.health.StreamHealth;
import dev.weir.portal.history.HistoryCollector;
import dev.weir.portal.history.HistoryStore;
import dev.weir.portal.history.OutboxNews;
import dev.weir.portal.history.PublishHistory;
import dev.weir.portal.label.StreamLabels;
import dev.weir.portal.library.Library;
import dev.weir.portal.library.LibraryPages;
import dev.weir.portal.library.LibraryRoom;
import dev.weir.portal.library.RecordingDeletion;
import dev.weir.portal.library.RecordingPages;
import dev.weir.portal.library.Replay;
import dev.weir.portal.library.log.RecordingLog;
import dev.weir.portal.quality.Quality;
import dev.weir.portal.quality.QualityPages;
import dev.weir.portal.quota.FullStores;
import dev.weir.portal.refusal.RefusalPages;
import dev.weir.portal.refusal.Refusals;
import dev.weir.portal.stream.HealthPages;
import dev.weir.portal.stream.HistoryPages;
import dev.weir.portal.stream.LiveEvents;
import dev.weir.portal.stream.LivePages;
import dev.weir.portal.stream.LiveStreams;
import dev.weir.portal.stream.PreferredTransport;
import dev.weir.portal.stream.PublicPorts;
import dev.weir.portal.stream.SnapshotPictures;
import dev.weir.portal.stream.StreamForms;
import dev.weir.portal.stream.StreamPages;
import dev.weir.portal.stream.StreamServices;
import dev.weir.portal.stream.ViewerPages;
import dev.weir.portal.stream.WallPages;
import dev.weir.portal.viewer.Viewers;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.RouteEntry;
import java.util.List;
import java.util.stream.Stream;

/** What the portal has about streams, put together. */
final class StreamParts {

  private StreamParts() {}

  /** The services, for pages and API alike. */
  static StreamServices services(PortalSeams seams, DomainStore domains, DomainRoom room) {
    AuditLog audit = new AuditLog(seams.time());
    Outbox outbox = new Outbox(seams.time());
    PolicyDesk policies = new PolicyDesk(domains, seams.policies());
    StreamControls.Nodes nodes = new StreamControls.Nodes(policies, seams.commands());
    Viewers.Nodes gateways = new Viewers.Nodes(policies, seams.audience(), marks(seams));
    return new StreamServices(
        domains,
        new LiveStreams(seams.live(), seams.time()),
        new PublishHistory(new HistoryStore(seams.database(), outbox)),
        new StreamControls(seams.database(), domains, nodes, audit, seams.time()),
        new RecordingControls(
            seams.database(),
            new OwnStreams(domains),
            seams.recorders(),
            new RecordingLog(seams.database(), outbox),
            new FullStores(seams.database(), seams.time()),
            audit),
        new Viewers(seams.database(), domains, gateways, audit, seams.time()),
        new StreamLabels(seams.database(), new OwnStreams(domains), audit),
        TenantRooms.quotas(seams),
        new Certificates(room),
        new SnapshotPictures(seams.objects(), seams.time()),
        new StreamHealth(seams.database(), healthLog(seams)),
        new Quality(seams.database()));
  }

  /** Whom doors did not let in. */
  static Refusals refusals(PortalSeams seams, DomainStore domains) {
    return new Refusals(domains, seams.refusals(), marks(seams), seams.time());
  }

  private static UserMarks marks(PortalSeams seams) {
    return new UserMarks(seams.secret().derive(UserMarks.PURPOSE));
  }

  /** What fills the history. */
  static HistoryCollector collector(PortalSeams seams) {
    Outbox outbox = new Outbox(seams.time());
    return new HistoryCollector(
        seams.events(),
        new HistoryStore(seams.database(), outbox),
        new RecordingLog(seams.database(), outbox),
        new OutboxNews(seams.database(), outbox),
        new HealthLog(seams.database(), outbox),
        seams.time());
  }

  private static HealthLog healthLog(PortalSeams seams) {
    return new HealthLog(seams.database(), new Outbox(seams.time()));
  }

  /** What keeps how streams arrive. */
  static HealthKeeper healthKeeper(PortalSeams seams) {
    return new HealthKeeper(seams.live(), healthLog(seams), seams.database(), seams.time());
  }

  /** What can be asked of audiences. */
  static Analytics analytics(PortalSeams seams) {
    return new Analytics(seams.database(), seams.analytics());
  }

  /** The pages. */
  static List<RouteEntry> routes(
      PortalSeams seams,
      StreamServices services,
      LiveEvents events,
      PublicPorts ports,
      Pages pages,
      PortalOrigin origin) {
    PreferredTransport transport = new PreferredTransport(services.certificates(), origin.secure());
    LibraryRoom recorded = LibraryRoom.of(seams.database(), seams.stores(), seams.time());
    Library library = new Library(recorded);
    Replay replay = new Replay(services.domains(), ports, transport, seams.time());
    return Stream.of(
            new LivePages(services, events, ports, pages, seams.time(), origin).routes(),
            new WallPages(services, events, pages, seams.time()).routes(),
            new HistoryPages(services, pages, seams.time()).routes(),
            new HealthPages(services, pages, seams.time()).routes(),
            new QualityPages(services.quality(), pages, seams.time()).routes(),
            new StreamPages(services, events, ports, pages, seams.time(), transport).routes(),
            new StreamForms(services, pages, seams.time()).routes(),
            new ViewerPages(services, pages, seams.time()).routes(),
            new AnalyticsPages(analytics(seams), events, pages, seams.time()).routes(),
            new RefusalPages(refusals(seams, services.domains()), pages).routes(),
            new LibraryPages(library, services, pages).routes(),
            new RecordingPages(library, new RecordingDeletion(recorded), replay, pages).routes())
        .flatMap(List::stream)
        .toList();
  }
}
