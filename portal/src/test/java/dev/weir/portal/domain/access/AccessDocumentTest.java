package dev.weir.portal.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.AccessList.Effect;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.contract.policy.ViewerRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessDocumentTest {

  @Test
  void aDocumentThatSaysNothingIsANewDomain() {
    JsonObject nothing = new JsonObject();
    assertThat(AccessDocument.publishers(nothing))
        .isEqualTo(new AccessSettings.OfPublishers(Proofs.DEFAULT, PublisherRules.none()));
    assertThat(AccessDocument.viewers(nothing))
        .isEqualTo(
            new AccessSettings.OfViewers(Proofs.DEFAULT, ViewerRules.none(), Optional.empty()));
  }

  @Test
  void everySettingComesBackAsItWas() {
    AccessSettings.OfViewers viewers =
        new AccessSettings.OfViewers(
            new Proofs(false, Set.of(SignatureType.HMAC, SignatureType.TYPE_C), 0),
            new ViewerRules(
                new AccessList<>(Effect.DENY, List.of(Cidr.parse("2001:db8::/32"))),
                new AccessList<>(Effect.ALLOW, List.of(new Wildcard("*.example.org"))),
                false,
                new AccessList<>(Effect.OFF, List.of(new Wildcard("*curl*"))),
                EnumSet.of(PlayProtocol.HLS_TS),
                new AccessList<>(Effect.DENY, List.of(new Wildcard("lud")))),
            Optional.of(
                new RemoteAuthorization(
                    URI.create("https://hooks.example.org/play?a=b"),
                    Duration.ofMillis(250),
                    true,
                    EnumSet.of(RemoteAuthorization.Fact.USER_AGENT),
                    Duration.ofSeconds(30),
                    Duration.ZERO)));
    AccessSettings.OfPublishers publishers =
        new AccessSettings.OfPublishers(
            new Proofs(true, Set.of(), Proofs.MAX_VALIDITY_S),
            new PublisherRules(
                new AccessList<>(Effect.ALLOW, List.of(Cidr.parse("198.51.100.7"))),
                new AccessList<>(Effect.DENY, List.of(new Wildcard("test-*")))));
    assertThat(AccessDocument.viewers(reread(viewers))).isEqualTo(viewers);
    assertThat(AccessDocument.publishers(reread(publishers))).isEqualTo(publishers);
  }

  @Test
  void aWrongEntryIsNamedByItsPlace() {
    JsonObject document =
        new JsonObject()
            .put(
                "networks",
                new JsonObject()
                    .put("effect", "allow")
                    .put("entries", new JsonArray().add("10.0.0.0/8").add("10.0.0.0/33")));
    assertThatThrownBy(() -> AccessDocument.viewers(document))
        .isInstanceOfSatisfying(
            WrongEntry.class,
            wrong -> assertThat(wrong.pointer()).isEqualTo("/networks/entries/1"));
  }

  @Test
  void aListHasItsMost() {
    JsonArray entries = new JsonArray();
    for (int i = 0; i <= AccessList.MAX_ENTRIES; i++) {
      entries.add("stream-" + i);
    }
    JsonObject document = new JsonObject().put("streams", new JsonObject().put("entries", entries));
    assertThatThrownBy(() -> AccessDocument.publishers(document)).isInstanceOf(WrongEntry.class);
  }

  @Test
  void entriesHaveOneForm() {
    assertThat(EntryKind.NETWORK.find("10.1.2.3/8").map(EntryKind.NETWORK.write()))
        .contains("10.0.0.0/8");
    assertThat(EntryKind.NETWORK.find("10.1.2.3").map(EntryKind.NETWORK.write()))
        .contains("10.1.2.3");
    for (String network :
        List.of("2001:db8::/32", "::/0", "::1", "fe80::1:2:3:4", "1:2:3:4:5:6:7:8", "1:0:3::/48")) {
      assertThat(EntryKind.NETWORK.find(network).map(EntryKind.NETWORK.write())).contains(network);
    }
    assertThat(EntryKind.HOST.find("*.Example.ORG").map(EntryKind.HOST.write()))
        .contains("*.example.org");
    for (String host : List.of("https://example.org", "example.org/path", "", "-a", "a b")) {
      assertThat(EntryKind.HOST.find(host)).as(host).isEmpty();
    }
    assertThat(EntryKind.STREAM.find("live/camera")).isEmpty();
    assertThat(EntryKind.AGENT.find("VLC/3.0 (*)")).isPresent();
    assertThat(EntryKind.AGENT.find("a\tb")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example.org/",
        "https://user:secret@hooks.example.org/",
        "https:///path",
        "https://hooks.example.org/#part",
        "https://hooks.example.org:70000/",
        "ftp://hooks.example.org/",
        "/path",
        "https://hooks.example.org/a b"
      })
  void whatMayNotBeAskedIsNoEndpoint(String text) {
    assertThat(Endpoints.find(text)).isEmpty();
  }

  private static JsonObject reread(AccessSettings settings) {
    return new JsonObject(AccessDocument.of(settings).encode());
  }
}
