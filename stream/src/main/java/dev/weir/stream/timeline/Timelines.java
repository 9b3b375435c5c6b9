package dev.weir.stream.timeline;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.media.frame.Track;
import dev.weir.media.hls.CutLine;
import dev.weir.media.hls.Segmenter;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.fanout.Loop;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamKind;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.hub.StreamObserver;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The timelines of this node's streams. One that has ended stays for a while, so that its viewers
 * see the end; after that, it is remembered for some time that it was there. Thread-safe.
 */
public final class Timelines implements StreamObserver {

  private final TimelineConfig config;
  private final TimeSource time;
  private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);
  private final SegmentBytes bytes = new SegmentBytes(memory);

  private final Map<StreamAddress, Timeline> timelines = new ConcurrentHashMap<>();
  private final Map<StreamAddress, CutLine> lines = new ConcurrentHashMap<>();
  private final Departed departed;

  /** Begins without streams. */
  public Timelines(TimelineConfig config, TimeSource time) {
    this.config = config;
    this.time = time;
    this.departed = new Departed(time);
    MemoryFile.prepare();
  }

  /** The timeline of a stream that is live or ended a short while ago. */
  public Optional<Timeline> find(StreamAddress address) {
    return Optional.ofNullable(timelines.get(address));
  }

  /** Whether a stream that is not live now has been, not long ago. */
  public boolean hasEnded(StreamAddress address) {
    Timeline timeline = timelines.get(address);
    return timeline == null ? departed.remembers(address) : timeline.view().ended();
  }

  /** Direct memory that all timelines use now, bytes. */
  public long memoryBytes() {
    return memory.metric().usedDirectMemory();
  }

  @Override
  public StreamListener opened(LiveStream stream) {
    StreamAddress address = stream.address();
    Timeline timeline = new Timeline(bytes, time, stream.loop());
    put(address, timeline);
    TimelineWriter writer = new TimelineWriter(timeline, bytes, config.heldBytes());
    CutLine line = line(stream);
    Runnable onEnd =
        () -> {
          lines.remove(address, line);
          stream.loop().after(config.keepEnded().toMillis(), () -> retire(address, timeline));
        };
    return new TimelineFeed(
        stream.kind(), tracks -> segmenter(stream.kind(), tracks, line), writer, time, onEnd);
  }

  /** A rendition lives on its source's loop, and is cut where that was. */
  private CutLine line(LiveStream stream) {
    CutLine own = new CutLine();
    return switch (stream.kind()) {
      case SOURCE -> {
        lines.put(stream.address(), own);
        yield own;
      }
      case RENDITION ->
          TemplateId.source(stream.address().stream())
              .map(name -> lines.getOrDefault(stream.address().named(name), own))
              .orElse(own);
    };
  }

  private Segmenter segmenter(StreamKind kind, List<Track> tracks, CutLine line) {
    return switch (kind) {
      case SOURCE -> new Segmenter(config.segmenter(), tracks, line);
      case RENDITION -> Segmenter.following(config.segmenter(), tracks, line);
    };
  }

  /**
   * A timeline for what is cut elsewhere; nobody finds it before it is {@linkplain #show shown}.
   */
  public TimelineMirror mirror(Loop home) {
    Timeline timeline = new Timeline(bytes, time, home);
    return new TimelineMirror(timeline, new TimelineWriter(timeline, bytes, config.heldBytes()));
  }

  /** From now on the mirror is the stream's timeline. */
  public void show(StreamAddress address, TimelineMirror mirror) {
    put(address, mirror.timeline());
  }

  /**
   * The original has ended: the mirror stays for as long as an ended timeline does. On its loop.
   */
  public void end(StreamAddress address, TimelineMirror mirror, Loop home) {
    home.after(config.keepEnded().toMillis(), () -> retire(address, mirror.timeline()));
  }

  /** The mirror is no use any more, although the original may live on. */
  public void drop(StreamAddress address, TimelineMirror mirror) {
    Timeline timeline = mirror.timeline();
    timelines.remove(address, timeline);
    timeline.supersede();
    timeline.dropAll();
  }

  /** A stream that had no timeline here is over. */
  public void remember(StreamAddress address) {
    departed.remember(address);
  }

  private void put(StreamAddress address, Timeline timeline) {
    Timeline before = timelines.put(address, timeline);
    if (before != null && before != timeline) {
      before.supersede();
      before.dropAll();
    }
  }

  private void retire(StreamAddress address, Timeline timeline) {
    timeline.supersede();
    timeline.dropAll();
    departed.remember(address);
    timelines.remove(address, timeline);
  }
}
