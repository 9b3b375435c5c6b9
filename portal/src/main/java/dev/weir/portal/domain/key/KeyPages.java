package dev.weir.portal.domain.key;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.domain.Decision;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.Side;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** What is done to signing keys on the page of a domain's keys. */
public final class KeyPages {

  private static final FormShape SIDE =
      FormShape.of("ring", Field.choice("side", "push", "play").mandatory());
  private static final FormShape KEY =
      FormShape.of(
          "key", Field.choice("side", "push", "play").mandatory(), Field.hidden("key").mandatory());

  private final SigningKeys keys;
  private final KeyPage page;
  private final Pages pages;

  /** Changes these keys, which the page shows. */
  public KeyPages(SigningKeys keys, KeyPage page, Pages pages) {
    this.keys = keys;
    this.page = page;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String path = DomainPath.PARAMETER + "/keys";
    return List.of(
        RouteEntry.page(path, Permission.KEYS_READ, this::show),
        RouteEntry.form(path + "/make", Permission.KEYS_WRITE, this::make).proven(),
        RouteEntry.form(path + "/reveal", Permission.KEYS_WRITE, this::reveal).proven(),
        RouteEntry.form(path + "/rotate", Permission.KEYS_WRITE, this::rotate).proven(),
        RouteEntry.form(path + "/delete", Permission.KEYS_WRITE, this::delete).proven());
  }

  private void show(RoutingContext ctx) {
    pages.send(ctx, page.of(ctx));
  }

  /** Answers with the page itself, since the secret must not be had by asking again. */
  private void make(RoutingContext ctx) {
    Form form = valid(Form.read(ctx, SIDE));
    SigningKey made = keys.make(Visit.of(ctx).actor(), DomainPath.read(ctx), side(form));
    pages.send(ctx, page.revealing(ctx, made.id(), made.secret()));
  }

  private void reveal(RoutingContext ctx) {
    Form form = valid(Form.read(ctx, KEY));
    SigningKey shown =
        keys.show(Visit.of(ctx).actor(), DomainPath.read(ctx), side(form), form.text("key"));
    pages.send(ctx, page.revealing(ctx, shown.id(), shown.secret()));
  }

  private void rotate(RoutingContext ctx) {
    Form form = valid(Form.read(ctx, SIDE));
    DomainName name = DomainPath.read(ctx);
    keys.rotate(Visit.of(ctx).actor(), name, side(form));
    Pages.done(ctx, DomainPath.of(name, DomainPath.Part.KEYS), "rotated");
  }

  private void delete(RoutingContext ctx) {
    Form form = valid(Form.read(ctx, KEY));
    DomainName name = DomainPath.read(ctx);
    String done =
        switch (keys.delete(Visit.of(ctx).actor(), name, side(form), form.text("key"))) {
          case Decision.Done _ -> "gone";
          case Decision.Waits _ -> "asked";
        };
    Pages.done(ctx, DomainPath.of(name, DomainPath.Part.KEYS), done);
  }

  /** These fields are buttons; whoever sends others has not used the page. */
  private static Form valid(Form form) {
    if (!form.valid()) {
      throw new WeirFault(FaultCode.FORM_INVALID, "key");
    }
    return form;
  }

  private static Side side(Form form) {
    return Side.valueOf(form.text("side").toUpperCase(Locale.ROOT));
  }
}
