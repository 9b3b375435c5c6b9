package dev.weir.rtmp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.rtmp.handshake.ServerHandshake;
import dev.weir.testkit.bytes.ChoppyInput;
import dev.weir.testkit.bytes.Damage;
import dev.weir.testkit.bytes.Golden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real conversations, damaged behind the handshake: whatever comes, the actions are in order. */
class SessionFuzzTest {

  private static final int HANDSHAKE_BYTES = 1 + 2 * 1536;
  private static final List<String> CAPTURES =
      List.of("ffmpeg-publish", "librtmp-publish", "gstreamer-rtmp2sink-publish", "rtmpdump-play");

  @Test
  void damagedConversationsEndInGoodOrder() {
    damage(0, 400);
  }

  @Test
  @Tag("long")
  void manyDamagedConversationsEndInGoodOrder() {
    damage(400, 20_000);
  }

  private static void damage(long firstSeed, long endSeed) {
    for (String capture : CAPTURES) {
      byte[] whole = Golden.bytes("capture/" + capture + ".bin");
      byte[] head = Arrays.copyOf(whole, HANDSHAKE_BYTES);
      byte[] talk = Arrays.copyOfRange(whole, HANDSHAKE_BYTES, Math.min(whole.length, 9_000));
      for (long seed = firstSeed; seed < endSeed; seed++) {
        byte[] damaged = Damage.damaged(talk, seed);
        try {
          assertInOrder(converse(head, ChoppyInput.inRandomPieces(damaged, 2_000, seed)));
        } catch (RuntimeException | AssertionError e) {
          throw new AssertionError(capture + ", seed " + seed, e);
        }
      }
    }
  }

  private static List<SessionAction> converse(byte[] handshake, List<byte[]> pieces) {
    ServerSession session =
        new ServerSession(SessionDeadlines.STANDARD, new byte[ServerHandshake.RANDOM_BYTES], 0);
    List<SessionAction> all = new ArrayList<>(session.receive(ByteCursor.of(handshake), 0));
    for (byte[] piece : pieces) {
      List<SessionAction> actions = session.receive(ByteCursor.of(piece), 0);
      all.addAll(actions);
      if (actions.stream().anyMatch(SessionFuzzTest::isWish)) {
        all.addAll(session.accept(0));
      }
    }
    all.addAll(session.disconnected());
    return all;
  }

  private static boolean isWish(SessionAction action) {
    return action instanceof SessionAction.PublishRequested
        || action instanceof SessionAction.PlayRequested;
  }

  /** Tags only within a publish, every role ended once, nothing behind a close. */
  private static void assertInOrder(List<SessionAction> actions) {
    int open = 0;
    for (int i = 0; i < actions.size(); i++) {
      switch (actions.get(i)) {
        case SessionAction.PublishRequested _, SessionAction.PlayRequested _ -> {
          assertThat(open).as("one role at a time").isZero();
          open = 1;
        }
        case SessionAction.Media _ -> assertThat(open).as("a role at media").isEqualTo(1);
        case SessionAction.PublishEnded _, SessionAction.PlayEnded _ -> {
          assertThat(open).as("a role to end").isEqualTo(1);
          open = 0;
        }
        case SessionAction.Close _ ->
            assertThat(i).as("the last action").isEqualTo(actions.size() - 1);
        case SessionAction.Send _, SessionAction.Connected _ -> {
          // At any time.
        }
      }
    }
    assertThat(open).as("roles left open").isZero();
  }
}
