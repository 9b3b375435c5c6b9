package dev.weir.portal;

import dev.weir.portal.access.AccessRules;
import dev.weir.portal.api.AnalyticsApi;
import dev.weir.portal.api.ApiFront;
import dev.weir.portal.api.ApiGate;
import dev.weir.portal.api.ApiKeysApi;
import dev.weir.portal.api.ApprovalsApi;
import dev.weir.portal.api.AuditApi;
import dev.weir.portal.api.BillingApi;
import dev.weir.portal.api.InvitationsApi;
import dev.weir.portal.api.MeApi;
import dev.weir.portal.api.MembersApi;
import dev.weir.portal.api.TenantApi;
import dev.weir.portal.api.TokensApi;
import dev.weir.portal.api.UsageApi;
import dev.weir.portal.api.contract.ApiDocument;
import dev.weir.portal.api.docs.ApiDocs;
import dev.weir.portal.api.domain.AccessApi;
import dev.weir.portal.api.domain.AppsApi;
import dev.weir.portal.api.domain.CertificatesApi;
import dev.weir.portal.api.domain.DomainsApi;
import dev.weir.portal.api.domain.KeepingApi;
import dev.weir.portal.api.domain.LaddersApi;
import dev.weir.portal.api.domain.RulesApi;
import dev.weir.portal.api.domain.SigningKeysApi;
import dev.weir.portal.api.domain.TokenKeysApi;
import dev.weir.portal.api.frame.ContractGuard;
import dev.weir.portal.api.frame.RepeatGuard;
import dev.weir.portal.api.frame.RepeatStore;
import dev.weir.portal.api.store.StoresApi;
import dev.weir.portal.api.stream.ControlApi;
import dev.weir.portal.api.stream.HealthApi;
import dev.weir.portal.api.stream.HistoryApi;
import dev.weir.portal.api.stream.QualityApi;
import dev.weir.portal.api.stream.RecordingsApi;
import dev.weir.portal.api.stream.RefusalsApi;
import dev.weir.portal.api.stream.StreamsApi;
import dev.weir.portal.api.stream.UrlsApi;
import dev.weir.portal.api.stream.ViewersApi;
import dev.weir.portal.api.template.TemplatesApi;
import dev.weir.portal.api.template.WatermarksApi;
import dev.weir.portal.api.token.ApiTokens;
import dev.weir.portal.api.token.TokenKeys;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.approval.ApprovalDesk;
import dev.weir.portal.audit.AuditStore;
import dev.weir.portal.billing.bill.BillToDate;
import dev.weir.portal.billing.invoice.Invoices;
import dev.weir.portal.billing.label.LabelBills;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.certificate.Certificates;
import dev.weir.portal.domain.key.KeyUsage;
import dev.weir.portal.domain.key.PlaybackKeys;
import dev.weir.portal.domain.key.SigningKeys;
import dev.weir.portal.domain.settings.DomainSettings;
import dev.weir.portal.keeping.KeepingRules;
import dev.weir.portal.library.Library;
import dev.weir.portal.library.LibraryRoom;
import dev.weir.portal.library.RecordingDeletion;
import dev.weir.portal.store.Stores;
import dev.weir.portal.stream.PreferredTransport;
import dev.weir.portal.stream.PublicPorts;
import dev.weir.portal.stream.StreamServices;
import dev.weir.portal.template.LadderRules;
import dev.weir.portal.template.Templates;
import dev.weir.portal.usage.Usage;
import dev.weir.portal.watermark.Watermarks;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.RouteEntry;
import java.util.ArrayList;
import java.util.List;

/** The API, put together: its document, its tokens, and a room for each kind of thing. */
record ApiRooms(PortalSeams seams, ApiDocument document, ApiTokens tokens) {

  static ApiRooms of(PortalSeams seams) {
    return new ApiRooms(
        seams,
        ApiDocument.load(),
        new ApiTokens(
            new TokenKeys(seams.vertx(), seams.secret(), seams.time()),
            seams.database(),
            seams.time()));
  }

