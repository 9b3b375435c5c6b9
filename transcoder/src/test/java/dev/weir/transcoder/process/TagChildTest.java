package dev.weir.transcoder.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are no encoders: how each one's end is told, and that nothing is left. */
class TagChildTest {

  private static final int DEADLINE_SECONDS = 30;
  private static final ChildLimits LIMITS = new ChildLimits(1L << 30);
  private static final long START_MS = 3_600_000;

  @TempDir private Path directory;

  private final Diary diary = new Diary();

  private TagChild start(String program, String... arguments) {
    return TagChild.start(
        new ChildCommand(
            () -> Path.of(program), List.of(arguments), new PrivateDirectories(directory), LIMITS),
        new ChildInput(true, false, START_MS, 10_000),
        diary);
  }

  private static FlvTag sound(long timeMs, int bytes) {
    byte[] body = new byte[bytes];
    body[0] = (byte) 0xAF;
    body[1] = 1;
    return new AudioTag(timeMs, body);
  }

  private ExitReason exit() throws Exception {
    ExitReason reason = diary.exit.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    assertThat(files()).as("private directories").isEmpty();
    return reason;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.toList();
    }
  }

  @Test
  void whatGoesInComesOutOnTheSourcesTimes() throws Exception {
    TagChild child = start("cat");
    child.offer(sound(START_MS, 20));
    child.offer(sound(START_MS + 21, 30));
    child.finish();

    assertThat(exit()).isEqualTo(new ExitReason.Finished());
    assertThat(diary.tags)
        .containsExactly(
            new OutputTag(false, 0, sound(START_MS, 20)),
            new OutputTag(false, 0, sound(START_MS + 21, 30)));
  }

  @Test
  void saysHowItFailed() throws Exception {
    start("sh", "-c", "echo what a pity >&2; exit 7");

    assertThat(exit()).isEqualTo(new ExitReason.Failed(7, "what a pity"));
  }

  @Test
  void saysWhichSignalKilledIt() throws Exception {
    start("sh", "-c", "kill -SEGV $$");

    assertThat(exit())
        .isInstanceOfSatisfying(
            ExitReason.Killed.class, killed -> assertThat(killed.signal()).isEqualTo(11));
  }

  @Test
  void aProgramThatIsMissingFails() throws Exception {
    start("/nowhere/ffmpeg");

    assertThat(exit())
        .isInstanceOfSatisfying(
            ExitReason.Failed.class, failed -> assertThat(failed.status()).isEqualTo(127));
  }

  @Test
  void whatIsNoFlvCannotBeRead() throws Exception {
    start("sh", "-c", "echo this is no FLV stream; cat >/dev/null");

    assertThat(exit()).isInstanceOf(ExitReason.Unreadable.class);
  }

  @Test
  void whoeverDoesNotReadFallsBehind() throws Exception {
    TagChild child = start("sleep", "600");
    for (int i = 0; i < 40; i++) {
      child.offer(sound(START_MS + i, 1 << 20));
    }

    assertThat(exit()).isEqualTo(new ExitReason.FellBehind());
  }

  @Test
  void whoeverDoesNotFinishIsEnded() throws Exception {
    TagChild child = start("sleep", "600");
    child.finish();

    assertThat(exit()).isEqualTo(new ExitReason.Stopped());
  }

  @Test
  void mayNotWriteFiles() throws Exception {
    start("sh", "-c", "trap '' XFSZ; echo more > file || exit 9");

    assertThat(exit())
        .isInstanceOfSatisfying(
            ExitReason.Failed.class, failed -> assertThat(failed.status()).isEqualTo(9));
  }

  @Test
  void findsItsFilesInItsDirectory() throws Exception {
    TagChild.start(
        new ChildCommand(
            () -> Path.of("sh"),
            List.of("-c", "cat hello >&2; exit 7"),
            new PrivateDirectories(directory),
            LIMITS,
            List.of(new ChildFile("hello", () -> "good day".getBytes(StandardCharsets.UTF_8)))),
        new ChildInput(true, false, START_MS, 10_000),
        diary);

    assertThat(exit()).isEqualTo(new ExitReason.Failed(7, "good day"));
  }

  @Test
  void isNotStartedWithoutItsFiles() throws Exception {
    TagChild.start(
        new ChildCommand(
            () -> Path.of("cat"),
            List.of(),
            new PrivateDirectories(directory),
            LIMITS,
            List.of(
                new ChildFile(
                    "hello",
                    () -> {
                      throw new IOException("the store is away");
                    }))),
        new ChildInput(true, false, START_MS, 10_000),
        diary);

    assertThat(exit())
        .isInstanceOfSatisfying(
            ExitReason.NotStarted.class,
            reason -> assertThat(reason.cause()).contains("the store is away"));
  }

  private static final class Diary implements TagChild.Listener {
    final List<OutputTag> tags = new CopyOnWriteArrayList<>();
    final CompletableFuture<ExitReason> exit = new CompletableFuture<>();

    @Override
    public void onOutput(List<OutputTag> output) {
      tags.addAll(new ArrayList<>(output));
    }

    @Override
    public void onExit(ExitReason reason) {
      exit.complete(reason);
    }
  }
}
