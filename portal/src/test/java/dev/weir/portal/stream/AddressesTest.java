package dev.weir.portal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.contract.policy.ViewerRules;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AddressesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration DOMAIN_VALIDITY = Duration.ofMinutes(30);
  private static final StreamPath STREAM =
      new StreamPath(new AppName("live"), new StreamName("demo01"));
  private static final SigningKeyRing PUSH_KEYS = ring("pushpushpushpush");
  private static final SigningKeyRing PLAY_KEYS = ring("playplayplayplay");
  private static final PublicPorts PORTS = new PublicPorts(1935, 1936, 8081, 8443);

  @Test
  void anEncoderIsToldServerAndKeyApartAndTogether() {
    PushAddresses push = PushAddresses.of(domain(true), PORTS, STREAM, NOW.plusSeconds(3600));

    assertThat(push.server()).isEqualTo("rtmp://push.example.org:1935/live");
    assertThat(push.secureServer()).isEqualTo("rtmps://push.example.org:1936/live");
    assertThat(push.streamKey()).startsWith("demo01?auth_key=");
    assertThat(push.url()).isEqualTo(push.server() + "/" + push.streamKey());
    assertThat(push.secureUrl()).isEqualTo(push.secureServer() + "/" + push.streamKey());
  }

  @Test
  void everyAddressOpensUntilItsEndAndNotASecondLonger() {
    for (Validity validity : Validity.OFFERED) {
      Instant until = NOW.plus(validity.duration());
      assertEnds(PushAddresses.of(domain(true), PORTS, STREAM, until).url(), PUSH_KEYS, until);
      PlayAddresses play = PlayAddresses.of(domain(true), PORTS, STREAM, until, false);
      for (String url :
          List.of(
              play.watch(),
              play.embed(),
              play.hls(),
              play.hlsTs(),
              play.flv(),
              play.webSocketFlv(),
              play.rtmp())) {
        assertEnds(url, PLAY_KEYS, until);
      }
    }
  }

  @Test
  void eachProtocolHasItsOwnPath() {
    PlayAddresses play =
        PlayAddresses.of(domain(true), PORTS, STREAM, NOW.plusSeconds(3600), false);
    assertThat(play.watch()).startsWith("http://push.example.org:8081/live/demo01.html?auth_key=");
    assertThat(play.embed())
        .startsWith("http://push.example.org:8081/live/demo01.html?embed=1&auth_key=");
    assertThat(play.hls()).startsWith("http://push.example.org:8081/live/demo01.m3u8?auth_key=");
    assertThat(play.hlsTs())
        .startsWith("http://push.example.org:8081/live/demo01.m3u8?container=ts&auth_key=");
    assertThat(play.flv()).startsWith("http://push.example.org:8081/live/demo01.flv?auth_key=");
    assertThat(play.webSocketFlv())
        .startsWith("ws://push.example.org:8081/live/demo01.flv?auth_key=");
    assertThat(play.rtmp()).startsWith("rtmp://push.example.org:1935/live/demo01?auth_key=");
  }

  @Test
  void theSnapshotHasAnAddressWhereOneIsTaken() {
    Instant until = NOW.plusSeconds(3600);
    DomainPolicy plain = domain(true);
    DomainPolicy pictured =
        new DomainPolicy(
            plain.tenant(),
            plain.domain(),
            2,
            plain
                .push()
                .map(push ->
                    push.keeping(
                        new Keeping(
                            List.of(),
                            List.of(
                                new SnapshotRule(
                                    StreamChoice.all(),
                                    Optional.of(Duration.ofSeconds(10)),
                                    SnapshotRule.Format.WEBP,
                                    Optional.empty())),
                            List.of()))),
            plain.play());

    assertThat(PlayAddresses.snapshot(plain, plain, PORTS, STREAM, until, false)).isEmpty();
    String url = PlayAddresses.snapshot(pictured, plain, PORTS, STREAM, until, false).orElseThrow();
    assertThat(url).startsWith("http://push.example.org:8081/live/demo01.webp?auth_key=");
    assertEnds(url, PLAY_KEYS, until);
  }

  @Test
  void overTlsEachProtocolHasItsSecureForm() {
    PlayAddresses play = PlayAddresses.of(domain(true), PORTS, STREAM, NOW, true);
    assertThat(play.hls()).startsWith("https://push.example.org:8443/live/demo01.m3u8?");
    assertThat(play.webSocketFlv()).startsWith("wss://push.example.org:8443/");
    assertThat(play.rtmp()).startsWith("rtmps://push.example.org:1936/");
  }

  @Test
  void portsOfTheWebAreLeftOut() {
    PublicPorts web = new PublicPorts(1935, 443, 80, 443);
    assertThat(PlayAddresses.of(domain(true), web, STREAM, NOW, false).hls())
        .startsWith("http://push.example.org/live/");
    assertThat(PlayAddresses.origins(domain(true).domain(), web))
        .containsExactly("http://push.example.org", "https://push.example.org");
  }

  @Test
  void aDomainThatWantsNoSignatureGetsNone() {
    assertThat(PushAddresses.of(domain(false), PORTS, STREAM, NOW).streamKey()).isEqualTo("demo01");
    assertThat(PlayAddresses.of(domain(false), PORTS, STREAM, NOW, false).hlsTs())
        .isEqualTo("http://push.example.org:8081/live/demo01.m3u8?container=ts");
  }

  /** Verifies as a gateway does: over the path as it stands in the address. */
  private static void assertEnds(String url, SigningKeyRing keys, Instant until) {
    URI uri = URI.create(url);
    String authKey = uri.getQuery().substring(uri.getQuery().indexOf("auth_key=") + 9);
    assertThat(check(uri.getPath(), authKey, keys, until))
        .as(url)
        .isInstanceOf(SignatureCheck.Valid.class);
    assertThat(check(uri.getPath(), authKey, keys, until.plusSeconds(1)))
        .as(url)
        .isEqualTo(new SignatureCheck.Refused(FaultCode.SIGNATURE_EXPIRED));
  }

  private static SignatureCheck check(
      String path, String authKey, SigningKeyRing keys, Instant at) {
    return new SignedUrl(path, "auth_key=" + authKey)
        .check(Authentication.DEFAULT_SIGNATURES, keys, DOMAIN_VALIDITY, at);
  }

  private static SigningKeyRing ring(String secret) {
    return new SigningKeyRing(List.of(new SigningKey("k", secret)));
  }

  private static DomainPolicy domain(boolean signed) {
    DomainName name = new DomainName("push.example.org");
    return new DomainPolicy(
        new TenantId(UUID.randomUUID()),
        name,
        1,
        Optional.of(
            new PushPolicy(
                Set.of(STREAM.app()),
                Authentication.typeA(signed, PUSH_KEYS, DOMAIN_VALIDITY),
                PublisherRules.none(),
                Set.of(),
                Duration.ofSeconds(10),
                200)),
        Optional.of(
            new PlayPolicy(
                name,
                Set.of(STREAM.app()),
                Authentication.typeA(signed, PLAY_KEYS, DOMAIN_VALIDITY),
                ViewerRules.none(),
                Duration.ofHours(24),
                Set.of("*"),
                Set.of("*"),
                HlsContainer.CMAF,
                100)));
  }
}
