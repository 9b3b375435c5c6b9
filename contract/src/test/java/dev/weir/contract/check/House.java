package dev.weir.contract.check;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.AccessList.Effect;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.BlockList;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.contract.policy.ViewerRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One domain, whoever comes to it, and what they bring along. */
final class House {

  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final TenantId TENANT = new TenantId(new UUID(1, 1));
  static final ViewerId VIEWER = new ViewerId("000102030405060708090a0b");
  static final DomainName DOMAIN = new DomainName("live.example.com");

  private static final Authentication SIGNED =
      Authentication.typeA(
          true,
          new SigningKeyRing(List.of(new SigningKey("k1", "primarykey123456"))),
          Duration.ofMinutes(30));

  private House() {}

  static DomainPolicy playedBy(ViewerRules rules) {
    return playedBy(rules, false, BlockList.none());
  }

  static DomainPolicy playedBy(ViewerRules rules, boolean suspended, BlockList blocks) {
    PlayPolicy play =
        new PlayPolicy(
            DOMAIN,
            Set.of(new AppName("live")),
            SIGNED,
            rules,
            PlayPolicy.DEFAULT_SESSION_LIFETIME,
            Set.of(),
            Set.of(),
            HlsContainer.CMAF,
            10);
    return new DomainPolicy(
        TENANT, DOMAIN, 1, Optional.empty(), Optional.of(play), suspended, blocks);
  }

  static DomainPolicy pushedBy(PublisherRules rules, BlockList blocks) {
    PushPolicy push =
        new PushPolicy(
            Set.of(new AppName("live")), SIGNED, rules, Set.of(), Duration.ofSeconds(10), 10);
    return new DomainPolicy(TENANT, DOMAIN, 1, Optional.of(push), Optional.empty(), false, blocks);
  }

  static AccessList<Cidr> networks(Effect effect, String... networks) {
    return new AccessList<>(effect, List.of(networks).stream().map(Cidr::parse).toList());
  }

  static AccessList<Wildcard> patterns(Effect effect, String... patterns) {
    return new AccessList<>(effect, List.of(patterns).stream().map(Wildcard::new).toList());
  }

  /** Somebody. */
  record Guest(String address, String referer, String agent) implements Visitor {}

  /** A proof that is worth what it says. */
  record Given(SignatureCheck worth, boolean continues) implements ViewerProof {

    static Given right() {
      return new Given(new SignatureCheck.Valid("k1", Instant.MAX, ProofLimits.none()), false);
    }

    static Given rightWithin(String network) {
      ProofLimits limits =
          new ProofLimits("", 0, Optional.of(Cidr.parse(network)), "", Optional.empty());
      return new Given(new SignatureCheck.Valid("k1", Instant.MAX, limits), false);
    }

    static Given session() {
      return new Given(new SignatureCheck.Valid("", Instant.MAX, ProofLimits.none()), true);
    }

    static Given wrong(FaultCode code) {
      return new Given(new SignatureCheck.Refused(code), false);
    }

    @Override
    public SignatureCheck check(Authentication authentication) {
      return worth;
    }

    @Override
    public Viewing viewing(PlayPolicy play) {
      return new Viewing(VIEWER, NOW);
    }
  }
}
