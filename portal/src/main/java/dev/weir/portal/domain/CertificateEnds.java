package dev.weir.portal.domain;

import dev.weir.contract.identity.DomainName;
import dev.weir.portal.identity.Actor;
import java.util.Map;

/** Tells when the certificates of a tenant's domains end. */
@FunctionalInterface
public interface CertificateEnds {

  /** By domain; those that have none are not in it. */
  Map<DomainName, Ending> of(Actor actor);

  /**
   * When one ends. Public for the template.
   *
   * @param state {@code good}, {@code ending} or {@code ended}
   * @param until ISO 8601
   */
  record Ending(String state, String until) {

    /** For the badge. */
    public String kind() {
      return switch (state) {
        case "good" -> "good";
        case "ended" -> "bad";
        default -> "warn";
      };
    }
  }
}
