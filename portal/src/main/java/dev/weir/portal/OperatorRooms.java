package dev.weir.portal;

import dev.weir.contract.identity.DomainName;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.billing.account.BillingOffice;
import dev.weir.portal.billing.card.RateCards;
import dev.weir.portal.billing.invoice.InvoiceOffice;
import dev.weir.portal.billing.invoice.InvoiceRun;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.DomainsConfig;
import dev.weir.portal.mail.SmtpServer;
import dev.weir.portal.member.Founding;
import dev.weir.portal.operator.BillingDeskPages;
import dev.weir.portal.operator.NodePages;
import dev.weir.portal.operator.OperatorPages;
import dev.weir.portal.operator.PlatformPages;
import dev.weir.portal.operator.PlatformPages.Configured;
import dev.weir.portal.operator.PurgeVerticle;
import dev.weir.portal.operator.QuotaDefaultPages;
import dev.weir.portal.operator.RateCardPages;
import dev.weir.portal.operator.TenantBillingPages;
import dev.weir.portal.operator.TenantDeletion;
import dev.weir.portal.operator.TenantDeletionPages;
import dev.weir.portal.operator.TenantExport;
import dev.weir.portal.operator.TenantInvoicePages;
import dev.weir.portal.operator.TenantMaking;
import dev.weir.portal.operator.TenantMakingPages;
import dev.weir.portal.operator.TenantOffice;
import dev.weir.portal.operator.TenantPurge;
import dev.weir.portal.operator.TenantQuotaPages;
import dev.weir.portal.operator.TenantUsagePages;
import dev.weir.portal.platform.PlatformSettings;
import dev.weir.portal.quota.QuotaDefaults;
import dev.weir.portal.quota.QuotaOffice;
import dev.weir.portal.quota.Quotas;
import dev.weir.portal.stream.LiveEvents;
import dev.weir.portal.stream.LiveStreams;
import dev.weir.portal.usage.Usage;
import dev.weir.portal.usage.UsagePages;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The console of the platform's staff, put together. */
record OperatorRooms(
    PortalSeams seams, AuditLog audit, PolicyDesk desk, TenantOffice tenants, Quotas quotas) {

  static OperatorRooms of(PortalSeams seams, PolicyDesk desk, Quotas quotas) {
    AuditLog audit = new AuditLog(seams.time());
    return new OperatorRooms(
        seams, audit, desk, new TenantOffice(seams.database(), audit, desk, seams.time()), quotas);
  }

  /** What it reaches into. */
  record Neighbours(
      PortalConfig config,
      DomainRoom domains,
      AccountRooms accounts,
      LiveStreams live,
      PlatformSettings platform) {}

  /** Its lines of the table. */
  List<RouteEntry> routes(Neighbours to, Pages pages) {
    TenantExport export = new TenantExport(seams.database(), audit);
    TenantDeletion deletion = new TenantDeletion(seams.database(), audit, desk, seams.time());
    TenantMaking making =
        new TenantMaking(
            new Founding(seams.database(), audit, seams.time()),
            new Domains(to.domains()),
            to.accounts().postbox(),
            to.config().origin());
    LiveEvents events = new LiveEvents(to.live(), to.accounts().sessions()::look, seams.time());
    QuotaOffice office = new QuotaOffice(seams.database(), quotas, audit, seams.time());
    QuotaDefaults defaults = new QuotaDefaults(seams.database(), audit);
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(new OperatorPages(tenants, export, to.live(), pages).routes());
    table.addAll(new NodePages(seams.nodes(), events, seams.vertx(), pages).routes());
    table.addAll(new TenantQuotaPages(tenants, office, desk, pages).routes());
    UsagePages usage = new UsagePages(new Usage(seams.database()), pages, seams.time());
    table.addAll(new TenantUsagePages(tenants, usage, pages).routes());
    table.addAll(billing(pages));
    table.addAll(new QuotaDefaultPages(defaults, desk, pages).routes());
    table.addAll(new PlatformPages(to.platform(), configuration(to.config()), pages).routes());
    table.addAll(new TenantMakingPages(making, pages).routes());
    table.addAll(new TenantDeletionPages(tenants, deletion, pages).routes());
    return table;
  }

  private List<RouteEntry> billing(Pages pages) {
    BillingDeskPages.Rooms rooms =
        new BillingDeskPages.Rooms(
            new RateCards(seams.database(), audit, seams.time()),
            new BillingOffice(seams.database(), audit, seams.time()),
            new InvoiceOffice(seams.database(), audit, seams.time()),
            new InvoiceRun(seams.database(), seams.time()),
            tenants);
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(new BillingDeskPages(rooms, pages, seams.time()).routes());
    table.addAll(new RateCardPages(rooms.cards(), pages, seams.time()).routes());
    table.addAll(new TenantBillingPages(rooms, pages, seams.time()).routes());
    table.addAll(new TenantInvoicePages(tenants, rooms.invoices(), pages, seams.time()).routes());
    return table;
  }

  /** What staff is told of the configuration: nothing that opens something. */
  private static List<Configured> configuration(PortalConfig config) {
    DomainsConfig domains = config.domains();
    return List.of(
        new Configured("portal.url", config.origin().url().toString()),
        new Configured("portal.signup", config.signUp().name().toLowerCase(Locale.ROOT)),
        new Configured("platform.domain", domains.base().map(DomainName::value).orElse("")),
        new Configured("domains.deletion-grace", domains.deletionGrace().toDays() + "d"),
        new Configured("mail.smtp.url", config.smtp().map(SmtpServer::toString).orElse("")),
        new Configured("mail.from", config.smtp().map(SmtpServer::from).orElse("")));
  }

  /** What deletes tenants whose time of grace is over. */
  static PurgeVerticle purging(PortalSeams seams, PolicyDesk desk) {
    AuditLog audit = new AuditLog(seams.time());
    return new PurgeVerticle(
        new TenantPurge(seams.database(), seams.objects(), audit, desk, seams.time()));
  }
}
