package dev.weir.stream.timeline;

import static dev.weir.media.hls.TrackKind.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.hls.MediaPlaylist;
import dev.weir.stream.fanout.ManualLoops.ManualLoop;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Whoever waits for a part is woken when it is there, with all others, or told that it is late. */
final class TimelineWaitTest {

  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final Studio studio = new Studio().connect().configure();
  private final ManualLoop loop = studio.loops.add();

  @Test
  void answersAtOnceWhatIsThereAlready() {
    studio.sendGroups(3);

    Future<TimelineView> future = studio.await(loop, reaches(nextSequence() - 1), PATIENCE);
    assertThat(future.succeeded()).isTrue();
    assertThat(studio.timeline().waiting()).isZero();
  }

  @Test
  void wakesWhoeverWaitsForWhatHasCome() {
    studio.sendGroups(3);
    long next = nextSequence();
    Future<TimelineView> soon = studio.await(loop, reaches(next), PATIENCE);
    Future<TimelineView> later = studio.await(loop, reaches(next + 1), PATIENCE);
    assertThat(studio.timeline().waiting()).isEqualTo(2);

    studio.sendGroups(1);
    assertThat(soon.succeeded()).isTrue();
    assertThat(later.isComplete()).isFalse();
    assertThat(studio.timeline().waiting()).isEqualTo(1);
  }

  @Test
  void givesEveryoneTheSameViewAndPrintsItOnce() {
    studio.sendGroups(3);
    AtomicInteger printed = new AtomicInteger();
    PlaylistPress press =
        (view, form) -> {
          printed.incrementAndGet();
          return new PrintedPlaylist(new byte[0], new byte[0], "");
        };
    ManualLoop other = studio.loops.add();
    long next = nextSequence();
    List<Future<PrintedPlaylist>> answers = new ArrayList<>();
    for (int viewer = 0; viewer < 1000; viewer++) {
      answers.add(
          studio
              .await(viewer % 2 == 0 ? loop : other, reaches(next), PATIENCE)
              .map(view -> view.printed(PlaylistForm.VIDEO, press)));
    }

    studio.sendGroups(1);
    assertThat(answers).allMatch(Future::succeeded);
    assertThat(printed).hasValue(1);
  }

  @Test
  void hopsToALoopOnceForAllWhoWaitThere() {
    studio.sendGroups(3);
    long next = nextSequence();
    AtomicInteger hops = new AtomicInteger();
    CountingLoop counting = new CountingLoop(loop, hops);
    loop.enter(() -> {
      for (int viewer = 0; viewer < 500; viewer++) {
        studio.timeline().await(counting, reaches(next), PATIENCE);
      }
    });

    studio.encoderLoop.enter(() -> studio.timeline().show(studio.view()));
    studio.encoderLoop.enter(() -> studio.timeline().show(studio.view()));
    assertThat(hops).hasValue(1);
  }

  @Test
  void sparesLoopsOnWhichNobodyWaitsAnyMore() {
    studio.sendGroups(3);
    AtomicInteger hops = new AtomicInteger();
    CountingLoop counting = new CountingLoop(loop, hops);
    long next = nextSequence();
    loop.enter(() -> studio.timeline().await(counting, reaches(next), PATIENCE));
    studio.sendGroups(2);
    int afterwards = hops.get();

    studio.sendGroups(3);
    assertThat(hops).hasValue(afterwards);
    studio.loops.advance(Duration.ofSeconds(2));
    assertThat(studio.timeline().waiting()).isZero();
  }

  @Test
  void givesUpWhenPatienceIsOver() {
    studio.sendGroups(3);
    Future<TimelineView> future = studio.await(loop, reaches(nextSequence()), PATIENCE);

    studio.loops.advance(PATIENCE.minusMillis(300));
    assertThat(future.isComplete()).isFalse();
    studio.loops.advance(Duration.ofMillis(600));
    assertThat(future.cause()).isInstanceOf(WeirFault.class);
    assertThat(((WeirFault) future.cause()).code()).isEqualTo(FaultCode.PLAYLIST_WAIT_TIMEOUT);
    assertThat(studio.timeline().waiting()).isZero();
  }

  @Test
  void wakesEveryoneAtTheEnd() {
    studio.sendGroups(3);
    Predicate<TimelineView> endOrNext =
        view -> view.ended() || reaches(nextSequence() + 5).test(view);
    Future<TimelineView> future = studio.await(loop, endOrNext, Duration.ofMinutes(1));

    studio.end();
    assertThat(future.result().ended()).isTrue();
  }

  @Test
  void letsTheWokenWaitAgainAtOnce() {
    studio.sendGroups(3);
    long next = nextSequence();
    Future<TimelineView> chained =
        studio
            .await(loop, reaches(next), PATIENCE)
            .compose(view -> studio.timeline().await(loop, reaches(next + 1), PATIENCE));

    studio.sendGroups(1);
    assertThat(chained.isComplete()).isFalse();
    studio.sendGroups(1);
    assertThat(chained.succeeded()).isTrue();
  }

  @Test
  void refusesTheWaiterWhoIsOneTooMany() {
    studio.sendGroups(3);
    long next = nextSequence();
    loop.enter(() -> {
      for (int viewer = 0; viewer < Waiters.MAX_WAITERS; viewer++) {
        studio.timeline().await(loop, reaches(next), PATIENCE);
      }
    });

    Future<TimelineView> refused = studio.await(loop, reaches(next), PATIENCE);
    assertThat(((WeirFault) refused.cause()).code()).isEqualTo(FaultCode.CONNECTIONS_EXCEEDED);
    studio.sendGroups(1);
    assertThat(studio.timeline().waiting()).isZero();
  }

  private long nextSequence() {
    return studio.view().playlist(VIDEO).map(MediaPlaylist::runningSequence).orElseThrow();
  }

  private static Predicate<TimelineView> reaches(long sequence) {
    return view -> view.playlist(VIDEO).filter(playlist -> playlist.reaches(sequence)).isPresent();
  }
}
