package dev.weir.transcoder.supervise;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.PropertiesBuilder;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.OnMetaData;
import dev.weir.runtime.event.OperatorLog;
import dev.weir.stream.fanout.Loop;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.Publication;
import dev.weir.stream.hub.PublishTerms;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.transcoder.ladder.PictureOutput;
import dev.weir.transcoder.ladder.Rung;
import dev.weir.transcoder.meter.EncodingMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One rendition of a live stream, over all processes that make it. Each begins with a key frame
 * that lies behind everything that was published before; what lies before it is left out. Lives on
 * the source's loop.
 */
final class Rendition {

  /** What renditions call themselves as publishers. */
  static final String ENCODER = "Weir transcoder";

  /** The source's window is never longer; the job ends a rendition before. */
  private static final Duration OUTLIVES = PushPolicy.MAX_RECONNECT_WINDOW;

  private final StreamAddress address;
  private final Loop loop;
  private final StreamRegistry streams;
  private final OperatorLog log;
  private final EncodingMeter meter;

  private final Pace pace;

  private Rung rung;
  private @Nullable Publication publication;
  private @Nullable FlvTag pictureStart;
  private @Nullable FlvTag soundStart;
  private long lastMs = Long.MIN_VALUE;
  private boolean refused;

  Rendition(StreamAddress address, Rung rung, LiveStream source, JobRooms rooms) {
    this.address = address;
    this.rung = rung;
    this.loop = source.loop();
    this.streams = rooms.streams();
    this.log = rooms.log();
    this.meter = new EncodingMeter(rooms.bill(), source.address());
    this.pace = new Pace(rooms.time().nanos());
  }

  /** What was put out since this was asked before. */
  Pace.Rates rates(long nowNanos) {
    return pace.look(nowNanos);
  }

  /** What it is made of now. */
  Rung rung() {
    return rung;
  }

  /** A process begins to make it. */
  void begin(Rung now) {
    rung = now;
    meter.begin(now);
    pictureStart = null;
    soundStart = null;
    refused = false;
  }

  /**
   * One of its tags came out of the process.
   *
   * @param encodedMs how far the source can have been encoded by then
   */
  void take(FlvTag tag, long encodedMs) {
    if (refused) {
      return;
    }
    if (tag.isSequenceStart()) {
      keep(tag);
      publishAt(tag, lastMs);
      return;
    }
    if (publication == null && opens(tag)) {
      publish(tag.timestampMs());
    }
    if (publication != null) {
      publication.publish(tag);
      pace.add(tag instanceof VideoTag && tag.isCodedFrame(), tag.body().length);
      if (tag.isCodedFrame()) {
        lastMs = Math.max(lastMs, tag.timestampMs());
        meter.made(encodedMs);
      }
    }
  }

  /** Whether somebody watches it on a connection, here or through another node. */
  boolean isWatched() {
    return streams.find(address).filter(stream -> stream.facts().viewers() > 0).isPresent();
  }

  /** The process is no more; another one may follow. */
  void interrupt() {
    meter.end();
    if (publication != null) {
      publication.end();
      publication = null;
    }
  }

  /** It is over, for good or for a while. */
  void end() {
    interrupt();
    streams.end(address, FaultCode.PEER_CLOSED, "by=source");
  }

  private void keep(FlvTag tag) {
    if (tag instanceof VideoTag) {
      pictureStart = tag;
    } else {
      soundStart = tag;
    }
  }

  private boolean opens(FlvTag tag) {
    if (tag.timestampMs() <= lastMs) {
      return false;
    }
    return rung.picture().isPresent()
        ? tag.isKeyFrame()
        : tag instanceof AudioTag && tag.isCodedFrame();
  }

  private void publish(long timeMs) {
    try {
      PublishTerms terms = PublishTerms.rendition(address, OUTLIVES, ENCODER);
      publication = streams.publish(terms, loop, this::cut);
    } catch (WeirFault fault) {
      cut(fault.code(), fault.detail());
      return;
    }
    publication.publish(new ScriptTag(0, metadata().toBytes()));
    publishAt(pictureStart, timeMs);
    publishAt(soundStart, timeMs);
  }

  private void publishAt(@Nullable FlvTag start, long timeMs) {
    if (start != null && publication != null) {
      publication.publish(
          start instanceof VideoTag
              ? new VideoTag(timeMs, start.body())
              : new AudioTag(timeMs, start.body()));
    }
  }

  private OnMetaData metadata() {
    PropertiesBuilder said = AmfObject.builder();
    rung.picture().ifPresent(picture -> said.put("width", picture.width()));
    rung.picture().ifPresent(picture -> said.put("height", picture.height()));
    rung.picture()
        .flatMap(PictureOutput::encoding)
        .ifPresent(encoded -> said.put("videodatarate", encoded.bitrate() / 1000.0));
    return new OnMetaData(said.put("encoder", ENCODER).toObject());
  }

  /** The hub does not want it; nor will it, until the next process. */
  private void cut(FaultCode code, String detail) {
    if (code != FaultCode.SHUTTING_DOWN) {
      log.tell(TranscoderEvent.RENDITION_REFUSED, address.toString(), "code", code, "why", detail);
    }
    loop.run(() -> {
      refused = true;
      publication = null;
    });
  }
}
