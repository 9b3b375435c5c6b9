package dev.weir.portal.stream;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.policy.DomainPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An app that a new stream may be in. Public for the template.
 *
 * @param value as it stands in the form, {@code domain/app}
 * @param title for people: the domain only where there is a choice of them
 */
public record AppChoice(String value, String title) {

  private static final StreamName FIRST_NAME = new StreamName("first");

  static List<AppChoice> of(List<DomainPolicy> pushDomains) {
    boolean several = pushDomains.size() > 1;
    return pushDomains.stream()
        .flatMap(domain -> apps(domain).map(app -> choice(domain, app, several)))
        .toList();
  }

  /** The stream that is proposed for a beginning, in the domain's first app; empty without one. */
  public static Optional<StreamPath> firstStream(DomainPolicy domain) {
    return apps(domain).findFirst().map(app -> new StreamPath(app, FIRST_NAME));
  }

  private static AppChoice choice(DomainPolicy domain, AppName app, boolean several) {
    String value = domain.domain() + "/" + app;
    return new AppChoice(value, several ? value : app.value());
  }

  private static Stream<AppName> apps(DomainPolicy domain) {
    return domain.push().orElseThrow().apps().stream().sorted(Comparator.comparing(AppName::value));
  }
}
