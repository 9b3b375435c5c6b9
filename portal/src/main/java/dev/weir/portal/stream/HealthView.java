package dev.weir.portal.stream;

import dev.weir.contract.health.Announced;
import dev.weir.contract.health.HealthSecond;
import dev.weir.contract.health.HealthVerdict;
import dev.weir.portal.health.HealthWords;
import dev.weir.portal.web.Messages;
import dev.weir.runtime.live.LiveHealth;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How a live stream arrives, ready to be read. Public for the template.
 *
 * @param look of the verdict's badge
 * @param verdict all in all
 * @param findings what is wrong, the worst first
 * @param pictures pictures a second over the last minutes
 * @param bits bits a second of pictures and sound over the last minutes
 * @param picturesNow pictures in the last second, beside what was announced
 * @param bitsNow bits in the last second, beside what was announced
 * @param late how far media is behind its own times
 * @param drift how far the sound is ahead of the pictures
 */
public record HealthView(
    String look,
    String verdict,
    List<HealthWords> findings,
    HealthChart pictures,
    HealthChart bits,
    String picturesNow,
    String bitsNow,
    String late,
    String drift) {

  private static final String BUNDLE = "stream/words";
  private static final HealthSecond NOTHING = new HealthSecond(0, 0, 0, 0, 0, 0, 0);

  static HealthView of(LiveHealth health) {
    HealthVerdict verdict = health.now().verdict();
    List<HealthSecond> seconds = health.seconds();
    HealthSecond last = seconds.isEmpty() ? NOTHING : seconds.getLast();
    long from = last.epochSecond() - LiveHealth.MAX_SECONDS + 1;
    Announced announced = health.now().announced();
    return new HealthView(
        HealthWords.look(verdict),
        HealthWords.of(verdict),
        health.now().findings().stream()
            .sorted((a, b) -> b.severity().compareTo(a.severity()))
            .map(HealthWords::of)
            .toList(),
        chart(seconds, from, HealthSecond::pictures, announced.framesPerSecond()),
        chart(
            seconds,
            from,
            second -> (double) bits(second),
            (double) announced.videoBitsPerSecond()),
        besides(
            Wording.count(last.pictures()),
            announced.framesPerSecond() > 0 ? Wording.frameRate(announced.framesPerSecond()) : ""),
        besides(
            Wording.bitRate(bits(last)),
            announced.videoBitsPerSecond() > 0
                ? Wording.bitRate(announced.videoBitsPerSecond() + announced.audioBitsPerSecond())
                : ""),
        Messages.text(BUNDLE, "milliseconds", last.latenessMs()),
        Messages.text(BUNDLE, "milliseconds", last.driftMs()));
  }

  private static HealthChart chart(
      List<HealthSecond> seconds, long from, ToDoubleFunction<HealthSecond> value, double least) {
    return HealthChart.of(
        seconds.stream().filter(one -> one.epochSecond() >= from).toList(),
        one -> (double) (one.epochSecond() - from),
        value,
        LiveHealth.MAX_SECONDS - 1L,
        Math.max(least, 1));
  }

  private static long bits(HealthSecond second) {
    return second.videoBits() + second.audioBits();
  }

  private static String besides(String now, String announced) {
    return announced.isEmpty() ? now : Messages.text(BUNDLE, "of-announced", now, announced);
  }
}
