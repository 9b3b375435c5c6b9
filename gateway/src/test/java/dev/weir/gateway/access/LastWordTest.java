package dev.weir.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.SignatureType;
import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TokenKey;
import dev.weir.contract.access.TypeASignature;
import dev.weir.contract.access.UserMarks;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.contract.policy.RemoteAuthorization.Fact;
import dev.weir.contract.policy.ViewerRules;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Mint;
import dev.weir.gateway.house.Others;
import dev.weir.gateway.house.Soon;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.quota.TenantQuotas;
import dev.weir.gateway.seat.RedisSeatBoard;
import dev.weir.gateway.seat.Seats;
import dev.weir.gateway.ticket.RedisTickets;
import dev.weir.gateway.viewer.SessionKey;
import dev.weir.gateway.viewer.SessionTokens;
import dev.weir.gateway.viewer.Users;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.metering.MemoryMeters;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.redis.RedisUrl;
import dev.weir.runtime.token.PlaybackTokens;
import dev.weir.runtime.usage.MemoryUsage;
import dev.weir.testkit.redis.RedisUnderTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Playback tokens, and those who are asked about what they say. */
@Timeout(60)
final class LastWordTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final String CLAIMS = "\"exp\":1800000300,\"domain\":\"play.example.com\"";
  private static final DomainName DOMAIN = new DomainName("play.example.com");
  private static final SigningKey KEY = new SigningKey("k1", "primarykey123456");
  private static final RemoteAuthorization REMOTE =
      new RemoteAuthorization(
          URI.create("https://app.example.com/authorize"),
          Duration.ofSeconds(1),
          false,
          Set.of(Fact.ADDRESS, Fact.QUERY, Fact.REFERER, Fact.USER_AGENT),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10));

  private final ManualTimeSource time = ManualTimeSource.at(NOW);
  private final MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
  private final ViewerCensus census = new ViewerCensus(new NodeId("edge-1"), time);
  private final SessionTokens tokens =
      new SessionTokens(
          List.of(new SessionKey(new byte[SessionKey.BYTES])),
          new Users(new UserMarks(new byte[SessionKey.BYTES])));
  private final Others others = new Others(time);
  private final PlaybackAuthorizer authorizer = authorizer(others.proofs());
  private int version;

  private PlaybackAuthorizer authorizer(ProofRooms proofs) {
    return new PlaybackAuthorizer(
        new PlayDirectory(policies),
        tokens,
        proofs,
        census,
        new TenantQuotas(
            census,
            new Egress(new MemoryMeters()),
            new MemoryUsage().of(new NodeId("edge-1")),
            time),
        (_, _) -> {},
        time);
  }

  @Test
  void aTokenOpensAtOnceWhatItIsFor() {
    rules(List.of(Mint.KEY), Optional.empty());

    PlayGrant grant = granted(authorizer.decide(query("token=" + Mint.token(CLAIMS))));
    assertThat(grant.signingKeyId()).isEqualTo("token/t1");
    assertThat(grant.provenUntil()).isEqualTo(NOW.plusSeconds(300));
    assertThat(grant.session().expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(24)));
    granted(authorizer.decide(bearer(Mint.token(CLAIMS))));
    assertThat(authorizer.decide(query("token=" + Mint.token(CLAIMS + ",\"stream\":\"live/x\""))))
        .isEqualTo(refused(FaultCode.TOKEN_SCOPE_WRONG));
    assertThat(authorizer.decide(query("token=" + Mint.token(CLAIMS + ",\"ip\":\"10.0.0.0/8\""))))
        .isEqualTo(refused(FaultCode.PROOF_ADDRESS_WRONG));
    time.advance(Duration.ofMinutes(5));
    assertThat(authorizer.decide(query("token=" + Mint.token(CLAIMS))))
        .isEqualTo(refused(FaultCode.TOKEN_EXPIRED));
    assertThat(authorizer.recheck(grant)).isEmpty();
  }

  @Test
  void theSessionOfABoundTokenGoesOnFromItsAddressAlone() {
    rules(List.of(Mint.KEY), Optional.empty());
    String bound = Mint.token(CLAIMS + ",\"ip\":\"192.0.2.7\"");
    PlayGrant grant = granted(authorizer.decide(query("token=" + bound)));
    Credential session = new Credential.SessionToken(tokens.issue(grant.session(), grant.scope()));

    granted(authorizer.decide(request(session)));
    assertThat(authorizer.decide(request(session, "192.0.2.8")))
        .isEqualTo(refused(FaultCode.SESSION_INVALID));
  }

  @Test
  void aSignedUrlGoesOnBesideTokens() {
    rules(List.of(Mint.KEY), Optional.empty());
    granted(authorizer.decide(query(signature())));
    assertThat(authorizer.decide(query("token=x&" + signature())))
        .isEqualTo(refused(FaultCode.TOKEN_MALFORMED));

    rules(List.of(), Optional.empty());
    granted(authorizer.decide(query("token=x&" + signature())));
    assertThat(authorizer.decide(query("token=" + Mint.token(CLAIMS))))
        .isEqualTo(refused(FaultCode.SIGNATURE_MISSING));
  }

  @Test
  void aKeyThatIsTakenAwayTakesItsViewersAlong() {
    rules(List.of(Mint.KEY), Optional.empty());
    PlayGrant grant = granted(authorizer.decide(query("token=" + Mint.token(CLAIMS))));
    // Another key of the same name is another key's name.
    rules(List.of(new TokenKey("k1", TokenKey.Algorithm.HS256, "x".repeat(32))), Optional.empty());
    assertThat(authorizer.recheck(grant)).isPresent();
  }

  @Test
  void aTicketIsSpentOnceAndItsSessionGoesOn() {
    rules(List.of(Mint.KEY), Optional.empty());
    PlaybackRequest ticket = query("token=" + Mint.token(CLAIMS + ",\"jti\":\"a\",\"uses\":1"));

    PlaybackDecision first = authorizer.decide(ticket);
    assertThat(others.spent()).isZero();
    PlayGrant grant = granted(ask(first));
    assertThat(ask(authorizer.decide(ticket))).isEqualTo(refused(FaultCode.TICKET_SPENT));
    Credential session = new Credential.SessionToken(tokens.issue(grant.session(), grant.scope()));
    granted(authorizer.decide(request(session)));
    assertThat(others.spent()).isOne();
  }

  @Test
  void aPersonWatchesInAsManyPlacesAsTheProofSays() {
    rules(List.of(Mint.KEY), Optional.empty());
    PlaybackRequest ann = query("token=" + places("ann"));
    PlayGrant first = granted(ask(authorizer.decide(ann)));
    granted(ask(authorizer.decide(ann)));
    assertThat(ask(authorizer.decide(ann))).isEqualTo(refused(FaultCode.USER_CONCURRENCY_EXCEEDED));
    granted(ask(authorizer.decide(query("token=" + places("ben")))));

    // As a connection that ends, and the session of which nobody hears any more.
    DomainName pushDomain = first.address().pushDomain();
    others.seats().sit(pushDomain, first.session().viewer()).close();
    PlayGrant third = granted(ask(authorizer.decide(ann)));
    // As one who left before the decision came.
    authorizer.unused(third);
    granted(ask(authorizer.decide(ann)));
  }

  private static String places(String user) {
    return Mint.token(CLAIMS + ",\"sub\":\"" + user + "\",\"concurrency\":2");
  }

  @Test
  void theTenantIsAskedWithTheFactsAndItsWordDecides() {
    rules(List.of(Mint.KEY), Optional.of(REMOTE));
    Future<PlaybackDecision.Made> asked = pending(authorizer.decide(query("a=1&" + signature())));
    Others.Question question = others.questions().getFirst();
    assertThat(question.asked().body())
        .isEqualTo(
            "{\"domain\":\"play.example.com\",\"app\":\"live\",\"stream\":\"demo01\","
                + "\"address\":\"192.0.2.7\",\"query\":\"a=1\","
                + "\"referer\":\"page.example\",\"userAgent\":\"VLC\"}");
    question.answer().complete();
    granted(Soon.of(asked));

    Future<PlaybackDecision.Made> again =
        pending(
            authorizer.decide(query("token=" + Mint.token(CLAIMS + ",\"jti\":\"a\",\"uses\":1"))));
    others.questions().getLast().answer().fail(new WeirFault(FaultCode.REMOTE_REFUSED, "test"));
    assertThat(Soon.of(again)).isEqualTo(refused(FaultCode.REMOTE_REFUSED));
    // Whom the tenant refuses has spent nothing.
    assertThat(others.spent()).isZero();
  }

  /** What holds when Redis is stopped, and that all comes back by itself. */
  @Test
  void withoutRedisSignedUrlsOpenAndTicketsDoNot() {
    rules(List.of(Mint.KEY), Optional.empty());
    Vertx vertx = Vertx.vertx();
    try (RedisUnderTest redis = new RedisUnderTest()) {
      RedisBus bus = RedisBus.open(vertx, new RedisUrl(redis.url()), Duration.ofSeconds(5));
      PlaybackAuthorizer shared =
          authorizer(
              new ProofRooms(
                  new PlaybackTokens(),
                  new LastWord(
                      _ -> Future.failedFuture("nobody is asked"),
                      new Seats(new RedisSeatBoard(bus), time),
                      new RedisTickets(bus, time))));
      PlaybackRequest ticket = query("token=" + Mint.token(CLAIMS + ",\"jti\":\"a\",\"uses\":9"));
      granted(ask(shared.decide(ticket)));

      redis.stop();
      assertThat(ask(shared.decide(ticket))).isEqualTo(refused(FaultCode.TICKET_UNAVAILABLE));
      granted(shared.decide(query(signature())));
      granted(shared.decide(query("token=" + Mint.token(CLAIMS))));

      redis.startAgain();
      Await.until(
          () -> ask(shared.decide(ticket)) instanceof PlaybackDecision.Granted,
          "tickets open again");
    } finally {
      Soon.of(vertx.close());
    }
  }

  private static String signature() {
    return "auth_key=" + TypeASignature.sign("/live/demo01.flv", NOW, KEY);
  }

  private static PlaybackRequest query(String query) {
    return request(new Credential.UrlSignature(new SignedUrl("/live/demo01.flv", query)));
  }

  private static PlaybackRequest bearer(String token) {
    return request(new Credential.UrlSignature(new SignedUrl("/live/demo01.flv", ""), token));
  }

  private static PlaybackRequest request(Credential credential) {
    return request(credential, "192.0.2.7");
  }

  private static PlaybackRequest request(Credential credential, String address) {
    return new PlaybackRequest(
        DOMAIN.value(),
        "",
        "live",
        "demo01",
        credential,
        PlayProtocol.HTTP_FLV,
        new PlaybackRequest.Asker(address, "r-1", "page.example", "VLC"));
  }

  private static PlayGrant granted(PlaybackDecision decision) {
    assertThat(decision).isInstanceOf(PlaybackDecision.Granted.class);
    return ((PlaybackDecision.Granted) decision).grant();
  }

  private static PlaybackDecision.Made ask(PlaybackDecision decision) {
    return Soon.of(pending(decision));
  }

  private static Future<PlaybackDecision.Made> pending(PlaybackDecision decision) {
    assertThat(decision).isInstanceOf(PlaybackDecision.Pending.class);
    return ((PlaybackDecision.Pending) decision).ask().get();
  }

  private static PlaybackDecision.Made refused(FaultCode code) {
    return new PlaybackDecision.Refused(code);
  }

  private void rules(List<TokenKey> tokenKeys, Optional<RemoteAuthorization> remote) {
    Authentication authentication =
        new Authentication(
            true,
            Set.of(SignatureType.TYPE_A),
            new SigningKeyRing(List.of(KEY)),
            Duration.ofMinutes(30),
            tokenKeys,
            remote);
    PlayPolicy play =
        new PlayPolicy(
            new DomainName("push.example.com"),
            Set.of(new AppName("live")),
            authentication,
            ViewerRules.none(),
            PlayPolicy.DEFAULT_SESSION_LIFETIME,
            Set.of("*"),
            Set.of("*"),
            HlsContainer.CMAF,
            100);
    policies.put(
        new DomainPolicy(
            new TenantId(new UUID(1, 1)), DOMAIN, ++version, Optional.empty(), Optional.of(play)));
  }
}
