package dev.weir.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.TenantQuota;
import dev.weir.runtime.policy.Policies;
import dev.weir.runtime.secrets.ClusterSecret;
import dev.weir.runtime.secrets.SealedBox;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyJsonTest {

  private final PolicyJson json =
      new PolicyJson(SealedBox.of(ClusterSecret.random(new SecureRandom())));

  @Test
  void readsWhatItWrote() {
    DomainPolicy whole = Policies.whole("live.example", 7);
    DomainPolicy bare = Policies.bare("bare.example", Long.MAX_VALUE);
    assertThat(json.read(json.write(whole))).isEqualTo(whole);
    assertThat(json.read(json.write(bare))).isEqualTo(bare);
    DomainPolicy suspended =
        new DomainPolicy(whole.tenant(), whole.domain(), 8, whole.push(), whole.play(), true);
    assertThat(json.read(json.write(suspended))).isEqualTo(suspended);
    DomainPolicy limited = whole.within(new TenantQuota(3, 50, 10_000_000_000L, 12));
    assertThat(json.read(json.write(limited))).isEqualTo(limited);
  }

  @Test
  void takesAPolicyWithoutAQuotaForOneWithoutALimit() {
    String older = json.write(Policies.bare("a.example", 1)).replace("\"quota\":", "\"was\":");
    assertThat(json.read(older).quota()).isEqualTo(TenantQuota.UNLIMITED);
  }

  @Test
  void takesAPolicyWithoutLaddersForOneWithoutRenditions() {
    String older = json.write(Policies.whole("a.example", 1)).replace("\"ladders\":", "\"was\":");
    assertThat(json.read(older).push().orElseThrow().ladders()).isEqualTo(Ladders.none());
  }

  @Test
  void takesAPolicyWithoutRulesOfKeepingForOneThatKeepsNothing() {
    String older = json.write(Policies.whole("a.example", 1)).replace("\"keeping\":", "\"was\":");
    assertThat(json.read(older).push().orElseThrow().keeping().in(Map.of()))
        .isEqualTo(Keeping.nothing());
  }

  @Test
  void neverWritesAKeyInTheClear() {
    assertThat(json.write(Policies.whole("live.example", 7)))
        .doesNotContain(Policies.SECRET)
        .doesNotContain(Policies.SECONDARY)
        .doesNotContain(Policies.BUCKET_SECRET);
  }

  @Test
  void doesNotOpenAKeyThatWasMovedToAnotherDomain() {
    String moved =
        json.write(Policies.whole("live.example", 7)).replace("live.example", "evil.example");
    assertThatThrownBy(() -> json.read(moved)).isInstanceOf(MalformedWireException.class);
  }

  @Test
  void passesOverFieldsThatAreNewer() {
    String newer =
        json.write(Policies.bare("a.example", 1)).replace("{\"v\":2,", "{\"v\":2,\"x\":[1],");
    assertThat(json.read(newer)).isEqualTo(Policies.bare("a.example", 1));
  }

  @Test
  void refusesEverythingElse() {
    String good = json.write(Policies.whole("a.example", 1));
    for (String bad :
        new String[] {
          "",
          "null",
          "[]",
          "{",
          "{}",
          good.replace("\"v\":2", "\"v\":1"),
          good.replace("\"version\":1", "\"version\":\"1\""),
          good.replace("\"PT10S\"", "\"ten\""),
          good.replace("\"TS\"", "\"AVI\""),
          good.replace("\"TYPE_A\"", "\"TYPE_Z\""),
          good.replace("\"ALLOW\"", "\"SHRUG\""),
          good.replace("192.0.2.0/24", "192.0.2.0/99"),
          good.replace("\"tokenKeys\"", "\"token\""),
          good.replace("000102030405060708090a0b", "0001"),
          good.replace("198.51.100.0/24", "somewhere"),
          good.replace("\"begunBefore\":{\"moment\"", "\"begunBefore\":{\"when\""),
          good.replace("\"maxLiveStreams\":200", "\"maxLiveStreams\":-1"),
          good.replace("\"egressBits\":", "\"egressBits\":-"),
          good.replace("\"shortSide\":360", "\"shortSide\":361"),
          good.replace("\"AT_FIRST_VIEWER\"", "\"SOME_DAY\""),
          good.replace("a.example", "A..example"),
          good.substring(0, good.length() / 2)
        }) {
      assertThatThrownBy(() -> json.read(bad))
          .as(bad)
          .isInstanceOf(MalformedWireException.class)
          .hasMessageNotContaining(Policies.SECRET);
    }
  }
}
