package dev.weir.contract.policy;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import java.time.Duration;
import java.util.Set;

/**
 * Rules for the viewers of a play domain.
 *
 * @param pushDomain the push domain whose streams are played here
 * @param apps the apps that exist; any other is unknown
 * @param authentication how viewers prove their right
 * @param rules which viewers are let in, whatever they can prove
 * @param sessionLifetime how long a viewer's session lasts from its start
 * @param corsOrigins origins that may read media from scripts; {@code *} alone allows any
 * @param frameAncestors origins that may embed the watch page; {@code *} alone allows any
 * @param defaultContainer what a playlist without {@code ?container=} leads to
 * @param maxViewers most viewers at once on this domain
 * @param transport what connections are asked for
 */
public record PlayPolicy(
    DomainName pushDomain,
    Set<AppName> apps,
    Authentication authentication,
    ViewerRules rules,
    Duration sessionLifetime,
    Set<String> corsOrigins,
    Set<String> frameAncestors,
    HlsContainer defaultContainer,
    int maxViewers,
    Transport transport) {

  /** Lifetime of a viewer's session on a new domain. */
  public static final Duration DEFAULT_SESSION_LIFETIME = Duration.ofHours(24);

  /** Longest lifetime of a viewer's session on any domain. */
  public static final Duration MAX_SESSION_LIFETIME = Duration.ofDays(7);

  /** Most viewers at once on a new domain. */
  public static final int DEFAULT_MAX_VIEWERS = 100_000;

  /** Copies the sets. */
  public PlayPolicy {
    apps = Set.copyOf(apps);
    corsOrigins = Set.copyOf(corsOrigins);
    frameAncestors = Set.copyOf(frameAncestors);
  }

  /** A policy for any connection. */
  public PlayPolicy(
      DomainName pushDomain,
      Set<AppName> apps,
      Authentication authentication,
      ViewerRules rules,
      Duration sessionLifetime,
      Set<String> corsOrigins,
      Set<String> frameAncestors,
      HlsContainer defaultContainer,
      int maxViewers) {
    this(
        pushDomain,
        apps,
        authentication,
        rules,
        sessionLifetime,
        corsOrigins,
        frameAncestors,
        defaultContainer,
        maxViewers,
        Transport.ANY);
  }

  /** The same over connections of another kind. */
  public PlayPolicy over(Transport other) {
    return new PlayPolicy(
        pushDomain,
        apps,
        authentication,
        rules,
        sessionLifetime,
        corsOrigins,
        frameAncestors,
        defaultContainer,
        maxViewers,
        other);
  }
}
