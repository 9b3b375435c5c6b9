package dev.weir.portal.callback;

import dev.weir.portal.callback.delivery.Dialect;
import dev.weir.portal.callback.event.CallbackKind;
import java.net.URI;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What somebody chooses of an endpoint.
 *
 * @param name for people
 * @param address where events are told
 * @param dialect in which form
 * @param kinds which events; none for all, those of later releases too
 * @param domain whose events; empty for all
 * @param app of which app; empty for all
 * @param stream of which streams, a pattern; empty for all, and for what is about no stream
 * @param on whether it is told now, or events wait
 */
public record CallbackSettings(
    String name,
    URI address,
    Dialect dialect,
    Set<CallbackKind> kinds,
    String domain,
    String app,
    String stream,
    boolean on) {

  /** Longest name. */
  public static final int MAX_NAME = 64;

  /** Longest address. */
  public static final int MAX_ADDRESS = 1_024;

  /** Longest name of a domain. */
  public static final int MAX_DOMAIN = 253;

  /** Longest name of an app. */
  public static final int MAX_APP = 128;

  /** Longest pattern. */
  public static final int MAX_PATTERN = 255;

  /** Copies the set, in the order in which kinds are listed. */
  public CallbackSettings {
    EnumSet<CallbackKind> sorted = EnumSet.noneOf(CallbackKind.class);
    sorted.addAll(kinds);
    kinds = Collections.unmodifiableSet(sorted);
  }

  /** The same in another form. */
  CallbackSettings in(Dialect other) {
    return new CallbackSettings(name, address, other, kinds, domain, app, stream, on);
  }
}
