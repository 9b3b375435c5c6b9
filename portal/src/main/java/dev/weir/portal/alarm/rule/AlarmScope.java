package dev.weir.portal.alarm.rule;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.Wildcard;
import java.util.Optional;

/**
 * Whom a rule is about. Empty parts mean all.
 *
 * @param domain a push domain; for what is about domains, any
 * @param app of which app
 * @param stream which streams, a pattern
 */
public record AlarmScope(String domain, String app, String stream) {

  /** Everything. */
  public static final AlarmScope ALL = new AlarmScope("", "", "");

  /** Longest name of a domain. */
  public static final int MAX_DOMAIN = 253;

  /** Longest name of an app. */
  public static final int MAX_APP = 128;

  /** Longest pattern. */
  public static final int MAX_PATTERN = 255;

  /** Throws {@link IllegalArgumentException} for parts that nothing could have. */
  public AlarmScope {
    if (!domain.isEmpty()) {
      Object _ = new DomainName(domain);
    }
    if (!app.isEmpty()) {
      Object _ = new AppName(app);
    }
    if (!stream.isEmpty()) {
      Object _ = new Wildcard(stream);
    }
  }

  /** Whether a stream belongs to it. */
  public boolean covers(StreamAddress address) {
    return covers(address.pushDomain())
        && (app.isEmpty() || app.equals(address.app().value()))
        && (stream.isEmpty() || new Wildcard(stream).matches(address.stream().value()));
  }

  /** Whether a domain belongs to it. */
  public boolean covers(DomainName name) {
    return domain.isEmpty() || domain.equals(name.value());
  }

  /** Whether it is about no stream in particular. */
  public boolean isWhole() {
    return stream.isEmpty();
  }

  /** The one stream that it names; empty where it may be several, or none. */
  public Optional<StreamAddress> only(TenantId tenant) {
    if (domain.isEmpty() || app.isEmpty() || stream.isEmpty() || stream.contains("*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new StreamAddress(
              tenant, new DomainName(domain), new AppName(app), new StreamName(stream)));
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }
}
