package dev.weir.stream.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.flv.FlvTag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tags share a batch, and when a batch goes out. */
class TagGatheringTest {

  private static final Opening OPENING = new Opening(true, true, 1, List.of());

  private final ManualLoops loops = new ManualLoops();
  private final List<List<List<FlvTag>>> windows = new ArrayList<>();
  private final List<TagBatch> batches = new ArrayList<>();

  private TagGathering gathering(FlushRule rule) {
    return new TagGathering(loops.add(), rule, this::sink);
  }

  private void sink(List<TagBatch> window) {
    windows.add(window.stream().map(TagBatch::tags).toList());
    batches.addAll(window);
  }

  @Test
  void aVideoFrameTakesTheSoundBeforeItAlong() {
    TagGathering gathering = gathering(FlushRule.onEachVideoFrame());
    FlvTag sound = Tags.audio(0);
    FlvTag moreSound = Tags.audio(20);
    FlvTag picture = Tags.inter(30);

    gathering.add(sound);
    gathering.add(moreSound);
    assertThat(windows).isEmpty();
    gathering.add(picture);

    assertThat(windows).containsExactly(List.of(List.of(sound, moreSound, picture)));
    assertThat(loops.timers()).isZero();
  }

  @Test
  void soundWithoutPictureWaitsNoLongerThanAFrame() {
    TagGathering gathering = gathering(FlushRule.onEachVideoFrame());
    FlvTag sound = Tags.audio(0);
    gathering.add(sound);

    loops.advance(FlushRule.DEFAULT_AUDIO_WAIT.minusMillis(1));
    assertThat(windows).isEmpty();
    loops.advance(Duration.ofMillis(1));

    assertThat(windows).containsExactly(List.of(List.of(sound)));
  }

  @Test
  void anEntryBeginsABatchOfItsOwnInTheSameWindow() {
    TagGathering gathering = gathering(FlushRule.onEachVideoFrame());
    FlvTag sound = Tags.audio(0);
    FlvTag key = Tags.key(10);
    gathering.add(sound);
    gathering.addEntry(key, OPENING);

    assertThat(windows).containsExactly(List.of(List.of(sound), List.of(key)));
    assertThat(batches).extracting(TagBatch::isEntry).containsExactly(false, true);
    assertThat(batches).extracting(TagBatch::sequence).containsExactly(0L, 1L);
  }

  @Test
  void aFixedWindowGathersEverythingButEntries() {
    TagGathering gathering = gathering(FlushRule.every(Duration.ofMillis(350)));
    List<FlvTag> before = Tags.group(0, 3);
    List<FlvTag> after = Tags.group(120, 2);
    before.forEach(gathering::add);
    gathering.addEntry(after.getFirst(), OPENING);
    after.subList(1, after.size()).forEach(gathering::add);

    loops.advance(Duration.ofMillis(349));
    assertThat(windows).isEmpty();
    loops.advance(Duration.ofMillis(1));

    assertThat(windows).containsExactly(List.of(before, after));
  }

  @Test
  void aWindowOfZeroSendsEachTagAtOnce() {
    TagGathering gathering = gathering(FlushRule.every(Duration.ZERO));
    gathering.add(Tags.audio(0));
    gathering.add(Tags.audio(20));

    assertThat(windows).hasSize(2);
    assertThat(loops.timers()).isZero();
  }

  @Test
  void aWindowThatGathersTooMuchClosesEarly() {
    TagGathering gathering = gathering(FlushRule.every(Duration.ofSeconds(10)));
    int half = (int) FlushRule.MAX_GATHERED_BYTES / 2;
    gathering.add(Tags.inter(0, half));
    assertThat(windows).isEmpty();
    gathering.add(Tags.inter(40, half));

    assertThat(windows).hasSize(1);
  }

  @Test
  void whatNobodyKeptIsReleased() {
    TagGathering gathering = gathering(FlushRule.onEachVideoFrame());
    gathering.add(Tags.inter(0));

    assertThat(batches).extracting(TagBatch::refCnt).containsExactly(0);
  }
}
