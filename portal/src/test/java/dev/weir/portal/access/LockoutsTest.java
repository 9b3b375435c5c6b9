package dev.weir.portal.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.AccessList.Effect;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.ViewerRules;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.domain.access.Proofs;
import dev.weir.portal.web.Text;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LockoutsTest {

  private static final InetAddress EDITOR = InetAddress.ofLiteral("198.51.100.7");

  @Test
  void whatANewDomainHasWarnsOfNothing() {
    assertThat(of(Proofs.DEFAULT, ViewerRules.none(), false)).isEmpty();
    assertThat(
            Lockouts.of(
                new AccessSettings.OfPublishers(Proofs.DEFAULT, PublisherRules.none()),
                false,
                Optional.of(EDITOR)))
        .isEmpty();
  }

  @Test
  void aProofThatNobodyCanGiveIsWarnedOfUnlessThereAreTokens() {
    Proofs impossible = new Proofs(true, Set.of(), 0);
    assertThat(of(impossible, ViewerRules.none(), false)).containsExactly("warn.proof");
    assertThat(of(impossible, ViewerRules.none(), true)).isEmpty();
    assertThat(of(impossible.requiring(false), ViewerRules.none(), false)).isEmpty();
  }

  @Test
  void aProofThatEncodersHaveNoPlaceForIsWarnedOf() {
    Proofs pathsAlone = new Proofs(true, Set.of(SignatureType.TYPE_B), 0);
    assertThat(
            Lockouts.of(
                new AccessSettings.OfPublishers(pathsAlone, PublisherRules.none()),
                false,
                Optional.empty()))
        .extracting(Text::key)
        .containsExactly("warn.proof.rtmp");
    assertThat(of(pathsAlone, ViewerRules.none(), false)).isEmpty();
  }

  @Test
  void listsThatLetNobodyInAreWarnedOf() {
    AccessList<Wildcard> nobody = new AccessList<>(Effect.ALLOW, List.of());
    ViewerRules rules =
        new ViewerRules(
            new AccessList<>(Effect.ALLOW, List.of()),
            nobody,
            false,
            nobody,
            EnumSet.noneOf(PlayProtocol.class));
    assertThat(of(Proofs.DEFAULT, rules, false))
        .containsExactly("warn.protocols", "warn.networks", "warn.websites.all", "warn.players");
  }

  @Test
  void whoeverEditsIsToldOfBeingShutOut() {
    assertThat(of(Proofs.DEFAULT, networks(Effect.ALLOW, "192.0.2.0/24"), false))
        .containsExactly("warn.you");
    assertThat(of(Proofs.DEFAULT, networks(Effect.DENY, "198.51.100.0/24"), false))
        .containsExactly("warn.you");
    assertThat(of(Proofs.DEFAULT, networks(Effect.OFF, "198.51.100.0/24"), false)).isEmpty();
    assertThat(of(Proofs.DEFAULT, networks(Effect.DENY, "192.0.2.0/24"), false)).isEmpty();
  }

  private static ViewerRules networks(Effect effect, String network) {
    ViewerRules none = ViewerRules.none();
    return new ViewerRules(
        new AccessList<>(effect, List.of(Cidr.parse(network))),
        none.referers(),
        true,
        none.agents(),
        none.protocols());
  }

  private static List<String> of(Proofs proofs, ViewerRules rules, boolean tokens) {
    return Lockouts.of(
            new AccessSettings.OfViewers(proofs, rules, Optional.empty()),
            tokens,
            Optional.of(EDITOR))
        .stream()
        .map(Text::key)
        .toList();
  }
}
