package dev.weir.portal;

import dev.weir.portal.account.TenantSwitchRoutes;
import dev.weir.portal.account.signup.SignUpMode;
import dev.weir.portal.apikey.ApiKeyPages;
import dev.weir.portal.apikey.ApiKeys;
import dev.weir.portal.apikey.LeaverKeys;
import dev.weir.portal.approval.ApprovalDesk;
import dev.weir.portal.approval.ApprovalKind;
import dev.weir.portal.approval.ApprovalPages;
import dev.weir.portal.approval.Approvals;
import dev.weir.portal.approval.ApprovedAction;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.billing.account.Recipients;
import dev.weir.portal.billing.bill.BillToDate;
import dev.weir.portal.billing.bill.BillingPages;
import dev.weir.portal.billing.bill.EstimatePages;
import dev.weir.portal.billing.bill.Estimates;
import dev.weir.portal.billing.invoice.InvoicePages;
import dev.weir.portal.billing.invoice.Invoices;
import dev.weir.portal.billing.label.LabelBillPages;
import dev.weir.portal.billing.label.LabelBills;
import dev.weir.portal.billing.warning.BudgetPages;
import dev.weir.portal.billing.warning.Budgets;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.member.Invitations;
import dev.weir.portal.member.JoinPages;
import dev.weir.portal.member.Joining;
import dev.weir.portal.member.MemberPages;
import dev.weir.portal.member.Members;
import dev.weir.portal.platform.PlatformSettings;
import dev.weir.portal.quota.NodeUse;
import dev.weir.portal.quota.Quotas;
import dev.weir.portal.settings.Settings;
import dev.weir.portal.settings.SettingsPages;
import dev.weir.portal.usage.Usage;
import dev.weir.portal.usage.UsagePages;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What tenants settle among themselves, put together: settings, quotas, and what needs a second
 * person.
 */
record TenantRooms(
    PortalSeams seams, AuditLog audit, Approvals approvals, Quotas quotas, Settings settings) {

  static TenantRooms of(PortalSeams seams) {
    AuditLog audit = new AuditLog(seams.time());
    Approvals approvals = new Approvals(audit, seams.time());
    return new TenantRooms(
        seams,
        audit,
        approvals,
        quotas(seams),
        new Settings(seams.database(), approvals, audit, seams.time()));
  }

  /** How much of everything there may be, and is. */
  static Quotas quotas(PortalSeams seams) {
    return new Quotas(
        seams.database(),
        new AuditLog(seams.time()),
        new NodeUse(seams.live(), seams.usage()),
        seams.time());
  }

  /** The keys that programs work with. */
  ApiKeys apiKeys() {
    return new ApiKeys(seams.database(), quotas, audit, seams.time());
  }

  /** Who works for a tenant. */
  Members members() {
    return new Members(seams.database(), leaverKeys(), audit);
  }

  /** What becomes of their keys when they go. */
  private LeaverKeys leaverKeys() {
    return new LeaverKeys(seams.database(), audit, seams.time());
  }

  /** Who is asked to. */
  Invitations invitations() {
    return new Invitations(seams.database(), quotas, audit, seams.time());
  }

  /**
   * Where requests for a second person are decided.
   *
   * @param actions what is done in other rooms once somebody agreed
   */
  ApprovalDesk desk(Map<ApprovalKind, ApprovedAction> actions) {
    Map<ApprovalKind, ApprovedAction> all = new EnumMap<>(ApprovalKind.class);
    all.putAll(actions);
    all.put(ApprovalKind.RULE_LIFTED, settings);
    return new ApprovalDesk(seams.database(), audit, seams.time(), all);
  }

  /** The lines of the table about who works for a tenant. */
  List<RouteEntry> memberRoutes(
      PortalConfig config,
      PlatformSettings platform,
      Postbox postbox,
      Pages pages,
      JoinPages.Door door) {
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(
        new MemberPages(
                members(),
                leaverKeys(),
                invitations(),
                postbox,
                config.origin(),
                pages,
                seams.time())
            .routes());
    Joining joining =
        new Joining(
            seams.database(), audit, seams.time(), () -> platform.signUp() != SignUpMode.CLOSED);
    table.addAll(new JoinPages(joining, door, pages).routes());
    table.addAll(new TenantSwitchRoutes(door.tenants()).routes());
    return table;
  }

  /** Their other lines of the table, with what was used. */
  List<RouteEntry> routes(Pages pages, ApprovalDesk desk) {
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(new ApprovalPages(desk, pages).routes());
    table.addAll(new SettingsPages(settings, quotas, pages, desk.kinds()).routes());
    table.addAll(new ApiKeyPages(apiKeys(), pages, seams.time()).routes());
    Invoices invoices = new Invoices(seams.database());
    LabelBills divided = new LabelBills(seams.database(), invoices);
    table.addAll(new LabelBillPages(divided, pages).routes());
    table.addAll(new InvoicePages(invoices, pages, seams.time()).routes());
    BillToDate bill = new BillToDate(seams.database(), seams.time());
    Budgets budgets = new Budgets(seams.database(), audit, seams.time());
    table.addAll(new BudgetPages(budgets, bill, pages).routes());
    table.addAll(
        new EstimatePages(new Estimates(seams.database(), bill, seams.time()), pages).routes());
    table.addAll(
        new BillingPages(
                bill, invoices, new Recipients(seams.database(), audit, seams.time()), pages)
            .routes());
    table.addAll(new UsagePages(new Usage(seams.database()), pages, seams.time()).routes());
    return table;
  }
}
