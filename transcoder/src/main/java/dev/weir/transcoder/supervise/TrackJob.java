package dev.weir.transcoder.supervise;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.ladder.Template;
import dev.weir.media.flv.AudioTagBody;
import dev.weir.media.flv.FlvDemuxer;
import dev.weir.media.flv.FlvEvent;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.TagForm;
import dev.weir.media.flv.VideoTagBody;
import dev.weir.media.frame.Track.VideoTrack;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamListener;
import dev.weir.transcoder.ladder.PictureOutput;
import dev.weir.transcoder.ladder.Rung;
import dev.weir.transcoder.ladder.SoundOutput;
import dev.weir.transcoder.process.OutputTag;
import dev.weir.transcoder.process.TrackSplitter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The renditions of a stream whose encoder sends them: its video tracks from the second on, with
 * the sound that it has for all of them. Nothing is encoded. Lives on the stream's loop.
 *
 * @see <a href="https://veovera.org/docs/enhanced/enhanced-rtmp-v2">Enhanced RTMP version 2,
 *     Multitrack Streaming via Enhanced RTMP</a>
 */
final class TrackJob implements StreamListener {

  private final TrackSplitter splitter = new TrackSplitter(0);
  private final List<Seat> seats;
  private @Nullable FlvTag soundStart;

  /**
   * Begins to follow a stream.
   *
   * @param templates what its tracks are called, that of track 1 first
   */
  TrackJob(JobRooms rooms, LiveStream source, List<Template> templates) {
    this.seats = templates.stream().map(template -> new Seat(rooms, source, template)).toList();
  }

  @Override
  public void onTag(FlvTag tag) {
    switch (tag) {
      case VideoTag video -> {
        if (mayHaveOthers(video)) {
          splitter.split(video).forEach(this::picture);
        }
      }
      case AudioTag audio when isPlain(audio) -> sound(audio);
      case AudioTag audio ->
          splitter.split(audio).stream()
              .filter(output -> output.track() == 0)
              .forEach(output -> sound(output.tag()));
      case ScriptTag _ -> {}
    }
  }

  @Override
  public void onInterrupted() {
    seats.forEach(Seat::interrupt);
    soundStart = null;
  }

  @Override
  public void onResumed() {}

  @Override
  public void onEnded() {
    seats.forEach(Seat::end);
  }

  private void picture(OutputTag output) {
    if (output.track() > 0 && output.track() <= seats.size()) {
      seats.get(output.track() - 1).picture(output.tag(), soundStart);
    }
  }

  private void sound(FlvTag tag) {
    if (tag.isSequenceStart()) {
      soundStart = tag;
    }
    seats.forEach(seat -> seat.sound(tag));
  }

  /** The first track, which most tags are of, need not be taken apart. */
  private static boolean mayHaveOthers(VideoTag tag) {
    TagForm form = VideoTagBody.read(tag.payload()).form();
    return switch (form) {
      case LEGACY, ENHANCED -> false;
      case ONE_TRACK -> tag.trackNumber() > 0;
      case MANY_TRACKS, MANY_TRACKS_MANY_CODECS -> true;
    };
  }

  private static boolean isPlain(AudioTag tag) {
    return switch (AudioTagBody.read(tag.payload()).form()) {
      case LEGACY, ENHANCED -> true;
      case ONE_TRACK, MANY_TRACKS, MANY_TRACKS_MANY_CODECS -> false;
    };
  }

  /** One of the tracks. */
  private static final class Seat {

    private final Optional<Rendition> rendition;
    private final Template template;
    private boolean begun;

    Seat(JobRooms rooms, LiveStream source, Template template) {
      this.template = template;
      StreamAddress of = source.address();
      this.rendition =
          template
              .id()
              .rendition(of.stream())
              .map(name ->
                  new Rendition(
                      new StreamAddress(of.tenant(), of.pushDomain(), of.app(), name),
                      new Rung(template.id(), Optional.empty(), Optional.empty()),
                      source,
                      rooms));
    }

    void picture(FlvTag tag, @Nullable FlvTag soundStart) {
      if (!begun && tag.isSequenceStart()) {
        size(tag).ifPresent(size -> begin(size, soundStart));
      }
      take(tag);
    }

    void sound(FlvTag tag) {
      take(tag);
    }

    private void take(FlvTag tag) {
      if (begun) {
        rendition.ifPresent(made -> made.take(tag, tag.timestampMs()));
      }
    }

    private void begin(PictureOutput size, @Nullable FlvTag soundStart) {
      begun = true;
      rendition.ifPresent(made -> {
        made.begin(
            new Rung(template.id(), Optional.of(size), Optional.of(new SoundOutput.Passed())));
        if (soundStart != null) {
          made.take(soundStart, soundStart.timestampMs());
        }
      });
    }

    void interrupt() {
      begun = false;
      rendition.ifPresent(Rendition::interrupt);
    }

    void end() {
      rendition.ifPresent(Rendition::end);
    }

    private static Optional<PictureOutput> size(FlvTag sequenceStart) {
      for (FlvEvent event : new FlvDemuxer().read(sequenceStart)) {
        if (event instanceof FlvEvent.TrackConfigured(VideoTrack video)) {
          return Optional.of(new PictureOutput.Passed(video.width(), video.height()));
        }
      }
      return Optional.empty();
    }
  }
}
