package dev.weir.portal.account;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code POST /tenants/switch}. */
public final class TenantSwitchRoutes {

  private static final FormShape SWITCH = FormShape.of("switch", Field.hidden("tenant"));

  private final TenantSwitch tenants;

  /** Routes over this. */
  public TenantSwitchRoutes(TenantSwitch tenants) {
    this.tenants = tenants;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(RouteEntry.form("/tenants/switch", this::turn));
  }

  private void turn(RoutingContext ctx) {
    String text = Form.read(ctx, SWITCH).text("tenant");
    TenantId to;
    try {
      to = TenantId.parse(text);
    } catch (IllegalArgumentException noId) {
      throw new WeirFault(FaultCode.NOT_FOUND, "tenant=" + text.length() + " characters");
    }
    Visit visit = Visit.of(ctx);
    tenants.turn(visit.person(), visit.origin(), visit.sessionId(), to);
    Pages.redirect(ctx, "/");
  }
}
