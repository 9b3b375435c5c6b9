package dev.weir.portal.domain;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.portal.web.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One domain as its page shows it. Public for the template; holds no secret, only its last four
 * characters.
 *
 * @param name the name
 * @param target host that a CNAME record of the name leads to; empty where none is needed
 * @param push rules for publishers: none or one
 * @param play rules for viewers: none or one
 */
public record DomainView(String name, String target, List<Push> push, List<Play> play) {

  private static final int SHOWN = 4;
  private static final String BUNDLE = "domain/list";

  /** Rules for publishers. */
  public record Push(
      String apps,
      String takeover,
      boolean signed,
      String validity,
      String reconnectWindow,
      String maxLive,
      List<Key> keys) {}

  /** Rules for viewers. */
  public record Play(
      String pushDomain,
      String apps,
      boolean signed,
      String validity,
      String container,
      String embedding,
      String maxViewers,
      List<Key> keys) {}

  /** A signing key without its secret. */
  public record Key(String name, String masked, boolean primary) {}

  static DomainView of(DomainPolicy policy, String portalHost) {
    String name = policy.domain().value();
    boolean local = name.equals("localhost") || name.equals(portalHost) || !name.contains(".");
    return new DomainView(
        name,
        local || name.startsWith("[") ? "" : portalHost,
        policy.push().map(DomainView::push).stream().toList(),
        policy.play().map(DomainView::play).stream().toList());
  }

  private static Push push(PushPolicy push) {
    return new Push(
        apps(push.apps()),
        push.takeoverApps().isEmpty()
            ? Messages.text(BUNDLE, "takeover.off")
            : apps(push.takeoverApps()),
        push.signatureRequired(),
        words(push.signatureValidity()),
        words(push.reconnectWindow()),
        "%,d".formatted(push.maxLiveStreams()),
        keys(push.keys().keys()));
  }

  private static Play play(PlayPolicy play) {
    return new Play(
        play.pushDomain().value(),
        apps(play.apps()),
        play.signatureRequired(),
        words(play.signatureValidity()),
        play.defaultContainer().name(),
        play.frameAncestors().contains("*")
            ? Messages.text(BUNDLE, "embedding.any")
            : play.frameAncestors().stream().sorted().collect(Collectors.joining(", ")),
        "%,d".formatted(play.maxViewers()),
        keys(play.keys().keys()));
  }

  private static List<Key> keys(List<SigningKey> keys) {
    return keys.stream()
        .map(key ->
            new Key(
                key.id(),
                "••••••••" + key.secret().substring(key.secret().length() - SHOWN),
                key.equals(keys.getFirst())))
        .toList();
  }

  private static String apps(Set<AppName> apps) {
    return apps.stream().map(AppName::value).sorted().collect(Collectors.joining(", "));
  }

  private static String words(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds >= 120 && seconds % 60 == 0
        ? Messages.text(BUNDLE, "minutes", seconds / 60)
        : Messages.text(BUNDLE, "seconds", seconds);
  }
}
