package dev.weir.stream.hub;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.stream.fanout.Fanout;
import dev.weir.stream.fanout.Loop;
import dev.weir.stream.fanout.Subscription;
import dev.weir.stream.fanout.TagBatch;
import dev.weir.stream.fanout.TagGathering;
import dev.weir.stream.fanout.Viewer;
import dev.weir.stream.hub.StreamFacts.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream, from its first publisher until nobody has come back in time. Lives on one loop, where
 * everything in it happens; {@link #subscribe} and the questions may come from any thread.
 */
public final class LiveStream {

  /** Tags of one publisher that may be unreadable before it is cut. */
  static final int MAX_UNREADABLE_TAGS = 100;

  private static final long SAMPLE_MS = 1_000;

  private final StreamAddress address;
  private final StreamKind kind;
  private final Loop loop;
  private final TimeSource time;
  private final StreamRegistry registry;

  private final Followers followers = new Followers();
  private final ArrivalMeter meter;
  private final GopCache gop;
  private final TagGathering gathering;
  private final Fanout fanout;
  private final TagIntake intake;

  private @Nullable Publication active;
  private Loop.@Nullable Timer windowTimer;
  private Loop.@Nullable Timer sampleTimer;
  private boolean begun;
  private long unreadableTags;
  private volatile StreamFacts facts;

  LiveStream(
      StreamAddress address,
      StreamKind kind,
      Loop loop,
      StreamConfig config,
      TimeSource time,
      StreamRegistry registry) {
    this.address = address;
    this.kind = kind;
    this.loop = loop;
    this.time = time;
    this.registry = registry;
    this.meter = new ArrivalMeter(time);
    this.gop = new GopCache(config.gop());
    this.gathering = new TagGathering(loop, config.flush(), this::handOut);
    this.fanout = new Fanout(address, loop, registry.fanoutTerms(), gop::batches);
    this.intake = new TagIntake(kind, followers, gathering, meter);
    this.facts =
        new StreamFacts(State.LIVE, time.now(), "", "", List.of(), StreamFacts.Rates.NONE, 0, 0);
  }

  /** Whose, and called what. */
  public StreamAddress address() {
    return address;
  }

  /** Where it comes from; the same for as long as it lives. */
  public StreamKind kind() {
    return kind;
  }

  /** The loop that the stream lives on. */
  public Loop loop() {
    return loop;
  }

  /** Viewers of FLV, WebSocket and RTMP. */
  int viewers() {
    return fanout.viewers();
  }

  /** What can be said of it, at most a second old. */
  public StreamFacts facts() {
    return facts;
  }

  /**
   * Lets a viewer in. It gets the cached group of pictures at once, or waits for the next key
   * frame; when the stream is over already, it is told so.
   *
   * @param viewerLoop the loop that the viewer lives on
   */
  public Subscription subscribe(Loop viewerLoop, Viewer viewer) {
    return fanout.subscribe(viewerLoop, viewer);
  }

  /** A publisher takes over from nobody, from one who is gone, or from one who is still there. */
  void begin(Publication publication) {
    if (publication.wasReplaced() || facts.state() == State.ENDED) {
      return;
    }
    if (windowTimer != null) {
      windowTimer.cancel();
      windowTimer = null;
    }
    if (active != null) {
      followers.interrupted();
    }
    active = publication;
    unreadableTags = 0;
    PublishTerms terms = publication.terms();
    facts =
        new StreamFacts(
            State.LIVE,
            time.now(),
            terms.encoder(),
            terms.peerAddress(),
            List.of(),
            StreamFacts.Rates.NONE,
            0,
            fanout.viewers());
    if (begun) {
      intake.resume();
      followers.resumed();
    } else {
      begun = true;
      followers.open(this, registry.observers());
      sampleTimer = loop.after(SAMPLE_MS, this::sample);
    }
  }

  /** Takes a tag, unless its publication is over. */
  void take(Publication publication, FlvTag tag) {
    if (publication != active) {
      return;
    }
    try {
      intake.accept(tag);
    } catch (MalformedMediaException unreadable) {
      unreadableTags++;
      if (tag.isSequenceStart() || unreadableTags > MAX_UNREADABLE_TAGS) {
        publication.cut(
            FaultCode.PUBLISH_MEDIA_MALFORMED,
            "stream=" + address + " unreadable=" + unreadableTags + " " + unreadable.getMessage());
      }
    }
  }

  /** The publisher is gone; unless another one comes in time, the stream is over. */
  void interrupt(Publication publication) {
    if (publication != active) {
      return;
    }
    active = null;
    gathering.flush();
    followers.interrupted();
    refresh(State.INTERRUPTED);
    long windowMs = publication.terms().reconnectWindow().toMillis();
    if (windowMs == 0) {
      windowIsOver();
    } else {
      windowTimer = loop.after(windowMs, this::windowIsOver);
    }
  }

  /** The stream is over for good. */
  void finish() {
    if (facts.state() == State.ENDED) {
      return;
    }
    active = null;
    gathering.flush();
    refresh(State.ENDED);
    for (Loop.Timer timer : new Loop.Timer[] {windowTimer, sampleTimer}) {
      if (timer != null) {
        timer.cancel();
      }
    }
    followers.ended();
    fanout.end();
    gop.clear();
  }

  private void windowIsOver() {
    windowTimer = null;
    if (registry.retire(this)) {
      finish();
    }
  }

  private void handOut(List<TagBatch> batches) {
    batches.forEach(gop::add);
    fanout.publish(batches);
  }

  private void sample() {
    meter.sample();
    refresh(facts.state());
    sampleTimer = loop.after(SAMPLE_MS, this::sample);
  }

  private void refresh(State state) {
    facts =
        new StreamFacts(
            state,
            facts.publishedAt(),
            intake.encoder().orElse(facts.encoder()),
            facts.peerAddress(),
            intake.tracks().list(),
            state == State.LIVE ? meter.rates() : StreamFacts.Rates.NONE,
            unreadableTags,
            fanout.viewers());
  }
}