  /** What stands before each of its routes. */
  ApiFront front(ApiKeyStore keys) {
    return new ApiFront(
        new ApiGate(keys, tokens, seams.time()),
        new ContractGuard(document),
        new RepeatGuard(new RepeatStore(seams.database(), seams.box(), seams.time())));
  }

  /** Its document, and its lines about streams and domains. */
  List<RouteEntry> routes(Pages pages, StreamServices streams, DomainRoom room, PublicPorts ports) {
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(new ApiDocs(document, pages).routes());
    table.addAll(streams(streams, ports));
    table.addAll(domains(room, streams.domains()));
    return table;
  }

  /** Its lines about the tenant itself: who works for it, and what they settled. */
  List<RouteEntry> tenantRoutes(TenantRooms tenants, ApprovalDesk desk, PortalOrigin origin) {
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(new MembersApi(tenants.members()).routes());
    table.addAll(new InvitationsApi(tenants.invitations(), origin).routes());
    table.addAll(new ApprovalsApi(desk).routes());
    table.addAll(new AuditApi(new AuditStore(seams.database())).routes());
    table.addAll(new TenantApi(tenants.settings(), tenants.quotas()).routes());
    Invoices invoices = new Invoices(seams.database());
    table.addAll(
        new BillingApi(
                new BillToDate(seams.database(), seams.time()),
                invoices,
                new LabelBills(seams.database(), invoices))
            .routes());
    table.addAll(new UsageApi(new Usage(seams.database())).routes());
    table.addAll(new ApiKeysApi(tenants.apiKeys(), seams.time()).routes());
    table.addAll(new TokensApi(tokens).routes());
    table.addAll(new MeApi().routes());
    return table;
  }

  private List<RouteEntry> streams(StreamServices services, PublicPorts ports) {
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(new StreamsApi(services).routes());
    table.addAll(new ControlApi(services, seams.time()).routes());
    table.addAll(new ViewersApi(services).routes());
    table.addAll(new HistoryApi(services.history()).routes());
    table.addAll(new HealthApi(services, seams.time()).routes());
    table.addAll(new AnalyticsApi(StreamParts.analytics(seams), seams.time()).routes());
    table.addAll(new QualityApi(services.quality(), seams.time()).routes());
    LibraryRoom recorded = LibraryRoom.of(seams.database(), seams.stores(), seams.time());
    table.addAll(
        new RecordingsApi(new Library(recorded), new RecordingDeletion(recorded)).routes());
    PreferredTransport transport = new PreferredTransport(services.certificates(), false);
    table.addAll(new UrlsApi(services.domains(), transport, ports, seams.time()).routes());
    table.addAll(new RefusalsApi(StreamParts.refusals(seams, services.domains())).routes());
    return table;
  }

  private List<RouteEntry> domains(DomainRoom room, DomainStore served) {
    DomainSettings settings = new DomainSettings(room);
    KeyUsage usage = new KeyUsage(seams.keyUse(), seams.time());
    Stores stores = seams.stores(room);
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(new RulesApi(settings, new LiveTouched(seams.live())).routes());
    table.addAll(
        new AccessApi(new Domains(room), new AccessRules(room), new LiveTouched(seams.live()))
            .routes());
    table.addAll(new AppsApi(settings).routes());
    table.addAll(new TemplatesApi(new Templates(room)).routes());
    table.addAll(new WatermarksApi(new Watermarks(room, seams.objects())).routes());
    table.addAll(new LaddersApi(new LadderRules(room), new LiveTouched(seams.live())).routes());
    table.addAll(
        new KeepingApi(new KeepingRules(room, stores), new LiveTouched(seams.live())).routes());
    table.addAll(new StoresApi(stores).routes());
    table.addAll(new SigningKeysApi(new SigningKeys(room), usage).routes());
    table.addAll(new TokenKeysApi(new PlaybackKeys(room), usage).routes());
    table.addAll(new CertificatesApi(new Certificates(room)).routes());
    table.addAll(new DomainsApi(new Domains(room), served).routes());
    return table;
  }
}
