package dev.weir.portal.operator;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /operator/new}: the form that makes a tenant, and the link that came of it. */
public final class TenantMakingPages {

  private static final String PATH = "/operator/new";
  private static final String SECTION = "operator";
  private static final int MAX_NAME = 128;
  private static final int MAX_LABEL = 40;

  private static final FormShape MAKE =
      FormShape.of(
          "make",
          Field.text("name", MAX_NAME).mandatory(),
          Field.email("owner").mandatory(),
          Field.text("label", MAX_LABEL));

  private final TenantMaking making;
  private final Pages pages;

  /** Pages over this. */
  public TenantMakingPages(TenantMaking making, Pages pages) {
    this.making = making;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    return List.of(
        RouteEntry.operatorPage(PATH, this::blank), RouteEntry.operatorForm(PATH, this::make));
  }

  private void blank(RoutingContext ctx) {
    pages.send(ctx, page(Form.blank(MAKE)));
  }

  private void make(RoutingContext ctx) {
    Form form = Form.read(ctx, MAKE);
    String owner = PersonStore.canonicalEmail(form.text("owner"));
    if (form.valid() && !PersonStore.plausibleEmail(owner)) {
      form.error("owner", "make.owner.odd");
    }
    TenantMaking.Wish wish =
        new TenantMaking.Wish(form.text("name").strip(), owner, form.text("label").strip());
    if (form.valid()) {
      try {
        pages.send(ctx, made(making.make(Visit.of(ctx).staff(), wish), wish));
        return;
      } catch (WeirFault refused) {
        form.error("label", reason(refused));
      }
    }
    pages.send(ctx, page(form).status(FaultCode.FORM_INVALID.httpStatus()));
  }

  private Page page(Form form) {
    return Page.of("operator/new", SECTION)
        .with("form", form)
        .with("base", making.base().map(DomainName::value).orElse(""));
  }

  /** Not a redirect: the link is told this once. */
  private static Page made(TenantMaking.Made made, TenantMaking.Wish wish) {
    return Page.of("operator/made", SECTION)
        .with("name", wish.name())
        .with("owner", wish.ownerEmail())
        .with("link", made.link())
        .with("named", made.named())
        .with("path", OperatorPages.path(made.tenant()));
  }

  /** What can be helped beside the field; the rest is a page of its own. */
  private static String reason(WeirFault refused) {
    return switch (refused.code()) {
      case DOMAIN_NAME_INVALID -> "make.label.odd";
      case DOMAIN_TAKEN -> "make.label.taken";
      default -> throw refused;
    };
  }
}
