package dev.weir.runtime.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.runtime.clock.TimeSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagesTest {

  private final List<String> happened = new ArrayList<>();

  @Test
  void startInOrderAndStopInReverseAgainAndAgain() throws Exception {
    Stages stages = stages(stage("a"), stage("b"), stage("c"));
    for (int i = 0; i < 2; i++) {
      happened.clear();
      stages.start();
      assertThat(stages.state()).isEqualTo(Stages.State.RUNNING);
      assertThat(stages.stop()).isEmpty();
      assertThat(stages.state()).isEqualTo(Stages.State.STOPPED);
      assertThat(happened).containsExactly("+a", "+b", "+c", "-c", "-b", "-a");
    }
  }

  @Test
  void startAndStopOnceHoweverOftenTheyAreAsked() throws Exception {
    Stages stages = stages(stage("a"));
    stages.start();
    stages.start();
    stages.stop();
    stages.stop();
    assertThat(happened).containsExactly("+a", "-a");
  }

  @Test
  void stopThoseThatStartedWhenOneDoesNot() {
    Stages stages = stages(stage("a"), failingToStop("b"), failingToStart("c"), stage("d"));
    assertThatThrownBy(stages::start)
        .hasMessage("c does not start")
        .satisfies(failure ->
            assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(other -> assertThat(other).hasMessage("b does not stop")));
    assertThat(happened).containsExactly("+a", "+b", "-a");
    assertThat(stages.state()).isEqualTo(Stages.State.STOPPED);
  }

  @Test
  void collectWhatDidNotStopAndStopTheRest() throws Exception {
    Stages stages = stages(stage("a"), failingToStop("b"), stage("c"), failingToStop("d"));
    stages.start();
    assertThat(stages.stop()).extracting(StopFailure::stage).containsExactly("d", "b");
    assertThat(happened).containsExactly("+a", "+b", "+c", "+d", "-c", "-a");
  }

  @Test
  void drainOnlyWhileTheyRun() throws Exception {
    Stages stages = stages(stage("a"));
    stages.drain();
    assertThat(stages.state()).isEqualTo(Stages.State.STOPPED);
    stages.start();
    stages.drain();
    assertThat(stages.state()).isEqualTo(Stages.State.DRAINING);
    stages.stop();
    assertThat(happened).containsExactly("+a", "-a");
  }

  private static Stages stages(Stage... stages) {
    return new Stages(List.of(stages), TimeSource.system());
  }

  private Stage stage(String name) {
    return Stage.of(name, () -> happened.add("+" + name), () -> happened.add("-" + name));
  }

  private Stage failingToStart(String name) {
    return Stage.of(name, () -> fail(name + " does not start"), () -> happened.add("-" + name));
  }

  private Stage failingToStop(String name) {
    return Stage.of(name, () -> happened.add("+" + name), () -> fail(name + " does not stop"));
  }

  private static void fail(String message) {
    throw new IllegalStateException(message);
  }
}
