package dev.weir.portal.domain.key;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.domain.Decision;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.DomainView;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.Side;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** The page of a domain's signing keys. */
public final class KeyPages {

  private static final FormShape SIDE =
      FormShape.of("ring", Field.choice("side", "push", "play").mandatory());
  private static final FormShape KEY =
      FormShape.of(
          "key", Field.choice("side", "push", "play").mandatory(), Field.hidden("key").mandatory());

  private final Domains domains;
  private final SigningKeys keys;
  private final LiveTouched live;
  private final Pages pages;

  /** Shows these keys. */
  public KeyPages(Domains domains, SigningKeys keys, LiveTouched live, Pages pages) {
    this.domains = domains;
    this.keys = keys;
    this.live = live;
    this.pages = pages;
  }

  /** The keys of one side, for the template. */
  public record Ring(String side, boolean full, List<KeyRow> keys) {

    /** Copies the list. */
    public Ring {
      keys = List.copyOf(keys);
    }
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
    pages.send(ctx, page(ctx));
  }

  /** Answers with the page itself, since the secret must not be had by asking again. */
  private void make(RoutingContext ctx) {
    Form form = valid(Form.read(ctx, SIDE));
    SigningKey made = keys.make(Visit.of(ctx).actor(), DomainPath.read(ctx), side(form));
    pages.send(ctx, revealing(ctx, made));
  }

  private void reveal(RoutingContext ctx) {
    Form form = valid(Form.read(ctx, KEY));
    SigningKey shown =
        keys.show(Visit.of(ctx).actor(), DomainPath.read(ctx), side(form), form.text("key"));
    pages.send(ctx, revealing(ctx, shown));
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

  private Page revealing(RoutingContext ctx, SigningKey key) {
    return page(ctx).with("revealed", key.id()).with("secret", key.secret());
  }

  private Page page(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    Domain domain = domains.find(actor, DomainPath.read(ctx));
    List<DomainKey> all = keys.list(actor, domain.name());
    return Page.of("domain/key/list", "domains")
        .titled(domain.name().value())
        .with("domain", DomainView.of(domain))
        .with("tabs", DomainPath.tabs(domain, DomainPath.Part.KEYS, actor))
        .with("rings", List.of(ring(Side.PUSH, all), ring(Side.PLAY, all)))
        .with("mayWrite", actor.may(Permission.KEYS_WRITE))
        .with("revealed", "")
        .with("secret", "")
        .with("live", live.by(actor.tenant(), domain));
  }

  private static Ring ring(Side side, List<DomainKey> all) {
    List<DomainKey> own = all.stream().filter(key -> key.side() == side).toList();
    String name = side.name().toLowerCase(Locale.ROOT);
    return new Ring(
        name,
        own.size() >= SigningKeyRing.MAX_KEYS,
        own.stream()
            .map(key ->
                new KeyRow(
                    name,
                    key.name(),
                    key.primary(),
                    key.shown(),
                    own.size() > 1,
                    key.createdAt().toString()))
            .toList());
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
