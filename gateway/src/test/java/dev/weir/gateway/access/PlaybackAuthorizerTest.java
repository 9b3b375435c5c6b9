package dev.weir.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.HmacSignature;
import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TypeASignature;
import dev.weir.contract.access.UserMarks;
import dev.weir.contract.check.Door;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.identity.UserMark;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.BlockList;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.Revocations;
import dev.weir.contract.policy.TenantQuota;
import dev.weir.contract.policy.ViewerRules;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.house.Others;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Soon;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.quota.TenantQuotas;
import dev.weir.gateway.viewer.SessionKey;
import dev.weir.gateway.viewer.SessionTokens;
import dev.weir.gateway.viewer.Users;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.gateway.viewer.ViewerSession;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.guess.GuessLimits;
import dev.weir.runtime.keyuse.KeyUse;
import dev.weir.runtime.keyuse.MemoryKeyUse;
import dev.weir.runtime.metering.MemoryMeters;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.runtime.usage.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One function decides for every protocol, in a fixed order, and says why it refuses. */
final class PlaybackAuthorizerTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final DomainName DOMAIN = new DomainName("play.example.com");
  private static final TenantId TENANT = new TenantId(new UUID(1, 1));
  private static final SigningKey PRIMARY = new SigningKey("k1", "primarykey123456");
  private static final SigningKey SECONDARY = new SigningKey("k2", "secondarykey1234");

  private final ManualTimeSource time = ManualTimeSource.at(NOW);
  private final MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
  private final ViewerCensus census = new ViewerCensus(new NodeId("edge-1"), time);
  private final SessionTokens tokens =
      new SessionTokens(
          List.of(new SessionKey(new byte[SessionKey.BYTES])),
          new Users(new UserMarks(new byte[SessionKey.BYTES])));
  private final MemoryUsage usage = new MemoryUsage();
  private final List<FaultCode> logged = new ArrayList<>();
  private final MemoryKeyUse keys = new MemoryKeyUse(time);
  private final PlaybackAuthorizer authorizer =
      new PlaybackAuthorizer(
          new PlayDirectory(policies),
          tokens,
          new Others(time).proofs(),
          census,
          new TenantQuotas(
              census, new Egress(new MemoryMeters()), usage.of(new NodeId("edge-1")), time),
          new CountedKeys((request, fault) -> logged.add(fault.code()), keys),
          time);

  @Test
  void grantsASignedUrlAndBeginsASession() {
    policies.put(policy(1, play(true, PRIMARY)));

    PlayGrant grant = granted(decide("/live/demo01.flv", sign("/live/demo01.flv", PRIMARY)));

    assertThat(grant.address())
        .isEqualTo(
            new StreamAddress(
                TENANT,
                new DomainName("push.example.com"),
                new AppName("live"),
                new StreamName("demo01")));
    assertThat(grant.signingKeyId()).isEqualTo("k1");
    assertThat(grant.session().expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(24)));
    assertThat(logged).isEmpty();
  }

  @Test
  void grantsEitherKeyOfARing() {
    policies.put(policy(1, play(true, PRIMARY, SECONDARY)));

    assertThat(granted(decide("/live/demo01.flv", sign("/live/demo01.flv", SECONDARY))))
        .extracting(PlayGrant::signingKeyId)
        .isEqualTo("k2");
  }

  @Test
  void letsTheSessionOfASignedUrlInAgain() {
    policies.put(policy(1, play(true, PRIMARY)));
    PlayGrant grant = granted(decide("/live/demo01.m3u8", sign("/live/demo01.m3u8", PRIMARY)));
    String token = tokens.issue(grant.session(), grant.scope());

    assertThat(granted(bySession("demo01", token)).session()).isEqualTo(grant.session());
    assertThat(keys.use(TENANT, DOMAIN).result().of(Door.PLAY, "k1"))
        .contains(new KeyUse.Use(1, NOW));
    assertThat(bySession("demo02", token)).isEqualTo(refused(FaultCode.SESSION_INVALID));
    time.advance(Duration.ofHours(24).plusSeconds(1));
    assertThat(bySession("demo01", token)).isEqualTo(refused(FaultCode.SESSION_EXPIRED));
  }

  @Test
  void refusesByNameAndLogsEachRefusalOnce() {
    policies.put(policy(1, play(true, PRIMARY)));
    String good = sign("/live/demo01.flv", PRIMARY);

    assertThat(decide("/live/demo01.flv", "")).isEqualTo(refused(FaultCode.SIGNATURE_MISSING));
    assertThat(decide("/live/demo01.flv", "1-2-3-x"))
        .isEqualTo(refused(FaultCode.SIGNATURE_MALFORMED));
    assertThat(decide("/live/demo02.flv", good)).isEqualTo(refused(FaultCode.SIGNATURE_WRONG));
    assertThat(decide("/live/demo01.m3u8", good)).isEqualTo(refused(FaultCode.SIGNATURE_WRONG));
    time.advance(Duration.ofMinutes(30).plusSeconds(1));
    assertThat(decide("/live/demo01.flv", good)).isEqualTo(refused(FaultCode.SIGNATURE_EXPIRED));
    assertThat(logged)
        .containsExactly(
            FaultCode.SIGNATURE_MISSING,
            FaultCode.SIGNATURE_MALFORMED,
            FaultCode.SIGNATURE_WRONG,
            FaultCode.SIGNATURE_WRONG,
            FaultCode.SIGNATURE_EXPIRED);
  }

  @Test
  void takesTheFormsOfSignaturesThatTheDomainTakes() {
    String path = "/live/demo01.flv";
    String query = HmacSignature.sign(path, NOW, PRIMARY);
    policies.put(policy(1, play(true, PRIMARY)));
    assertThat(decideUrl("demo01", path, query))
        .isEqualTo(refused(FaultCode.SIGNATURE_TYPE_REFUSED));

    policies.put(policy(2, accepting(SignatureType.HMAC)));
    assertThat(granted(decideUrl("demo01", path, query)).limits()).isEqualTo(ProofLimits.none());
    assertThat(decide(path, sign(path, PRIMARY)))
        .isEqualTo(refused(FaultCode.SIGNATURE_TYPE_REFUSED));
  }

  @Test
  void letsInOnlyFromTheNetworkThatTheUrlWasMadeFor() {
    policies.put(policy(1, accepting(SignatureType.HMAC)));
    String path = "/live/demo01.flv";

    PlayGrant grant = granted(decideUrl("demo01", path, forNetwork(path, "192.0.2.0/29")));
    assertThat(grant.limits().user()).isEqualTo("ann");
    assertThat(grant.limits().maxConcurrent()).isEqualTo(2);
    assertThat(decideUrl("demo01", path, forNetwork(path, "192.0.2.8")))
        .isEqualTo(refused(FaultCode.PROOF_ADDRESS_WRONG));
    assertThat(decideUrl("demo01", path, forNetwork(path, "2001:db8::/32")))
        .isEqualTo(refused(FaultCode.PROOF_ADDRESS_WRONG));
  }

  @Test
  void theSessionOfABoundUrlGoesOnWithinItsNetworkAlone() {
    policies.put(policy(1, accepting(SignatureType.HMAC)));
    String path = "/live/demo01.m3u8";
    PlayGrant grant = granted(decideUrl("demo01", path, forNetwork(path, "192.0.2.0/29")));
    String token = tokens.issue(grant.session(), grant.scope());

    PlayGrant again = granted(bySession("demo01", token));
    assertThat(again.session()).isEqualTo(grant.session());
    assertThat(bySessionFrom("192.0.2.8", token)).isEqualTo(refused(FaultCode.SESSION_INVALID));
    // What a session hands on, such as its page to its player, is bound like itself.
    String handedOn = tokens.issue(again.session(), again.scope());
    assertThat(bySessionFrom("192.0.2.8", handedOn)).isEqualTo(refused(FaultCode.SESSION_INVALID));
  }

  private static String forNetwork(String path, String network) {
    String expiry = Long.toString(NOW.getEpochSecond());
    return HmacSignature.sign(
        path, Map.of("w_exp", expiry, "w_net", network, "w_user", "ann", "w_max", "2"), PRIMARY);
  }

  /** The host says whose rules hold, in any case and with any port, and is not signed. */
  @Test
  void oneSignatureIsRightHoweverTheHostIsWritten() {
    policies.put(policy(1, play(true, PRIMARY)));
    String path = "/live/demo01.flv";
    SignedUrl url = new SignedUrl(path, "auth_key=" + sign(path, PRIMARY));
    for (String host : List.of("play.example.com", "PLAY.Example.Com", "play.example.com:8443")) {
      PlaybackRequest request =
          new PlaybackRequest(
              host,
              "",
              "live",
              "demo01",
              new Credential.UrlSignature(url),
              PlayProtocol.HTTP_FLV,
              new PlaybackRequest.Asker("192.0.2.7", "r-1"));
      assertThat(decide(request)).as(host).isInstanceOf(PlaybackDecision.Granted.class);
    }
  }

  @Test
  void refusesNamesThatAreNone() {
    policies.put(policy(1, play(false, PRIMARY)));

    assertThat(decide(request(DOMAIN.value(), "", "nope", "demo01")))
        .isEqualTo(refused(FaultCode.APP_UNKNOWN));
    assertThat(decide(request(DOMAIN.value(), "", "..", "demo01")))
        .isEqualTo(refused(FaultCode.NAME_INVALID));
    assertThat(decide(request(DOMAIN.value(), "", "live", "a/b")))
        .isEqualTo(refused(FaultCode.NAME_INVALID));
    assertThat(decide(request(DOMAIN.value(), "", "live", "")))
        .isEqualTo(refused(FaultCode.NAME_INVALID));
  }

  @Test
  void tellsADomainThatIsUnknownFromOneThatIsNotKnownYet() {
    assertThat(decide(request(DOMAIN.value(), "", "live", "demo01")))
        .isEqualTo(refused(FaultCode.POLICY_UNAVAILABLE));

    policies.markLoaded();
    assertThat(decide(request(DOMAIN.value(), "", "live", "demo01")))
        .isEqualTo(refused(FaultCode.DOMAIN_UNKNOWN));
    assertThat(decide(request("not a host", "", "live", "demo01")))
        .isEqualTo(refused(FaultCode.DOMAIN_UNKNOWN));

    policies.put(new DomainPolicy(TENANT, DOMAIN, 1, Optional.empty(), Optional.empty()));
    assertThat(decide(request(DOMAIN.value(), "", "live", "demo01")))
        .isEqualTo(refused(FaultCode.DOMAIN_NOT_FOR_PLAY));
  }

  @Test
  void holdsATlsConnectionToTheNameOfItsHandshake() {
    policies.put(policy(1, play(false, PRIMARY)));

    assertThat(decide(request("Play.Example.com:8443", "play.example.COM", "live", "demo01")))
        .isInstanceOf(PlaybackDecision.Granted.class);
    assertThat(decide(request(DOMAIN.value(), "other.example.com", "live", "demo01")))
        .isEqualTo(refused(FaultCode.DOMAIN_MISDIRECTED));
  }

  @Test
  void refusesTheViewerWhoIsOneTooMany() {
    policies.put(policy(1, play(false, PRIMARY)));
    PlayGrant grant = granted(decide(request(DOMAIN.value(), "", "live", "demo01")));
    for (int viewer = 0; viewer < 3; viewer++) {
      census.enter(DOMAIN, grant.address(), PlayProtocol.HTTP_FLV);
    }

    assertThat(decide(request(DOMAIN.value(), "", "live", "demo01")))
        .isEqualTo(refused(FaultCode.TENANT_VIEWERS_EXCEEDED));
    String token = tokens.issue(grant.session(), grant.scope());
    assertThat(bySession("demo01", token)).isInstanceOf(PlaybackDecision.Granted.class);
  }

  @Test
  void refusesTheViewerWhoIsOneTooManyForTheTenantOnWhateverDomain() {
    policies.put(policy(1, play(false, PRIMARY)).within(new TenantQuota(9, 1, 1_000)));
    PlayGrant grant = granted(decide(request(DOMAIN.value(), "", "live", "demo01")));
    census.enter(new DomainName("other.example.com"), grant.address(), PlayProtocol.HTTP_FLV);

    assertThat(decide(request(DOMAIN.value(), "", "live", "demo01")))
        .isEqualTo(refused(FaultCode.TENANT_VIEWERS_EXCEEDED));
  }

  @Test
  void countsEachConnectionOfASessionAndAnHlsSessionOnce() {
    policies.put(policy(1, play(false, PRIMARY)));
    PlayGrant grant = granted(decide(request(DOMAIN.value(), "", "live", "demo01")));
    policies.put(policy(2, play(false, PRIMARY)).within(new TenantQuota(9, 0, 1_000)));
    String token = tokens.issue(grant.session(), grant.scope());

    assertThat(bySession("demo01", token)).isInstanceOf(PlaybackDecision.Granted.class);
    assertThat(bySession("demo01", token, PlayProtocol.WEBSOCKET_FLV))
        .isEqualTo(refused(FaultCode.TENANT_VIEWERS_EXCEEDED));
  }

  @Test
  void takesAGrantBackWhenTheRulesChange() {
    policies.put(policy(1, play(true, PRIMARY)));
    PlayGrant grant = granted(decide("/live/demo01.flv", sign("/live/demo01.flv", PRIMARY)));
    assertThat(authorizer.recheck(grant)).isEmpty();

    policies.put(policy(2, play(true, SECONDARY)));
    assertThat(authorizer.recheck(grant)).contains(FaultCode.SIGNATURE_WRONG);
    policies.put(policy(3, play(true, PRIMARY)));
    assertThat(authorizer.recheck(grant)).isEmpty();

    time.advance(Duration.ofHours(24).plusSeconds(1));
    assertThat(authorizer.recheck(grant)).contains(FaultCode.SESSION_EXPIRED);
    policies.remove(DOMAIN);
    assertThat(authorizer.recheck(grant)).contains(FaultCode.DOMAIN_UNKNOWN);
  }

  @Test
  void aSessionEndsWithTheKeyThatItBeganBy() {
    policies.put(policy(1, play(true, PRIMARY, SECONDARY)));
    PlayGrant grant = granted(decide("/live/demo01.m3u8", sign("/live/demo01.m3u8", PRIMARY)));
    String token = tokens.issue(grant.session(), grant.scope());
    PlayGrant goneOn = granted(bySession("demo01", token));

    policies.put(policy(2, play(true, SECONDARY, PRIMARY)));
    granted(bySession("demo01", token));
    policies.put(policy(3, play(true, SECONDARY)));
    assertThat(bySession("demo01", token)).isEqualTo(refused(FaultCode.SESSION_INVALID));
    assertThat(authorizer.recheck(goneOn)).contains(FaultCode.SIGNATURE_WRONG);
    policies.put(policy(4, play(false, SECONDARY)));
    granted(bySession("demo01", token));
    assertThat(authorizer.recheck(goneOn)).isEmpty();
  }

  @Test
  void whoHadToProveNothingDoesNotGoOnWhereProofsAreAskedFor() {
    policies.put(policy(1, play(false, PRIMARY)));
    PlayGrant grant = granted(decide(request(DOMAIN.value(), "", "live", "demo01")));
    String token = tokens.issue(grant.session(), grant.scope());
    granted(bySession("demo01", token));

    policies.put(policy(2, play(true, PRIMARY)));
    assertThat(bySession("demo01", token)).isEqualTo(refused(FaultCode.SESSION_INVALID));
    assertThat(authorizer.recheck(grant)).isPresent();
  }

  @Test
  void refusesViewersOfASuspendedTenantAndTakesGrantsBack() {
    policies.put(policy(1, play(false, PRIMARY)));
    PlayGrant grant = granted(decide(request(DOMAIN.value(), "", "live", "demo01")));

    DomainPolicy rules = policy(2, play(false, PRIMARY));
    policies.put(new DomainPolicy(TENANT, DOMAIN, 2, rules.push(), rules.play(), true));
    assertThat(authorizer.recheck(grant)).contains(FaultCode.TENANT_SUSPENDED);
    assertThat(decide(request(DOMAIN.value(), "", "live", "demo01")))
        .isEqualTo(refused(FaultCode.TENANT_SUSPENDED));
  }

  @Test
  void refusesABlockedStreamAndTakesItsViewersGrantsBack() {
    policies.put(policy(1, play(true, PRIMARY)));
    String signature = sign("/live/demo01.flv", PRIMARY);
    PlayGrant grant = granted(decide("/live/demo01.flv", signature));
    BlockList blocks =
        new BlockList(Map.of(grant.address(), Optional.of(time.now().plusSeconds(60))));
    policies.put(
        new DomainPolicy(
            TENANT, DOMAIN, 2, Optional.empty(), Optional.of(play(true, PRIMARY)), false, blocks));

    assertThat(authorizer.recheck(grant)).contains(FaultCode.STREAM_BLOCKED);
    assertThat(decide("/live/demo01.flv", signature)).isEqualTo(refused(FaultCode.STREAM_BLOCKED));
    assertThat(decide("/live/demo01.flv", "")).isEqualTo(refused(FaultCode.SIGNATURE_MISSING));
    assertThat(bySession("demo01", tokens.issue(grant.session(), grant.scope())))
        .isEqualTo(refused(FaultCode.STREAM_BLOCKED));
    time.advance(Duration.ofSeconds(60));
    assertThat(authorizer.recheck(grant)).isEmpty();
  }

  @Test
  void aRenditionIsBlockedWithWhatItIsMadeOf() {
    DomainName push = new DomainName("push.example.com");
    policies.put(
        new DomainPolicy(TENANT, push, 1, Rules.transcoded("lhd").push(), Optional.empty()));
    policies.put(policy(1, play(true, PRIMARY)));
    String path = "/live/demo01_lhd.flv";
    String query = "auth_key=" + sign(path, PRIMARY);
    PlayGrant grant = granted(decideUrl("demo01_lhd", path, query));
    BlockList blocks = new BlockList(Map.of(grant.source(), Optional.empty()));
    policies.put(
        new DomainPolicy(
            TENANT, DOMAIN, 2, Optional.empty(), Optional.of(play(true, PRIMARY)), false, blocks));

    assertThat(grant.source().stream()).isEqualTo(new StreamName("demo01"));
    assertThat(authorizer.recheck(grant)).contains(FaultCode.STREAM_BLOCKED);
    assertThat(decideUrl("demo01_lhd", path, query)).isEqualTo(refused(FaultCode.STREAM_BLOCKED));
    String free = "/live/demo01_2.flv";
    granted(decideUrl("demo01_2", free, "auth_key=" + sign(free, PRIMARY)));
  }

  @Test
  void whoeverIsWrongTooOftenIsToldThatAloneAndLetInOnceHeIsRight() {
    policies.put(policy(1, play(true, PRIMARY)));
    String good = sign("/live/demo01.flv", PRIMARY);
    PlayGrant grant = granted(decide("/live/demo01.flv", good));
    for (int guess = 0; guess < GuessLimits.MAX_PER_NETWORK; guess++) {
      assertThat(decide("/live/demo02.flv", good)).isEqualTo(refused(FaultCode.SIGNATURE_WRONG));
    }

    assertThat(decide("/live/demo02.flv", good)).isEqualTo(refused(FaultCode.GUESSES_EXCEEDED));
    assertThat(decide("/live/demo01.flv", "")).isEqualTo(refused(FaultCode.SIGNATURE_MISSING));
    granted(decide("/live/demo01.flv", good));
    granted(bySession("demo01", tokens.issue(grant.session(), grant.scope())));
    time.advance(GuessLimits.WINDOW);
    assertThat(decide("/live/demo02.flv", good)).isEqualTo(refused(FaultCode.SIGNATURE_WRONG));
  }

  @Test
  void takesGrantsBackOfViewersWhoseViewingWasEnded() {
    policies.put(policy(1, play(true, PRIMARY)));
    String signature = sign("/live/demo01.flv", PRIMARY);
    PlayGrant grant = granted(decide("/live/demo01.flv", signature));
    ViewerSession session = grant.session();
    Instant end = time.now().plusSeconds(60);

    policies.put(ending(2, Map.of(session.viewer(), end), Map.of(), Map.of()));
    assertThat(authorizer.recheck(grant)).contains(FaultCode.VIEWER_ENDED);
    assertThat(bySession("demo01", tokens.issue(session, grant.scope())))
        .isEqualTo(refused(FaultCode.VIEWER_ENDED));
    granted(decide("/live/demo01.flv", signature));

    policies.put(ending(3, Map.of(), Map.of(session.viewer().user(), end), Map.of()));
    assertThat(authorizer.recheck(grant)).contains(FaultCode.VIEWER_ENDED);
    policies.put(ending(4, Map.of(), Map.of(), Map.of(Cidr.parse("192.0.2.0/24"), end)));
    assertThat(authorizer.recheck(grant)).contains(FaultCode.VIEWER_ENDED);
    assertThat(decide("/live/demo01.flv", signature)).isEqualTo(refused(FaultCode.VIEWER_ENDED));
    time.advance(Duration.ofSeconds(60));
    assertThat(authorizer.recheck(grant)).isEmpty();
  }

  private static DomainPolicy ending(
      long version,
      Map<ViewerId, Instant> viewers,
      Map<UserMark, Instant> users,
      Map<Cidr, Instant> networks) {
    return policy(version, play(true, PRIMARY))
        .ending(new Revocations(viewers, users, networks, Optional.empty()));
  }

  private PlaybackDecision decide(String path, String authKey) {
    String name = path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    return decideUrl(name, path, authKey.isEmpty() ? "" : "auth_key=" + authKey);
  }

  private PlaybackDecision decideUrl(String name, String path, String query) {
    return decide(
        new PlaybackRequest(
            DOMAIN.value(),
            "",
            "live",
            name,
            new Credential.UrlSignature(new SignedUrl(path, query)),
            PlayProtocol.HTTP_FLV,
            new PlaybackRequest.Asker("192.0.2.7", "r-1")));
  }

  private PlaybackDecision bySession(String stream, String token) {
    return bySession(stream, token, PlayProtocol.HLS);
  }

  private PlaybackDecision bySession(String stream, String token, PlayProtocol protocol) {
    return bySession(stream, token, protocol, "192.0.2.7");
  }

  private PlaybackDecision bySessionFrom(String address, String token) {
    return bySession("demo01", token, PlayProtocol.HLS, address);
  }

  private PlaybackDecision bySession(
      String stream, String token, PlayProtocol protocol, String address) {
    return decide(
        new PlaybackRequest(
            DOMAIN.value(),
            "",
            "live",
            stream,
            new Credential.SessionToken(token),
            protocol,
            new PlaybackRequest.Asker(address, "r-1")));
  }

  private PlaybackDecision decide(PlaybackRequest request) {
    return authorizer.decide(request);
  }

  private static PlaybackRequest request(String host, String tlsName, String app, String stream) {
    return new PlaybackRequest(
        host,
        tlsName,
        app,
        stream,
        new Credential.UrlSignature(new SignedUrl("/" + app + "/" + stream, "")),
        PlayProtocol.RTMP,
        new PlaybackRequest.Asker("192.0.2.7", "r-1"));
  }

  private static PlayGrant granted(PlaybackDecision decision) {
    // Who has a limit of places is asked about; here there always is one.
    PlaybackDecision made =
        decision instanceof PlaybackDecision.Pending pending
            ? Soon.of(pending.ask().get())
            : decision;
    assertThat(made).isInstanceOf(PlaybackDecision.Granted.class);
    return ((PlaybackDecision.Granted) made).grant();
  }

  private static PlaybackDecision refused(FaultCode code) {
    return new PlaybackDecision.Refused(code);
  }

  private String sign(String path, SigningKey key) {
    return TypeASignature.sign(path, time.now(), key);
  }

  private static DomainPolicy policy(long version, PlayPolicy play) {
    return new DomainPolicy(TENANT, DOMAIN, version, Optional.empty(), Optional.of(play));
  }

  private static PlayPolicy play(boolean signed, SigningKey... keys) {
    return play(
        Authentication.typeA(signed, new SigningKeyRing(List.of(keys)), Duration.ofMinutes(30)));
  }

  private static PlayPolicy accepting(SignatureType... types) {
    return play(
        new Authentication(
            true,
            Set.of(types),
            new SigningKeyRing(List.of(PRIMARY)),
            Duration.ofMinutes(30),
            List.of(),
            Optional.empty()));
  }

  private static PlayPolicy play(Authentication authentication) {
    return new PlayPolicy(
        new DomainName("push.example.com"),
        Set.of(new AppName("live")),
        authentication,
        ViewerRules.none(),
        PlayPolicy.DEFAULT_SESSION_LIFETIME,
        Set.of("*"),
        Set.of("*"),
        HlsContainer.CMAF,
        3);
  }
}
