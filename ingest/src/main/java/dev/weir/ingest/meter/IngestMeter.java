package dev.weir.ingest.meter;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.contract.metering.MeterKey;
import dev.weir.media.flv.FlvTag;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.metering.MeterCounter;
import dev.weir.runtime.metering.Meters;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamKind;
import dev.weir.stream.hub.StreamListener;
import dev.weir.stream.hub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Counts every stream that is pushed to this node: bodies of its messages, and the time from a
 * publisher's beginning to its end. Renditions are not pushed, and not counted. Each stream is
 * counted on its loop.
 */
public final class IngestMeter implements StreamObserver {

  private final Meters meters;
  private final TimeSource time;

  /** Counts in {@code meters}. */
  public IngestMeter(Meters meters, TimeSource time) {
    this.meters = meters;
    this.time = time;
  }

  @Override
  public StreamListener opened(LiveStream stream) {
    return stream.kind() == StreamKind.SOURCE ? new Pushed(stream.address()) : new NotPushed();
  }

  private MeterCounter counter(StreamAddress address, MeterDetail detail) {
    return meters.open(MeterKey.pushed(address, Optional.empty(), detail));
  }

  /** One stream. Time is counted with each tag, so that little is missing should all end here. */
  private final class Pushed implements StreamListener {

    private final MeterCounter bytes;
    private final MeterCounter presence;
    private long sinceNanos = time.nanos();
    private long countedMs;
    private boolean present = true;

    Pushed(StreamAddress address) {
      this.bytes = counter(address, MeterDetail.PUSH_BYTES);
      this.presence = counter(address, MeterDetail.PUSH_TIME);
    }

    @Override
    public void onTag(FlvTag tag) {
      bytes.add(tag.body().length);
      countTime();
    }

    @Override
    public void onInterrupted() {
      countTime();
      present = false;
    }

    @Override
    public void onResumed() {
      present = true;
      sinceNanos = time.nanos();
      countedMs = 0;
    }

    @Override
    public void onEnded() {
      countTime();
      bytes.close();
      presence.close();
    }

    private void countTime() {
      if (present) {
        long passedMs = TimeUnit.NANOSECONDS.toMillis(time.nanos() - sinceNanos);
        presence.add(passedMs - countedMs);
        countedMs = passedMs;
      }
    }
  }

  private record NotPushed() implements StreamListener {

    @Override
    public void onTag(FlvTag tag) {}

    @Override
    public void onInterrupted() {}

    @Override
    public void onResumed() {}

    @Override
    public void onEnded() {}
  }
}
