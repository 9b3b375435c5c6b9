package dev.weir.portal.domain.key;

import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TokenKey;
import dev.weir.contract.check.Door;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.domain.DomainView;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.domain.LiveTouched;
import dev.weir.portal.domain.Side;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.Page;
import dev.weir.portal.web.Visit;
import dev.weir.runtime.keyuse.KeyUse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** The page of a domain's keys: those of both sides, and those of playback tokens. */
public final class KeyPage {

  private final Domains domains;
  private final SigningKeys keys;
  private final PlaybackKeys tokens;
  private final KeyUsage usage;
  private final LiveTouched live;

  /** Shows these keys. */
  public KeyPage(
      Domains domains, SigningKeys keys, PlaybackKeys tokens, KeyUsage usage, LiveTouched live) {
    this.domains = domains;
    this.keys = keys;
    this.tokens = tokens;
    this.usage = usage;
    this.live = live;
  }

  /** The keys of one side, for the template. */
  public record Ring(String side, boolean full, List<KeyRow> keys) {

    /** Copies the list. */
    public Ring {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A token key, for the template.
   *
   * @param createdAt ISO 8601
   */
  public record TokenRow(
      String name, String algorithm, String createdAt, String createdBy, UseView use) {}

  /** As it is. */
  Page of(RoutingContext ctx) {
    return of(ctx, Form.blank(TokenKeyPages.ADD).with("algorithm", "hs256"));
  }

  /** With what was typed about a new token key. */
  Page of(RoutingContext ctx, Form token) {
    Actor actor = Visit.of(ctx).actor();
    Domain domain = domains.find(actor, DomainPath.read(ctx));
    List<DomainKey> all = keys.list(actor, domain.name());
    List<HeldTokenKey> held = tokens.list(actor, domain.name());
    KeyUse use = usage.of(actor.tenant(), domain.name());
    return Page.of("domain/key/list", "domains")
        .titled(domain.name().value())
        .with("domain", DomainView.of(domain))
        .with("tabs", DomainPath.tabs(domain, DomainPath.Part.KEYS, actor))
        .with("rings", List.of(ring(Side.PUSH, all, use), ring(Side.PLAY, all, use)))
        .with("plays", domain.use().play())
        .with("tokens", held.stream().map(key -> row(key, use)).toList())
        .with("tokensFull", held.size() >= TokenKey.MAX_PER_DOMAIN)
        .with("token", token)
        .with("mayWrite", actor.may(Permission.KEYS_WRITE))
        .with("revealed", "")
        .with("secret", "")
        .with("live", live.by(actor.tenant(), domain));
  }

  /** With a secret that is shown this once. */
  Page revealing(RoutingContext ctx, String name, String secret) {
    return of(ctx).with("revealed", name).with("secret", secret);
  }

  private Ring ring(Side side, List<DomainKey> all, KeyUse use) {
    List<DomainKey> own = all.stream().filter(key -> key.side() == side).toList();
    String name = side.name().toLowerCase(Locale.ROOT);
    Door door =
        switch (side) {
          case PUSH -> Door.PUBLISH;
          case PLAY -> Door.PLAY;
        };
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
                    key.createdAt().toString(),
                    UseView.of(use, door, key.name(), key.createdAt(), usage.now())))
            .toList());
  }

  private TokenRow row(HeldTokenKey key, KeyUse use) {
    return new TokenRow(
        key.name(),
        key.algorithm().name(),
        key.createdAt().toString(),
        key.createdBy(),
        UseView.of(use, Door.PLAY, key.proofId(), key.createdAt(), usage.now()));
  }
}
