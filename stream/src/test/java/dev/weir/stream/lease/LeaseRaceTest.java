package dev.weir.stream.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.hub.StreamKind;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes at the same moment, over and over: one of them gets the name, and only one. */
@Timeout(60)
class LeaseRaceTest {

  private static final int ROUNDS = 200;
  private static final Duration WINDOW = Duration.ofSeconds(30);

  private static Cell cell;
  private static Node one;
  private static Node two;

  @BeforeAll
  static void open() {
    cell = new Cell();
    one = cell.node("one");
    two = cell.node("two");
  }

  @AfterAll
  static void close() {
    cell.close();
  }

  private static void race(StreamAddress stream, long seed) {
    Random random = new Random(seed);
    Node first = random.nextBoolean() ? one : two;
    Node second = first == one ? two : one;
    List<Future<Node.Encoder>> answers =
        Stream.of(first, second).map(node -> node.asks(stream, false, WINDOW)).toList();
    Cell.until("both are answered", () -> answers.stream().allMatch(Future::isComplete));

    String round = stream + " " + answers;
    assertThat(answers.stream().filter(Future::succeeded)).as(round).hasSize(1);
    assertThat(answers)
        .filteredOn(Future::failed)
        .extracting(Future::cause)
        .allSatisfy(refused ->
            assertThat(((WeirFault) refused).code())
                .as(round)
                .isEqualTo(FaultCode.PUBLISH_NAME_TAKEN));
    Node winner = answers.getFirst().succeeded() ? first : second;
    assertThat(cell.holds(winner, stream)).as(round).isTrue();
    assertThat(one.live(stream) != two.live(stream)).as(round).isTrue();
  }

  @Test
  void forANameThatNobodyHas() {
    for (int round = 0; round < ROUNDS; round++) {
      race(Cell.address("free" + round), round);
    }
  }

  @Test
  void forANameWhoseNodeIsDead() {
    cell.answers("dead", lease -> Cell.dead());
    LeaseHolder dead = new LeaseHolder(new NodeId("dead"), new BootId("b"), "dead.test", 9091);
    for (int round = 0; round < ROUNDS; round++) {
      StreamAddress stream = Cell.address("dead" + round);
      Cell.get(
          cell.bus.send(
              LeaseScripts.claim(dead, stream, StreamKind.SOURCE, 0, 0, LeaseScripts.UNLIMITED)));
      race(stream, round);
    }
  }

  @Test
  void forANameThatWaitsForItsEncoderOnOneOfThem() {
    for (int round = 0; round < ROUNDS; round++) {
      StreamAddress stream = Cell.address("waiting" + round);
      (round % 2 == 0 ? one : two).publish(stream).leave();
      race(stream, round);
    }
  }

  @Test
  void forANameThatBothMayTakeOver() {
    for (int round = 0; round < ROUNDS; round++) {
      StreamAddress stream = Cell.address("takeover" + round);
      List<Future<Node.Encoder>> answers =
          Stream.of(one, two).map(node -> node.asks(stream, true, WINDOW)).toList();
      Cell.until("both are answered", () -> answers.stream().allMatch(Future::isComplete));
      Cell.until("one is left in round " + round, () -> one.live(stream) != two.live(stream));
      assertThat(cell.holds(one.live(stream) ? one : two, stream)).as("round " + round).isTrue();
    }
  }
}
