package dev.weir.portal.domain.key;

import dev.weir.contract.access.TokenKey;
import dev.weir.contract.access.TokenKey.Algorithm;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.domain.Decision;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.identity.Actor;
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
import java.util.Optional;
import java.util.regex.Pattern;

/** What is done to keys of playback tokens on the page of a domain's keys. */
public final class TokenKeyPages {

  static final FormShape ADD =
      FormShape.of(
          "token",
          Field.text("name", 64).mandatory(),
          Field.choice("algorithm", "hs256", "rs256", "es256").mandatory(),
          Field.area("material", TokenKeyCheck.MAX_PEM));

  private static final FormShape DELETE = FormShape.of("gone", Field.hidden("key").mandatory());
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int UNPROCESSABLE = 422;

  private final PlaybackKeys tokens;
  private final KeyPage page;
  private final Pages pages;

  /** Changes these keys, which the page shows. */
  public TokenKeyPages(PlaybackKeys tokens, KeyPage page, Pages pages) {
    this.tokens = tokens;
    this.page = page;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String path = DomainPath.PARAMETER + "/keys/tokens";
    return List.of(
        RouteEntry.form(path, Permission.KEYS_WRITE, this::add).proven(),
        RouteEntry.form(path + "/delete", Permission.KEYS_WRITE, this::delete).proven());
  }

  private void add(RoutingContext ctx) {
    Form form = Form.read(ctx, ADD);
    String name = form.text("name").strip();
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      form.error("name", "token.name.wrong");
    }
    if (form.valid() && saved(ctx, form, name)) {
      return;
    }
    pages.send(ctx, page.of(ctx, form).status(UNPROCESSABLE));
  }

  /** Adds the key and answers; false when something is wrong with it, which the form then says. */
  private boolean saved(RoutingContext ctx, Form form, String name) {
    Actor actor = Visit.of(ctx).actor();
    DomainName domain = DomainPath.read(ctx);
    Algorithm algorithm = Algorithm.valueOf(form.text("algorithm").toUpperCase(Locale.ROOT));
    String material = form.text("material").strip();
    try {
      if (material.isEmpty() && algorithm == Algorithm.HS256) {
        TokenKey made = tokens.make(actor, domain, name);
        pages.send(ctx, page.revealing(ctx, made.id(), made.material()));
        return true;
      }
      TokenKey key = new TokenKey(name, algorithm, material);
      Optional<String> wrong = TokenKeyCheck.of(key).map(TokenKeyPages::reason);
      if (wrong.isPresent()) {
        form.error("material", wrong.get());
        return false;
      }
      tokens.add(actor, domain, key);
      Pages.done(ctx, DomainPath.of(domain, DomainPath.Part.KEYS), "added");
      return true;
    } catch (WeirFault refused) {
      form.error(
          "name",
          switch (refused.code()) {
            case TOKEN_KEY_EXISTS -> "token.name.taken";
            case TOKEN_KEYS_FULL -> "token.full";
            default -> throw refused;
          },
          TokenKey.MAX_PER_DOMAIN);
      return false;
    }
  }

  private void delete(RoutingContext ctx) {
    DomainName domain = DomainPath.read(ctx);
    String key = Form.read(ctx, DELETE).text("key");
    String done =
        switch (tokens.delete(Visit.of(ctx).actor(), domain, key)) {
          case Decision.Done _ -> "gone";
          case Decision.Waits _ -> "asked";
        };
    Pages.done(ctx, DomainPath.of(domain, DomainPath.Part.KEYS), done);
  }

  private static String reason(TokenKeyCheck.Flaw flaw) {
    return switch (flaw) {
      case SECRET -> "flaw.secret";
      case PRIVATE -> "flaw.private";
      case FORM -> "flaw.form";
      case ALGORITHM -> "flaw.algorithm";
      case SIZE -> "flaw.size";
    };
  }
}
