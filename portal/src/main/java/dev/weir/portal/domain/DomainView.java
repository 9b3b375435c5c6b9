package dev.weir.portal.domain;

import dev.weir.contract.identity.DomainName;
import dev.weir.portal.domain.proof.DomainProofs;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One domain as pages show it. Public for the templates.
 *
 * @param name as it is sent
 * @param typed in the letters of its language; the same as {@code name} for most
 * @param path of its page
 * @param state end of the message key that says it
 * @param finding end of the message key that says what the last check found
 * @param push whether it takes publishers
 * @param playsOf what it plays; empty for nothing
 * @param playedBy what plays it, in words
 * @param proof what proves it
 * @param target host that a CNAME record leads to; empty where none is needed
 * @param times when what happened, ISO 8601; empty for never
 */
public record DomainView(
    String name,
    String typed,
    String path,
    String state,
    String finding,
    boolean push,
    String playsOf,
    String playedBy,
    ProofView proof,
    String target,
    Times times) {

  /**
   * What proves a domain.
   *
   * @param ofPlatform whether it needs no proof
   * @param given whether it is proven
   */
  public record ProofView(
      boolean ofPlatform, boolean given, String record, String token, String file) {}

  /** When what happened or will. */
  public record Times(String checkedAt, String nextCheckAt, String deleteAfter) {}

  /** As a page shows it. */
  public static DomainView of(Domain domain) {
    String token = domain.token();
    return new DomainView(
        domain.name().value(),
        IDN.toUnicode(domain.name().value()),
        DomainPath.of(domain.name()),
        key(domain.state()),
        key(domain.finding()),
        domain.use().push(),
        domain.use().playsOf().map(DomainName::value).orElse(""),
        domain.use().playedBy().stream().map(DomainName::value).collect(Collectors.joining(", ")),
        new ProofView(
            domain.ofPlatform(),
            domain.proven(),
            DomainProofs.recordName(domain.name()),
            token,
            "http://" + domain.name() + DomainProofs.filePath(token)),
        domain.target().map(DomainName::value).orElse(""),
        new Times(
            domain.times().checkedAt().map(String::valueOf).orElse(""),
            domain.times().nextCheckAt().map(String::valueOf).orElse(""),
            domain.times().deleteAfter().map(String::valueOf).orElse("")));
  }

  /** For the badge: {@code good}, {@code bad}, or nothing for what is on its way. */
  public String kind() {
    return switch (state) {
      case "online" -> "good";
      case "failed" -> "bad";
      default -> "";
    };
  }

  /** Whether the tenant has still to do something with the name servers. */
  public boolean waits() {
    return List.of("pending", "configuring", "failed").contains(state);
  }

  /** Whether it plays what is pushed to itself. */
  public boolean playsItself() {
    return push && playsOf.equals(name);
  }

  /** Whether the name that was typed is another than the one that is sent. */
  public boolean foreign() {
    return !typed.equals(name);
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
