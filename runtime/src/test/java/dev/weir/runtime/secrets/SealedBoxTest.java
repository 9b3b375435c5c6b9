package dev.weir.runtime.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SealedBoxTest {

  private static final String PLAIN = "a signing key, geheim ♥";
  private static final String CONTEXT = "domain/live.example";

  private final ClusterSecret first = ClusterSecret.random(new SecureRandom());
  private final ClusterSecret second = ClusterSecret.random(new SecureRandom());
  private final SealedBox box = SealedBox.of(first);

  @Test
  void opensWhatItSealedAndShowsNothingOfIt() {
    for (String plain : new String[] {PLAIN, "", "x".repeat(100_000)}) {
      String sealed = box.seal(plain, CONTEXT);
      assertThat(box.open(sealed, CONTEXT)).isEqualTo(plain);
      assertThat(sealed).matches("w1\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]+").doesNotContain("geheim");
    }
  }

  @Test
  void sealsTheSameTwiceInTwoWays() {
    assertThat(box.seal(PLAIN, CONTEXT)).isNotEqualTo(box.seal(PLAIN, CONTEXT));
  }

  @Test
  void doesNotOpenInAnotherContext() {
    String sealed = box.seal(PLAIN, CONTEXT);
    assertThatThrownBy(() -> box.open(sealed, "domain/evil.example"))
        .isInstanceOf(SealedBox.UnopenedException.class);
  }

  @Test
  void doesNotOpenWhenAnyCharacterOfItChanged() {
    String sealed = box.seal("short", CONTEXT);
    for (int i = 0; i < sealed.length(); i++) {
      char other = sealed.charAt(i) == 'Q' ? 'g' : 'Q';
      String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);
      assertThatThrownBy(() -> box.open(changed, CONTEXT))
          .as("character %d", i)
          .isInstanceOf(SealedBox.UnopenedException.class)
          .hasMessageNotContaining("short");
    }
  }

  @Test
  void doesNotOpenWhatWasCutOrNeverWasABox() {
    String sealed = box.seal(PLAIN, CONTEXT);
    for (String bad :
        new String[] {
          "",
          "w1",
          "w1..",
          "w1.x.y.z",
          sealed.substring(0, sealed.length() - 4),
          sealed.substring(0, 20),
          sealed + "AAAA",
          "plain text"
        }) {
      assertThatThrownBy(() -> box.open(bad, CONTEXT))
          .as(bad)
          .isInstanceOf(SealedBox.UnopenedException.class);
    }
  }

  @Test
  void opensUnderEitherKeyDuringARotationAndSealsUnderTheNewOne() {
    String old = box.seal(PLAIN, CONTEXT);
    SealedBox rotating = SealedBox.rotating(second, first);
    assertThat(rotating.open(old, CONTEXT)).isEqualTo(PLAIN);
    assertThat(rotating.outdated(old)).isTrue();

    String fresh = rotating.seal(PLAIN, CONTEXT);
    assertThat(rotating.outdated(fresh)).isFalse();
    assertThat(SealedBox.of(second).open(fresh, CONTEXT)).isEqualTo(PLAIN);
    assertThatThrownBy(() -> SealedBox.of(second).open(old, CONTEXT))
        .isInstanceOf(SealedBox.UnopenedException.class)
        .hasMessageContaining("sealed under key");
  }
}
