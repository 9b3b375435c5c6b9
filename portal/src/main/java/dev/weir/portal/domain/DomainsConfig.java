package dev.weir.portal.domain;

import dev.weir.contract.identity.DomainName;
import dev.weir.portal.domain.proof.ProofConfig;
import dev.weir.runtime.config.ConfigReader;
import java.time.Duration;
import java.util.Optional;

/**
 * What the operator settles about domains.
 *
 * @param base the platform's own domain, below which tenants get names without proof and CNAME
 *     records lead; empty when there is none
 * @param deletionGrace how long a deleted domain can be restored
 * @param proof whom to ask
 */
public record DomainsConfig(Optional<DomainName> base, Duration deletionGrace, ProofConfig proof) {

  private static final Duration DEFAULT_GRACE = Duration.ofDays(7);

  /** No base, and the defaults otherwise. */
  public static final DomainsConfig DEFAULTS =
      new DomainsConfig(Optional.empty(), DEFAULT_GRACE, ProofConfig.DEFAULTS);

  /**
   * Reads {@code platform.domain}, {@code domains.deletion-grace} and what {@link ProofConfig}
   * reads.
   */
  public static DomainsConfig read(ConfigReader config) {
    return new DomainsConfig(
        config.value(
            "platform.domain",
            Optional.empty(),
            "a domain name such as live.example.org",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(new DomainName(text))),
        config.duration("domains.deletion-grace", DEFAULT_GRACE),
        ProofConfig.read(config));
  }
}
