package dev.weir.portal.domain.settings;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.DomainState;
import dev.weir.portal.domain.DomainView;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Pages;
import dev.weir.portal.web.RouteEntry;
import dev.weir.portal.web.Visit;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The page of a domain's rules for viewers, its pairing with a push domain among them. */
public final class PlaybackPages {

  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final Domains domains;
  private final DomainSettings settings;
  private final LiveTouched live;
  private final Pages pages;

  /** Shows these settings. */
  public PlaybackPages(Domains domains, DomainSettings settings, LiveTouched live, Pages pages) {
    this.domains = domains;
    this.settings = settings;
    this.live = live;
    this.pages = pages;
  }

  /** Its lines of the table. */
  public List<RouteEntry> routes() {
    String path = DomainPath.PARAMETER + "/playback";
    return List.of(
        RouteEntry.page(path, Permission.DOMAINS_READ, this::show),
        RouteEntry.form(path, Permission.DOMAINS_WRITE, this::save));
  }

  private void show(RoutingContext ctx) {
    DomainName name = DomainPath.read(ctx);
    pages.send(
        ctx, page(ctx, SettingsForms.of(settings.playback(Visit.of(ctx).actor(), name), "\n")));
  }

  private void save(RoutingContext ctx) {
    Actor actor = Visit.of(ctx).actor();
    DomainName name = DomainPath.read(ctx);
    Form form = Form.read(ctx, SettingsForms.PLAYBACK);
    SettingsForms.judgePlayback(form);
    if (!form.valid()) {
      pages.send(ctx, page(ctx, form).status(UNPROCESSABLE));
      return;
    }
    try {
      settings.savePlayback(actor, name, SettingsForms.playback(form), form.version());
      Pages.done(ctx, DomainPath.of(name, DomainPath.Part.PLAYBACK), "saved");
    } catch (WeirFault refused) {
      if (refused.code() != FaultCode.EDIT_CONFLICT) {
        throw refused;
      }
      Revised<PlaySettings> theirs = settings.playback(actor, name);
      // A form sends the ends of lines as HTTP has them.
      form.conflicting(
          theirs.revision(),
          theirs.updatedBy(),
          SettingsForms.values(theirs.settings(), lineEnd(form)));
      pages.send(ctx, page(ctx, form).status(CONFLICT));
    }
  }

  private Page page(RoutingContext ctx, Form form) {
    Actor actor = Visit.of(ctx).actor();
    DomainName name = DomainPath.read(ctx);
    List<Domain> all = domains.list(actor);
    Domain domain = domains.find(actor, name);
    List<Choice> pushDomains =
        all.stream()
            .filter(other -> other.use().push() && other.state() != DomainState.DELETING)
            .map(other -> new Choice(other.name().value(), other.name().value()))
            .toList();
    return Page.of("domain/settings/playback", "domains")
        .titled(name.value())
        .with("domain", DomainView.of(domain))
        .with("tabs", DomainPath.tabs(domain, DomainPath.Part.PLAYBACK, actor))
        .with("mayWrite", actor.may(Permission.DOMAINS_WRITE))
        .with("live", live.on(actor.tenant(), domain.use().playsOf().orElse(name)))
        .with("pushDomains", pushDomains)
        .with("form", form);
  }

  private static String lineEnd(Form form) {
    return (form.text("scripts") + form.text("frames")).contains("\r\n") ? "\r\n" : "\n";
  }
}
