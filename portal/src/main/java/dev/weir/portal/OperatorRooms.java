package dev.weir.portal;

import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.domain.DomainRoom;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.mail.Postbox;
import dev.weir.portal.member.Founding;
import dev.weir.portal.operator.OperatorPages;
import dev.weir.portal.operator.PurgeVerticle;
import dev.weir.portal.operator.TenantDeletion;
import dev.weir.portal.operator.TenantDeletionPages;
import dev.weir.portal.operator.TenantExport;
import dev.weir.portal.operator.TenantMaking;
import dev.weir.portal.operator.TenantMakingPages;
import dev.weir.portal.operator.TenantOffice;
import dev.weir.portal.operator.TenantPurge;
import dev.weir.portal.stream.LiveStreams;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import java.util.ArrayList;
import java.util.List;

/** The console of the platform's staff, put together. */
record OperatorRooms(PortalSeams seams, AuditLog audit, PolicyDesk desk, TenantOffice tenants) {

  static OperatorRooms of(PortalSeams seams, PolicyDesk desk) {
    AuditLog audit = new AuditLog(seams.time());
    return new OperatorRooms(
        seams, audit, desk, new TenantOffice(seams.database(), audit, desk, seams.time()));
  }

  /** Its lines of the table. */
  List<RouteEntry> routes(
      PortalConfig config, DomainRoom room, Postbox postbox, LiveStreams live, Pages pages) {
    TenantExport export = new TenantExport(seams.database(), audit);
    TenantDeletion deletion = new TenantDeletion(seams.database(), audit, desk, seams.time());
    TenantMaking making =
        new TenantMaking(
            new Founding(seams.database(), audit, seams.time()),
            new Domains(room),
            postbox,
            config.origin());
    List<RouteEntry> table = new ArrayList<>();
    table.addAll(new OperatorPages(tenants, export, live, pages).routes());
    table.addAll(new TenantMakingPages(making, pages).routes());
    table.addAll(new TenantDeletionPages(tenants, deletion, pages).routes());
    return table;
  }

  /** What deletes tenants whose time of grace is over. */
  PurgeVerticle purging() {
    return new PurgeVerticle(new TenantPurge(seams.database(), audit, desk, seams.time()));
  }
}
