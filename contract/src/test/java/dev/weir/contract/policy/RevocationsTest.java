package dev.weir.contract.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.UserMarks;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.UserMark;
import dev.weir.contract.identity.ViewerId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Viewing that was ended stays ended until its entry's end, for those whom the entry means. */
final class RevocationsTest {

  private static final DomainName DOMAIN = new DomainName("play.example.com");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant END = NOW.plusSeconds(60);
  private static final String ADDRESS = "192.0.2.7";

  private final SecureRandom random = new SecureRandom();
  private final UserMarks marks = new UserMarks(new byte[32]);
  private final UserMark alice = marks.of(DOMAIN, "alice");
  private final ViewerId viewer = ViewerId.of(alice, random);
  private final ViewerId otherOfAlice = ViewerId.of(alice, random);
  private final ViewerId somebody = ViewerId.random(random);

  @Test
  void aUserHasOneMarkOnADomainAndAnotherOnEachOther() {
    assertThat(viewer.user()).isEqualTo(alice).isEqualTo(otherOfAlice.user());
    assertThat(viewer).isNotEqualTo(otherOfAlice);
    assertThat(viewer.namesUser()).isTrue();
    assertThat(somebody.namesUser()).isFalse();
    assertThat(marks.of(DOMAIN, "alice")).isEqualTo(alice);
    assertThat(alice)
        .isNotEqualTo(marks.of(DOMAIN, "bob"))
        .isNotEqualTo(marks.of(new DomainName("other.example.com"), "alice"))
        .isNotEqualTo(new UserMarks(new byte[] {1}).of(DOMAIN, "alice"));
  }

  @Test
  void endsOneViewerAndNoOther() {
    Revocations one = new Revocations(Map.of(viewer, END), Map.of(), Map.of(), Optional.empty());

    assertThat(one.ending(viewer, NOW, ADDRESS, NOW)).contains("viewer=" + viewer);
    assertThat(one.ending(otherOfAlice, NOW, ADDRESS, NOW)).isEmpty();
    assertThat(one.ending(viewer, NOW, ADDRESS, END)).isEmpty();
  }

  @Test
  void endsAllThatBelongsToAUser() {
    Revocations user = new Revocations(Map.of(), Map.of(alice, END), Map.of(), Optional.empty());

    assertThat(user.ending(viewer, NOW, ADDRESS, NOW)).contains("user=" + alice);
    assertThat(user.ending(otherOfAlice, NOW, ADDRESS, NOW)).isPresent();
    assertThat(user.ending(somebody, NOW, ADDRESS, NOW)).isEmpty();
    assertThat(user.ending(viewer, NOW, ADDRESS, END)).isEmpty();
  }

  @Test
  void endsEverybodyOfANetwork() {
    Revocations network =
        new Revocations(
            Map.of(),
            Map.of(),
            Map.of(Cidr.parse("192.0.2.0/24"), END, Cidr.parse("2001:db8::/32"), END),
            Optional.empty());

    assertThat(network.ending(viewer, NOW, ADDRESS, NOW)).contains("network=192.0.2.0/24");
    assertThat(network.ending(viewer, NOW, "2001:db8::1", NOW)).isPresent();
    assertThat(network.ending(viewer, NOW, "::ffff:192.0.2.9", NOW)).isPresent();
    assertThat(network.ending(viewer, NOW, "192.0.3.7", NOW)).isEmpty();
    assertThat(network.ending(viewer, NOW, "unknown", NOW)).isEmpty();
    assertThat(network.ending(viewer, NOW, ADDRESS, END)).isEmpty();
  }

  /** A zone tells on which link of this machine the address is; a network has none. */
  @Test
  void theZoneOfALinkLocalAddressIsNoWayOut() {
    Revocations network =
        new Revocations(Map.of(), Map.of(), Map.of(Cidr.parse("fe80::/10"), END), Optional.empty());

    assertThat(network.ending(viewer, NOW, "fe80::1%eth0", NOW)).isPresent();
    assertThat(network.ending(viewer, NOW, "fe80::1%", NOW)).isPresent();
    assertThat(network.ending(viewer, NOW, "%eth0", NOW)).isEmpty();
    for (String zoned : new String[] {"fe80::1%eth0", "fe80::%eth0/10", "fe80::/10%eth0"}) {
      assertThatThrownBy(() -> Cidr.parse(zoned)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void endsSessionsThatBeganBeforeAMoment() {
    Revocations older =
        new Revocations(
            Map.of(), Map.of(), Map.of(), Optional.of(new Revocations.Cutoff(NOW, END)));

    assertThat(older.ending(viewer, NOW.minusSeconds(1), ADDRESS, NOW))
        .contains("begun-before=" + NOW);
    assertThat(older.ending(viewer, NOW, ADDRESS, NOW)).isEmpty();
    assertThat(older.ending(viewer, NOW.minusSeconds(1), ADDRESS, END)).isEmpty();
  }

  @Test
  void haveAnEndThemselves() {
    assertThat(Revocations.none().isEmpty()).isTrue();
    assertThat(Revocations.none().ending(viewer, NOW, ADDRESS, NOW)).isEmpty();
    Map<ViewerId, Instant> many = new HashMap<>();
    while (many.size() < Revocations.MAX) {
      many.put(ViewerId.random(random), END);
    }
    assertThatThrownBy(() -> new Revocations(many, Map.of(alice, END), Map.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    Map<Cidr, Instant> networks = new HashMap<>();
    for (int i = 0; i <= Revocations.MAX_NETWORKS; i++) {
      networks.put(Cidr.parse("192.0.2." + i), END);
    }
    assertThatThrownBy(() -> new Revocations(Map.of(), Map.of(), networks, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
