package dev.weir.gateway.house;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TypeASignature;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.ViewerRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The domains of the tests: {@code localhost} is signed, {@code 127.0.0.1} is not. */
public final class Rules {

  /** A signed play domain. */
  public static final DomainName SIGNED = new DomainName("localhost");

  /** A play domain that needs no signature and lets one page only read its answers. */
  public static final DomainName OPEN = new DomainName("127.0.0.1");

  /** The one page. */
  public static final String PARTNER = "https://partner.example";

  private static final TenantId TENANT = new TenantId(new UUID(7, 7));
  private static final DomainName PUSH = new DomainName("push.localhost");
  private static final SigningKey KEY = new SigningKey("k1", "testkey123456789");

  private Rules() {}

  /** The signed domain's policy. */
  public static DomainPolicy signed() {
    return policy(SIGNED, true, Set.of("*"), Set.of("*"));
  }

  /** The open domain's policy. */
  public static DomainPolicy open() {
    return policy(OPEN, false, Set.of(PARTNER), Set.of(PARTNER));
  }

  /** A stream of the app {@code live}. */
  public static StreamAddress stream(String name) {
    return new StreamAddress(TENANT, PUSH, new AppName("live"), new StreamName(name));
  }

  /** A path with its signature. */
  public static String sign(String path) {
    return path + "?auth_key=" + TypeASignature.sign(path, Instant.now(), KEY);
  }

  private static DomainPolicy policy(
      DomainName domain, boolean signed, Set<String> corsOrigins, Set<String> frameAncestors) {
    PlayPolicy play =
        new PlayPolicy(
            PUSH,
            Set.of(new AppName("live")),
            Authentication.typeA(signed, new SigningKeyRing(List.of(KEY)), Duration.ofMinutes(30)),
            ViewerRules.none(),
            PlayPolicy.DEFAULT_SESSION_LIFETIME,
            corsOrigins,
            frameAncestors,
            HlsContainer.CMAF,
            1000);
    return new DomainPolicy(TENANT, domain, 1, Optional.empty(), Optional.of(play));
  }
}
