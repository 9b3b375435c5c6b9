package dev.weir.contract.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.check.House.Given;
import dev.weir.contract.check.House.Guest;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.AccessList.Effect;
import dev.weir.contract.policy.BlockList;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.Revocations;
import dev.weir.contract.policy.ViewerRules;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which viewer is let in, and which check it is that refuses another one. */
final class ViewerCheckTest {

  private static final Guest GUEST = new Guest("192.0.2.7", "", "VLC/3.0");

  @Test
  void whoeverProvesHisRightIsLetInWhereNoRuleIs() {
    assertThat(ViewerCheck.refusal(ask(ViewerRules.none(), GUEST, Given.right()))).isEmpty();
    assertThat(refusal(ask(ViewerRules.none(), GUEST, Given.wrong(FaultCode.SIGNATURE_WRONG))))
        .isEqualTo(FaultCode.SIGNATURE_WRONG);
  }

  @Test
  void theFirstRefusalDecidesAndTheOthersAreStillFound() {
    ViewerRules rules =
        new ViewerRules(
            House.networks(Effect.DENY, "192.0.2.0/24"),
            AccessList.off(),
            true,
            House.patterns(Effect.ALLOW, "Player/*"),
            EnumSet.allOf(PlayProtocol.class));
    ViewerQuestion asked = ask(rules, GUEST, Given.wrong(FaultCode.SIGNATURE_EXPIRED));

    assertThat(refusal(asked)).isEqualTo(FaultCode.NETWORK_REFUSED);
    List<FaultCode> all =
        Arrays.stream(ViewerCheck.values())
            .map(check -> check.look(asked))
            .filter(Finding.Refused.class::isInstance)
            .map(finding -> ((Finding.Refused) finding).code())
            .toList();
    assertThat(all)
        .containsExactly(
            FaultCode.NETWORK_REFUSED, FaultCode.AGENT_REFUSED, FaultCode.SIGNATURE_EXPIRED);
    assertThat(ViewerCheck.REFERER.look(asked)).isEqualTo(Finding.skipped());
  }

  @Test
  void aFindingNamesTheEntry() {
    ViewerRules rules = networks(House.networks(Effect.DENY, "10.0.0.0/8", "192.0.2.0/24"));
    assertThat(ViewerCheck.NETWORK.look(ask(rules, GUEST, Given.right())))
        .isEqualTo(
            new Finding.Refused(FaultCode.NETWORK_REFUSED, "address=192.0.2.7 entry=192.0.2.0/24"));
    ViewerRules allow = networks(House.networks(Effect.ALLOW, "192.0.2.0/24"));
    assertThat(ViewerCheck.NETWORK.look(ask(allow, GUEST, Given.right())))
        .isEqualTo(new Finding.Passed("192.0.2.0/24"));
  }

  @ParameterizedTest
  @CsvSource({
    "ALLOW, 192.0.2.0/24, 192.0.2.7, true",
    "ALLOW, 192.0.2.0/24, 192.0.3.7, false",
    "ALLOW, 192.0.2.0/24, ::ffff:192.0.2.7, true",
    "ALLOW, 2001:db8::/32, 2001:db8:1::1, true",
    "ALLOW, fe80::/10, fe80::1%eth0, true",
    "DENY, 2001:db8::/32, 2001:db8:1::1, false",
    "DENY, 2001:db8::/32, 192.0.2.7, true",
    "DENY, 2001:db8::/32, '', false",
    "ALLOW, 0.0.0.0/0, unix, false",
    "OFF, 0.0.0.0/0, unix, true"
  })
  void networksOfBothFamilies(Effect effect, String network, String address, boolean admitted) {
    ViewerRules rules = networks(House.networks(effect, network));
    ViewerQuestion asked = ask(rules, new Guest(address, "", ""), Given.right());
    assertThat(ViewerCheck.refusal(asked).isEmpty()).isEqualTo(admitted);
  }

  @ParameterizedTest
  @CsvSource({
    "ALLOW, www.example.com, false, true",
    "ALLOW, evil.test, true, false",
    "ALLOW, '', true, true",
    "ALLOW, '', false, false",
    "ALLOW, null, true, false",
    "ALLOW, live.example.com, false, true",
    "DENY, www.example.com, true, false",
    "DENY, evil.test, true, true",
    "DENY, '', false, false",
    "OFF, '', false, true"
  })
  void pagesAndThoseWhoNameNone(Effect effect, String page, boolean empty, boolean admitted) {
    ViewerRules rules = referers(effect, empty);
    ViewerQuestion asked = ask(rules, new Guest("192.0.2.7", page, ""), Given.right());
    assertThat(ViewerCheck.refusal(asked).isEmpty()).isEqualTo(admitted);
  }

  @Test
  void aSessionGoesOnWithoutAPageButNotOnAnother() {
    ViewerRules rules = referers(Effect.ALLOW, false);
    Guest silent = new Guest("192.0.2.7", "", "");
    Guest elsewhere = new Guest("192.0.2.7", "evil.test", "");

    assertThat(ViewerCheck.refusal(ask(rules, silent, Given.session()))).isEmpty();
    assertThat(refusal(ask(rules, elsewhere, Given.session())))
        .isEqualTo(FaultCode.REFERER_REFUSED);
  }

