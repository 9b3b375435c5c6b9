package dev.weir.portal.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.HmacSignature;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.UserMarks;
import dev.weir.contract.check.Door;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.UserMark;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.Revocations;
import dev.weir.contract.policy.ViewerRules;
import dev.weir.portal.refusal.Explanation.Line;
import dev.weir.portal.refusal.Explanation.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Viewing that somebody has ended, as it is explained. */
class ExplainerTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final DomainName DOMAIN = new DomainName("play.example.com");
  private static final SigningKey KEY = new SigningKey("k1", "primarykey123456");
  private static final UserMarks MARKS = new UserMarks(new byte[32]);
  private static final UserMark ANN = MARKS.of(DOMAIN, "ann");
  private static final Instant END = NOW.plusSeconds(60);
  private static final String PATH = "/live/show.m3u8";
  private static final String IN_SESSION = "/live/~/show";

  @Test
  void aUserWhoIsKeptOutIsFoundInTheSignature() {
    Revocations ended = ended(Map.of(ANN, END), Map.of());

    Explanation ann = explain(ended, PATH, signed("ann"), "", Optional.empty());
    assertThat(ann.decides())
        .contains(
            new Line(
                "REVOCATION",
                Result.REFUSED,
                Optional.of(FaultCode.VIEWER_ENDED),
                "user=" + ANN.hex()));
    Explanation ben = explain(ended, PATH, signed("ben"), "", Optional.empty());
    assertThat(ben.decides()).isEmpty();
    assertThat(revocation(ben).result()).isEqualTo(Result.PASSED);
  }

  @Test
  void aNetworkIsComparedOnceItIsKnownWhoAsks() {
    Revocations ended = ended(Map.of(), Map.of(Cidr.parse("192.0.2.0/24"), END));

    assertThat(result(explain(ended, PATH, signed("ben"), "", Optional.empty())))
        .isEqualTo(Result.UNKNOWN);
    assertThat(result(explain(ended, PATH, signed("ben"), "198.51.100.1", Optional.empty())))
        .isEqualTo(Result.PASSED);
    Explanation from = explain(ended, PATH, signed("ben"), "192.0.2.7", Optional.empty());
    assertThat(revocation(from).detail()).isEqualTo("network=192.0.2.0/24");
  }

  @Test
  void whoseSessionItWasTheDoorHasSaid() {
    Optional<Explanation.Told> told =
        Optional.of(new Explanation.Told("r-1", FaultCode.VIEWER_ENDED, "viewer=00"));
    Explanation made = explain(Revocations.none(), IN_SESSION, "", "192.0.2.7", told);

    assertThat(made.decides())
        .contains(
            new Line(
                "REVOCATION", Result.REFUSED, Optional.of(FaultCode.VIEWER_ENDED), "viewer=00"));
    assertThat(made.lines())
        .filteredOn(line -> line.check().equals("PROOF"))
        .extracting(Line::result)
        .containsExactly(Result.PASSED);
    assertThat(made.lines().getLast().result()).isEqualTo(Result.UNKNOWN);
  }

  @Test
  void whoseSessionItIsNobodyKnowsHere() {
    Revocations ended = ended(Map.of(ANN, END), Map.of());
    assertThat(result(explain(ended, IN_SESSION, "", "192.0.2.7", Optional.empty())))
        .isEqualTo(Result.UNKNOWN);
    assertThat(result(explain(Revocations.none(), IN_SESSION, "", "192.0.2.7", Optional.empty())))
        .isEqualTo(Result.PASSED);
  }

  private static Line revocation(Explanation made) {
    return made.lines().stream()
        .filter(line -> line.check().equals("REVOCATION"))
        .findFirst()
        .orElseThrow();
  }

  private static Result result(Explanation made) {
    return revocation(made).result();
  }

  private static Explanation explain(
      Revocations ended,
      String path,
      String query,
      String address,
      Optional<Explanation.Told> told) {
    return new Explainer(
            policy(ended),
            MARKS,
            Door.PLAY,
            new RefusedVisit.Asked("live", "show", "HLS", path, query),
            new RefusedVisit.From(address, "", ""),
            NOW,
            told)
        .explain(false);
  }

  private static String signed(String user) {
    String expiry = Long.toString(END.getEpochSecond());
    return HmacSignature.sign(PATH, Map.of("w_exp", expiry, "w_user", user), KEY);
  }

  private static Revocations ended(Map<UserMark, Instant> users, Map<Cidr, Instant> networks) {
    return new Revocations(Map.of(), users, networks, Optional.empty());
  }

  private static DomainPolicy policy(Revocations ended) {
    PlayPolicy play =
        new PlayPolicy(
            DOMAIN,
            Set.of(new AppName("live")),
            new Authentication(
                true,
                Set.of(SignatureType.HMAC),
                new SigningKeyRing(List.of(KEY)),
                Duration.ofMinutes(30),
                List.of(),
                Optional.empty()),
            ViewerRules.none(),
            PlayPolicy.DEFAULT_SESSION_LIFETIME,
            Set.of(),
            Set.of(),
            HlsContainer.CMAF,
            10);
    return new DomainPolicy(
            new TenantId(new UUID(1, 1)), DOMAIN, 1, Optional.empty(), Optional.of(play))
        .ending(ended);
  }
}
