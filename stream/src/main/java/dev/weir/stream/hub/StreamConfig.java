package dev.weir.stream.hub;

import dev.weir.runtime.config.ConfigReader;
import dev.weir.stream.fanout.FlushRule;
import dev.weir.stream.fanout.ViewerBounds;
import java.time.Duration;

/**
 * How streams are kept and handed out; keys {@code stream.*}.
 *
 * @param gop what is kept warm for viewers who come late
 * @param viewers how far a viewer may fall behind
 * @param flush when tags go out
 */
public record StreamConfig(GopLimits gop, ViewerBounds viewers, FlushRule flush) {

  private static final String ON_VIDEO_FRAME = "video";
  private static final int WHOLE_PERCENT = 100;
  private static final int MOST_FRAMES = 1_000_000;

  /** What holds unless configured. */
  public static StreamConfig defaults() {
    return new StreamConfig(
        GopLimits.defaults(), ViewerBounds.defaults(), FlushRule.onEachVideoFrame());
  }

  /** Reads {@code stream.gop.*}, {@code stream.viewer.*} and {@code stream.flush.*}. */
  public static StreamConfig read(ConfigReader config) {
    return new StreamConfig(readGop(config), readViewers(config), readFlush(config));
  }

  private static GopLimits readGop(ConfigReader config) {
    return new GopLimits(
        config.bytes("stream.gop.bytes", GopLimits.DEFAULT_BYTES),
        config.count("stream.gop.frames", GopLimits.DEFAULT_FRAMES, 0, MOST_FRAMES),
        config.duration("stream.gop.duration", GopLimits.DEFAULT_DURATION));
  }

  private static ViewerBounds readViewers(ConfigReader config) {
    long queue = config.bytes("stream.viewer.queue", ViewerBounds.DEFAULT_QUEUE_BYTES);
    long queueMax = config.bytes("stream.viewer.queue-max", ViewerBounds.DEFAULT_QUEUE_MAX_BYTES);
    Duration stall = config.duration("stream.viewer.stall", ViewerBounds.DEFAULT_STALL);
    try {
      return new ViewerBounds(queue, queueMax, stall);
    } catch (IllegalArgumentException contradiction) {
      config.problem("stream.viewer: " + contradiction.getMessage());
      return ViewerBounds.defaults();
    }
  }

  private static FlushRule readFlush(ConfigReader config) {
    FlushRule fallback = FlushRule.onEachVideoFrame();
    String window = config.text("stream.flush.window", ON_VIDEO_FRAME);
    FlushRule rule =
        window.equals(ON_VIDEO_FRAME)
            ? fallback
            : FlushRule.every(config.duration("stream.flush.window", Duration.ZERO));
    return new FlushRule(
        rule.onVideoFrame(),
        rule.window(),
        config.count("stream.flush.merge-load", rule.mergeLoad(), 0, WHOLE_PERCENT),
        config.duration("stream.flush.merge-window", rule.mergeWindow()));
  }
}
