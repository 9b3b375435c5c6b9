package dev.weir.portal;

import dev.weir.portal.access.AccessPages;
import dev.weir.portal.access.AccessRules;
import dev.weir.portal.access.AuthenticationOff;
import dev.weir.portal.access.VersionPages;
import dev.weir.portal.account.SessionGate;
import dev.weir.portal.account.SessionStore;
import dev.weir.portal.account.StaffStore;
import dev.weir.portal.account.TenantSwitch;
import dev.weir.portal.alarm.watch.AlarmRound;
import dev.weir.portal.alarm.watch.AlarmVerticle;
import dev.weir.portal.analytics.AnalyticsCollector;
import dev.weir.portal.analytics.AnalyticsVerticle;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.approval.ApprovalDesk;
import dev.weir.portal.approval.ApprovalKind;
import dev.weir.portal.approval.ApprovedAction;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.audit.AuditPages;
import dev.weir.portal.audit.AuditStore;
import dev.weir.portal.billing.bill.BillToDate;
import dev.weir.portal.billing.invoice.BillingTurn;
import dev.weir.portal.billing.invoice.BillingVerticle;
import dev.weir.portal.billing.invoice.InvoiceRun;
import dev.weir.portal.billing.payment.Collecting;
import dev.weir.portal.billing.payment.PaymentMethod;
import dev.weir.portal.billing.warning.BudgetWarnings;
import dev.weir.portal.billing.warning.Reminders;
import dev.weir.portal.callback.delivery.CallbackPost;
import dev.weir.portal.callback.delivery.CallbackVerticle;
import dev.weir.portal.directory.CertificateDesk;
import dev.weir.portal.directory.DirectoryVerticle;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.domain.DomainDeletion;
import dev.weir.portal.domain.DomainPage;
import dev.weir.portal.domain.DomainPages;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.DomainVerticle;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.PolicyChanges;
import dev.weir.portal.domain.certificate.CertificateNotices;
import dev.weir.portal.domain.certificate.CertificatePages;
import dev.weir.portal.domain.certificate.CertificateVerticle;
import dev.weir.portal.domain.certificate.Certificates;
import dev.weir.portal.domain.certificate.ServedCertificates;
import dev.weir.portal.domain.inventory.AskedEndpoints;
import dev.weir.portal.domain.inventory.InventoryPages;
import dev.weir.portal.domain.key.KeyDeletion;
import dev.weir.portal.domain.key.KeyInventory;
import dev.weir.portal.domain.key.KeyPage;
import dev.weir.portal.domain.key.KeyPages;
import dev.weir.portal.domain.key.KeyUsage;
import dev.weir.portal.domain.key.PlaybackKeys;
import dev.weir.portal.domain.key.SigningKeys;
import dev.weir.portal.domain.key.TokenKeyPages;
import dev.weir.portal.domain.settings.DomainSettings;
import dev.weir.portal.domain.settings.PlaybackPages;
import dev.weir.portal.domain.settings.PublishingPages;
import dev.weir.portal.guide.Guide;
import dev.weir.portal.guide.GuidePages;
import dev.weir.portal.history.HistoryVerticle;
import dev.weir.portal.keeping.KeepingPages;
import dev.weir.portal.keeping.KeepingRulePages;
import dev.weir.portal.keeping.KeepingRules;
import dev.weir.portal.library.LibraryCooling;
import dev.weir.portal.library.LibraryRoom;
import dev.weir.portal.library.LibrarySweep;
import dev.weir.portal.library.LibraryVerticle;
import dev.weir.portal.library.RecordingDeletion;
import dev.weir.portal.mail.MailVerticle;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.member.JoinPages;
import dev.weir.portal.metering.CensusVerticle;
import dev.weir.portal.metering.MeterCollector;
import dev.weir.portal.metering.MeteringVerticle;
import dev.weir.portal.metering.StoreCensus;
import dev.weir.portal.operator.TenantOffice;
import dev.weir.portal.platform.PlatformSettings;
import dev.weir.portal.quality.QualityCollector;
import dev.weir.portal.quality.QualityVerticle;
import dev.weir.portal.quota.FullStores;
import dev.weir.portal.quota.ReachedQuotas;
import dev.weir.portal.store.StorePages;
import dev.weir.portal.store.Stores;
import dev.weir.portal.stream.LiveEvents;
import dev.weir.portal.stream.PreferredTransport;
import dev.weir.portal.stream.PublicPorts;
import dev.weir.portal.stream.StreamServices;
import dev.weir.portal.template.LadderPages;
import dev.weir.portal.template.LadderRules;
import dev.weir.portal.template.RulePages;
import dev.weir.portal.template.TemplatePages;
import dev.weir.portal.template.TemplateTouched;
import dev.weir.portal.template.Templates;
import dev.weir.portal.tenant.DemoTenant;
import dev.weir.portal.watermark.WatermarkPages;
import dev.weir.portal.watermark.Watermarks;
import dev.weir.portal.web.AssetRoutes;
import dev.weir.portal.web.Assets;
import dev.weir.portal.web.CsrfGuard;
import dev.weir.portal.web.FaultPages;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.SessionCookie;
import dev.weir.portal.web.VisitHandler;
import dev.weir.runtime.metrics.Metrics;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * The portal, put together: its stores, its rooms and its listener, in one visible place. {@link
 * #start} opens it; the methods may be called from any thread.
 */
public final class Portal {

  /** Listeners that share the port: two event loops are plenty for parsing. */
  private static final int INSTANCES = 2;

  private final PortalSeams seams;
  private final PortalConfig config;
  private final PortalRoutes routes;
  private final PolicyDesk desk;
  private final CertificateDesk certificates;
  private final Postbox postbox;
  private final DomainRoom room;
  private final CallbackPost callbacks;
  private final DemoTenant demoTenant;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private Portal(
      PortalSeams seams,
      PortalConfig config,
      PortalRoutes routes,
      PolicyDesk desk,
      CertificateDesk certificates,
      Postbox postbox,
      DomainRoom room,
      CallbackPost callbacks,
      DemoTenant demoTenant) {
    this.seams = seams;
    this.config = config;
    this.routes = routes;
    this.desk = desk;
    this.certificates = certificates;
    this.postbox = postbox;
    this.room = room;
    this.callbacks = callbacks;
    this.demoTenant = demoTenant;
  }

  /** Wires everything; opens nothing. */
  public static Portal of(PortalSeams seams, PortalConfig config, PublicPorts ports) {
    DomainStore domains = new DomainStore(seams.database(), seams.box());
    PolicyDesk desk = new PolicyDesk(domains, seams.policies());
    CertificateDesk certificates =
        new CertificateDesk(
            new ServedCertificates(seams.database(), seams.box()), seams.certificates());
    PolicyChanges changes =
        (tenant, domain) -> {
          boolean policy = desk.publish(tenant, domain);
          return certificates.publish(domain) && policy;
        };
    DomainRoom room =
        DomainRoom.of(
            new DomainRoom.Seams(
                seams.vertx(), seams.database(), seams.box(), changes, seams.time()),
            config.domains(),
            config.origin().host());
    ApiKeyStore apiKeys = new ApiKeyStore(seams.database(), seams.time());
    AuditLog audit = new AuditLog(seams.time());
    AccountRooms accounts = AccountRooms.of(seams, config, audit);
    CallbackRooms callbacks = CallbackRooms.of(seams, config);
    DemoTenant demoTenant =
        new DemoTenant(
            new DemoTenant.Stores(
                accounts.tenants(),
                accounts.people(),
                new StaffStore(seams.database(), seams.time()),
                domains,
                apiKeys),
            accounts.passwords(),
            desk,
            ports,
            config.origin().url(),
            seams.time());
    return new Portal(
        seams,
        config,
        routes(seams, config, ports, domains, room, accounts, callbacks),
        desk,
        certificates,
        accounts.postbox(),
        room,
        callbacks.post(),
        demoTenant);
  }

  /**
   * Publishes all policies and opens the port. Fails when the port is taken; a database or a Redis
   * that is away is no failure.
   */
  public Future<Void> start() {
    Vertx vertx = seams.vertx();
    Semaphore places = new Semaphore(RequestDesk.MAX_AT_ONCE);
    return waiting(new DirectoryVerticle(desk, certificates))
        .compose(_ -> vertx.deployVerticle(new MailVerticle(postbox)))
        .compose(_ ->
            waiting(
                new HistoryVerticle(StreamParts.collector(seams), StreamParts.healthKeeper(seams))))
        .compose(_ -> waiting(new CallbackVerticle(callbacks)))
        .compose(_ ->
            waiting(
                new MeteringVerticle(
                    new MeterCollector(seams.meters(), seams.database(), seams.time()))))
        .compose(_ ->
            waiting(
                new AnalyticsVerticle(
                    new AnalyticsCollector(seams.analytics(), seams.database(), seams.time()))))
        .compose(_ ->
            waiting(
                new QualityVerticle(
                    new QualityCollector(seams.quality(), seams.database(), seams.time()))))
        .compose(_ ->
            waiting(
                new CensusVerticle(
                    new StoreCensus(seams.objects(), seams.database(), seams.time()))))
        .compose(_ -> waiting(LibraryVerticle.of(new LibrarySweep(library(seams)))))
        .compose(_ -> waiting(LibraryVerticle.of(new LibraryCooling(library(seams)))))
        .compose(_ -> waiting(LibraryVerticle.of(new FullStores(seams.database(), seams.time()))))
        .compose(_ -> waiting(LibraryVerticle.of(reachedQuotas())))
        .compose(_ -> waiting(new DomainVerticle(room)))
        .compose(_ -> waiting(new CertificateVerticle(notices())))
        .compose(_ -> waiting(new AlarmVerticle(alarmRound())))
        .compose(_ -> waiting(billing()))
        .compose(_ -> waiting(OperatorRooms.purging(seams, desk)))
        .compose(_ ->
            vertx.deployVerticle(
                () -> new PortalVerticle(routes, places, seams.front(), config, port),
                new DeploymentOptions().setInstances(INSTANCES)))
        .mapEmpty();
  }

  /** Deploys what waits for the database, on a virtual thread. */
  private Future<String> waiting(Deployable part) {
    return seams
        .vertx()
        .deployVerticle(
            part, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD));
  }

  private BillingVerticle billing() {
    InvoiceRun run = new InvoiceRun(seams.database(), seams.time());
    return new BillingVerticle(
        new BillingTurn(seams.database(), seams.time()),
        List.of(
            run::lastMonth,
            new Collecting(seams.database(), PaymentMethod.manual(), seams.time())::round,
            budgetWarnings()::round,
            reminders()::round));
  }

  /** What warns of budgets. For tests, which do not wait for its rounds. */
  public BudgetWarnings budgetWarnings() {
    BillToDate bill = new BillToDate(seams.database(), seams.time());
    return new BudgetWarnings(seams.database(), bill, postbox, config.origin(), seams.time());
  }

  /** What tells of quotas that are used up. For tests, which do not wait for its rounds. */
  public ReachedQuotas reachedQuotas() {
    return new ReachedQuotas(seams.database(), TenantRooms.quotas(seams), seams.time());
  }

  /** What watches over alarms. For tests, which do not wait for its rounds. */
  public AlarmRound alarmRound() {
    return AlarmRooms.round(seams, postbox, config.origin());
  }

  /** What reminds of invoices. For tests, which do not wait for its rounds. */
  public Reminders reminders() {
    TenantOffice office =
        new TenantOffice(seams.database(), new AuditLog(seams.time()), desk, seams.time());
    return new Reminders(
        seams.database(), postbox, office::suspendUnpaid, config.origin(), seams.time());
  }

  /** Shows what it measures. */
  public void show(Metrics metrics) {
    callbacks.show(metrics);
    routes.visit().times().show(metrics);
  }

  /** What tells of certificates that end. For tests, which do not wait for its rounds. */
  CertificateNotices notices() {
    return new CertificateNotices(seams.database(), postbox, config.origin(), seams.time());
  }

  /** The port that is open; once {@link #start} succeeded. */
  public int port() {
    return port.join();
  }

  /** The router that each listener has. For tests, which compare it with the table. */
  Router router() {
    return routes.router(seams.vertx());
  }

  /** The router that another table would make. For tests, which spoil a line of it. */
  Router router(List<RouteEntry> table) {
    return routes.with(table).router(seams.vertx());
  }

  /** Every route of pages and API. */
  public List<RouteEntry> routes() {
    return routes.table();
  }

  /** The demo tenant of {@code weir up}. */
  public DemoTenant demoTenant() {
    return demoTenant;
  }

  private static PortalRoutes routes(
      PortalSeams seams,
      PortalConfig config,
      PublicPorts ports,
      DomainStore domains,
      DomainRoom room,
      AccountRooms accounts,
      CallbackRooms callbacks) {
    Assets assets = Assets.load();
    SessionCookie cookie = new SessionCookie(config.origin());
    SessionStore sessions = accounts.sessions();
    StreamServices streams = StreamParts.services(seams, domains, room);
    PlatformSettings platform = platform(seams, config);
    AlarmRooms alarms = AlarmRooms.of(seams);
    Pages pages = alarms.pages(assets, config.origin(), platform);
    List<RouteEntry> table = new ArrayList<>(new AssetRoutes(assets).routes());
    table.addAll(accounts.routes(seams, config, new AuditLog(seams.time()), platform, pages));
    LiveEvents events = new LiveEvents(streams.live(), sessions::look, seams.time());
    table.addAll(StreamParts.routes(seams, streams, events, ports, pages, config.origin()));
    KeyUsage usage = new KeyUsage(seams.keyUse(), seams.time());
    table.addAll(domainRoutes(room, seams, usage, pages));
    table.addAll(ladderRoutes(seams, room, domains, pages));
    table.addAll(new AuditPages(new AuditStore(seams.database()), pages).routes());
    TenantSwitch tenants = new TenantSwitch(seams.database(), new AuditLog(seams.time()));
    TenantRooms rooms = TenantRooms.of(seams);
    table.addAll(
        rooms.memberRoutes(
            config,
            platform,
            accounts.postbox(),
            pages,
            new JoinPages.Door(sessions, tenants, accounts.passwords(), cookie)));
    ApprovalDesk approvals = rooms.desk(approved(room, library(seams)));
    table.addAll(rooms.routes(pages, approvals));
    table.addAll(
        OperatorRooms.of(seams, new PolicyDesk(domains, seams.policies()), rooms.quotas())
            .routes(
                new OperatorRooms.Neighbours(config, room, accounts, streams.live(), platform),
                pages));
    GuidePages.Rooms shown =
        new GuidePages.Rooms(
            new Domains(room),
            domains,
            streams.live(),
            events,
            new PreferredTransport(streams.certificates(), config.origin().secure()));
    Guide guide = guide(seams, shown, streams, rooms, accounts);
    table.addAll(
        new GuidePages(guide, shown, ports, pages, seams.time(), config.origin()).routes());
    table.addAll(callbacks.routes(pages));
    table.addAll(alarms.routes(streams.live(), rooms.members(), pages));
    ApiRooms api = ApiRooms.of(seams);
    table.addAll(api.routes(pages, streams, room, ports));
    table.addAll(api.tenantRoutes(rooms, approvals, config.origin()));
    return new PortalRoutes(
        new VisitHandler(config.origin(), cookie, seams.proxies()),
        new FaultPages(pages, seams.faults()),
        new CsrfGuard(config.origin()),
        new SessionGate(sessions, tenants),
        api.front(new ApiKeyStore(seams.database(), seams.time())),
        table);
  }

  private static PlatformSettings platform(PortalSeams seams, PortalConfig config) {
    return new PlatformSettings(
        seams.database(),
        new AuditLog(seams.time()),
        seams.time(),
        config.signUp(),
        config.platform());
  }

  private static Guide guide(
      PortalSeams seams,
      GuidePages.Rooms shown,
      StreamServices streams,
      TenantRooms rooms,
      AccountRooms accounts) {
    return new Guide(
        new Guide.Rooms(
            shown.domains(),
            streams.live(),
            streams.history(),
            rooms.members(),
            rooms.invitations(),
            accounts.secondFactors()),
        seams.database(),
        seams.time());
  }

  private static LibraryRoom library(PortalSeams seams) {
    return LibraryRoom.of(seams.database(), seams.stores(), seams.time());
  }

  /** What is done once a second person agreed. */
  private static Map<ApprovalKind, ApprovedAction> approved(DomainRoom room, LibraryRoom recorded) {
    return Map.of(
        ApprovalKind.DOMAIN_DELETION, new DomainDeletion(room),
        ApprovalKind.KEY_DELETION, new KeyDeletion(room),
        ApprovalKind.AUTHENTICATION_OFF, new AuthenticationOff(room),
        ApprovalKind.RECORDING_DELETION, new RecordingDeletion(recorded));
  }

  private static List<RouteEntry> domainRoutes(
      DomainRoom room, PortalSeams seams, KeyUsage usage, Pages pages) {
    Domains domains = new Domains(room);
    LiveTouched live = new LiveTouched(seams.live());
    DomainSettings settings = new DomainSettings(room);
    Certificates certificates = new Certificates(room);
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(new DomainPages(domains, certificates::ends, pages).routes());
    table.addAll(new DomainPage(domains, live, pages).routes());
    table.addAll(new PublishingPages(domains, settings, live, pages).routes());
    table.addAll(new PlaybackPages(domains, settings, live, pages).routes());
    AccessRules access = new AccessRules(room);
    table.addAll(new AccessPages(domains, access, live, pages).routes());
    table.addAll(new VersionPages(domains, access, live, pages).routes());
    SigningKeys keys = new SigningKeys(room);
    PlaybackKeys tokens = new PlaybackKeys(room);
    KeyPage keyPage = new KeyPage(domains, keys, tokens, usage, live);
    table.addAll(new KeyPages(keys, keyPage, pages).routes());
    table.addAll(new TokenKeyPages(tokens, keyPage, pages).routes());
    table.addAll(
        new InventoryPages(
                certificates, new KeyInventory(room, usage), new AskedEndpoints(room), pages)
            .routes());
    table.addAll(new CertificatePages(domains, certificates, pages).routes());
    table.addAll(keepingRoutes(room, seams, pages));
    return table;
  }

  private static List<RouteEntry> ladderRoutes(
      PortalSeams seams, DomainRoom room, DomainStore served, Pages pages) {
    LiveTouched live = new LiveTouched(seams.live());
    Domains domains = new Domains(room);
    Templates templates = new Templates(room);
    Watermarks watermarks = new Watermarks(room, seams.objects());
    LadderRules rules = new LadderRules(room);
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(
        new TemplatePages(templates, new TemplateTouched(served, live), room.quotas(), pages)
            .routes());
    table.addAll(new LadderPages(domains, rules, live, pages).routes());
    table.addAll(
        new RulePages(domains, new DomainSettings(room), templates, watermarks, rules, live, pages)
            .routes());
    table.addAll(new WatermarkPages(watermarks, pages).routes());
    return table;
  }

  private static List<RouteEntry> keepingRoutes(DomainRoom room, PortalSeams seams, Pages pages) {
    Domains domains = new Domains(room);
    LiveTouched live = new LiveTouched(seams.live());
    Stores stores = seams.stores(room);
    KeepingRules rules = new KeepingRules(room, stores);
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(new KeepingPages(domains, rules, live, pages).routes());
    table.addAll(
        new KeepingRulePages(domains, new DomainSettings(room), rules, live, stores, pages)
            .routes());
    table.addAll(new StorePages(stores, pages).routes());
    return table;
  }
}