  @Test
  void playersAndProtocols() {
    ViewerRules rules =
        new ViewerRules(
            AccessList.off(),
            AccessList.off(),
            true,
            House.patterns(Effect.DENY, "*bot*"),
            Set.of(PlayProtocol.HLS));
    assertThat(ViewerCheck.refusal(ask(rules, GUEST, Given.right()))).isEmpty();
    assertThat(refusal(ask(rules, new Guest("192.0.2.7", "", "a Bot"), Given.right())))
        .isEqualTo(FaultCode.AGENT_REFUSED);
    ViewerQuestion flv =
        new ViewerQuestion(
            House.playedBy(rules),
            "live",
            "demo",
            PlayProtocol.HTTP_FLV,
            GUEST,
            Given.right(),
            House.NOW);
    assertThat(refusal(flv)).isEqualTo(FaultCode.PROTOCOL_REFUSED);
  }

  @Test
  void aProofIsGoodWhereItSaysAlone() {
    assertThat(
            ViewerCheck.refusal(ask(ViewerRules.none(), GUEST, Given.rightWithin("192.0.2.0/24"))))
        .isEmpty();
    assertThat(refusal(ask(ViewerRules.none(), GUEST, Given.rightWithin("10.0.0.0/8"))))
        .isEqualTo(FaultCode.PROOF_ADDRESS_WRONG);
  }

  @Test
  void thatAStreamIsBlockedIsToldToThoseWhoMayKnow() {
    StreamAddress demo =
        new StreamAddress(House.TENANT, House.DOMAIN, new AppName("live"), new StreamName("demo"));
    DomainPolicy policy =
        House.playedBy(ViewerRules.none(), false, new BlockList(Map.of(demo, Optional.empty())));

    assertThat(refusal(ask(policy, GUEST, Given.right()))).isEqualTo(FaultCode.STREAM_BLOCKED);
    assertThat(refusal(ask(policy, GUEST, Given.wrong(FaultCode.SIGNATURE_MISSING))))
        .isEqualTo(FaultCode.SIGNATURE_MISSING);
  }

  @Test
  void whoseViewingWasEndedIsToldSoLast() {
    Revocations one =
        new Revocations(
            Map.of(House.VIEWER, House.NOW.plusSeconds(60)), Map.of(), Map.of(), Optional.empty());
    DomainPolicy policy = House.playedBy(ViewerRules.none()).ending(one);

    assertThat(ViewerCheck.refusal(ask(policy, GUEST, Given.session())))
        .contains(new Finding.Refused(FaultCode.VIEWER_ENDED, "viewer=" + House.VIEWER));
    assertThat(refusal(ask(policy, GUEST, Given.wrong(FaultCode.SESSION_INVALID))))
        .isEqualTo(FaultCode.SESSION_INVALID);
  }

  @Test
  void nothingElseIsToldOfASuspendedTenant() {
    DomainPolicy policy = House.playedBy(ViewerRules.none(), true, BlockList.none());
    assertThat(refusal(ask(policy, GUEST, Given.wrong(FaultCode.SIGNATURE_MISSING))))
        .isEqualTo(FaultCode.TENANT_SUSPENDED);
  }

  @Test
  void whatAStrangerWroteLooksLikeNothingElse() {
    ViewerRules rules =
        new ViewerRules(
            AccessList.off(),
            AccessList.off(),
            true,
            House.patterns(Effect.ALLOW, "good"),
            EnumSet.allOf(PlayProtocol.class));
    Guest forger = new Guest("192.0.2.7", "", "x\" code=OK\n" + "y".repeat(500));
    Finding finding = ViewerCheck.AGENT.look(ask(rules, forger, Given.right()));
    assertThat(((Finding.Refused) finding).detail())
        .startsWith("agent=x? code=OK?y")
        .hasSizeLessThan(250);
  }

  private static ViewerRules networks(AccessList<Cidr> networks) {
    return new ViewerRules(
        networks, AccessList.off(), true, AccessList.off(), EnumSet.allOf(PlayProtocol.class));
  }

  private static ViewerRules referers(Effect effect, boolean emptyReferer) {
    AccessList<Wildcard> pages = House.patterns(effect, "*.example.com");
    return new ViewerRules(
        AccessList.off(), pages, emptyReferer, AccessList.off(), EnumSet.allOf(PlayProtocol.class));
  }

  private static FaultCode refusal(ViewerQuestion question) {
    return ViewerCheck.refusal(question).orElseThrow().code();
  }

  private static ViewerQuestion ask(ViewerRules rules, Guest guest, Given proof) {
    return ask(House.playedBy(rules), guest, proof);
  }

  private static ViewerQuestion ask(DomainPolicy policy, Guest guest, Given proof) {
    return new ViewerQuestion(policy, "live", "demo", PlayProtocol.HLS, guest, proof, House.NOW);
  }
}
