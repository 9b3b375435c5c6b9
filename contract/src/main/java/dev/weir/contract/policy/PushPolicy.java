package dev.weir.contract.policy;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.ladder.Ladders;
import java.time.Duration;
import java.util.Set;

/**
 * Rules for the publishers of a push domain.
 *
 * @param apps the apps that exist; any other is unknown
 * @param authentication how publishers prove their right
 * @param rules which publishers are let in, whatever they can prove
 * @param takeoverApps apps in which a second publisher of a live name replaces the first
 * @param reconnectWindow how long viewers are kept after the encoder went away; 0 to 1,800 s
 * @param maxLiveStreams most streams live at once on this domain, renditions not counted
 * @param ladders into which renditions its streams are transcoded
 * @param keeping what of its streams is kept
 */
public record PushPolicy(
    Set<AppName> apps,
    Authentication authentication,
    PublisherRules rules,
    Set<AppName> takeoverApps,
    Duration reconnectWindow,
    int maxLiveStreams,
    Ladders ladders,
    Keeping keeping) {

  /** Reconnect window of a new domain. */
  public static final Duration DEFAULT_RECONNECT_WINDOW = Duration.ofSeconds(10);

  /** Longest reconnect window. */
  public static final Duration MAX_RECONNECT_WINDOW = Duration.ofMinutes(30);

  /** Most live streams at once on a new domain. */
  public static final int DEFAULT_MAX_LIVE_STREAMS = 200;

  /** Copies the sets and checks the reconnect window. */
  public PushPolicy {
    apps = Set.copyOf(apps);
    takeoverApps = Set.copyOf(takeoverApps);
    if (reconnectWindow.isNegative() || reconnectWindow.compareTo(MAX_RECONNECT_WINDOW) > 0) {
      throw new IllegalArgumentException("a reconnect window is 0 to 1,800 s");
    }
  }

  /** Rules of a domain whose streams are neither transcoded nor kept. */
  public PushPolicy(
      Set<AppName> apps,
      Authentication authentication,
      PublisherRules rules,
      Set<AppName> takeoverApps,
      Duration reconnectWindow,
      int maxLiveStreams) {
    this(
        apps,
        authentication,
        rules,
        takeoverApps,
        reconnectWindow,
        maxLiveStreams,
        Ladders.none(),
        Keeping.nothing());
  }

  /** The same with other renditions. */
  public PushPolicy into(Ladders renditions) {
    return new PushPolicy(
        apps,
        authentication,
        rules,
        takeoverApps,
        reconnectWindow,
        maxLiveStreams,
        renditions,
        keeping);
  }

  /** The same, of whose streams something else is kept. */
  public PushPolicy keeping(Keeping kept) {
    return new PushPolicy(
        apps, authentication, rules, takeoverApps, reconnectWindow, maxLiveStreams, ladders, kept);
  }
}
