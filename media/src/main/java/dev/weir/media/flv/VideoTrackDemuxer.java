package dev.weir.media.flv;

import dev.weir.media.av1.Av1Config;
import dev.weir.media.av1.Obu;
import dev.weir.media.avc.AvcConfig;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvEvent.FrameRead;
import dev.weir.media.flv.VideoPacket.CodedFrame;
import dev.weir.media.flv.VideoPacket.Command;
import dev.weir.media.flv.VideoPacket.Metadata;
import dev.weir.media.flv.VideoPacket.MpegTsSequenceStart;
import dev.weir.media.flv.VideoPacket.SequenceEnd;
import dev.weir.media.flv.VideoPacket.SequenceStart;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.MediaFrame.VideoFrame;
import dev.weir.media.frame.Track.VideoTrack;
import dev.weir.media.hevc.HevcConfig;
import dev.weir.media.vp9.KeyFrameHeader;
import dev.weir.media.vp9.Vp9Config;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One video track: what its packets mean, in their order. */
final class VideoTrackDemuxer {

  private final int number;
  private final Announcer<VideoTrack> announcer = new Announcer<>();

  private @Nullable Codec codec;
  private @Nullable Vp9Config vp9;

  VideoTrackDemuxer(int number) {
    this.number = number;
  }

  void read(VideoPacket packet, long timestampMs, List<FlvEvent> events) {
    switch (packet) {
      case SequenceStart start -> configure(start, events);
      case MpegTsSequenceStart start -> use(start.codec());
      case CodedFrame frame -> readFrame(frame, timestampMs, events);
      case SequenceEnd _ -> announcer.end(events);
      case Metadata _, Command _ -> {}
    }
  }

  private void configure(SequenceStart start, List<FlvEvent> events) {
    use(start.codec());
    ByteSlice record = start.configuration();
    if (record.length() == 0) {
      return; // ffmpeg sends such a one while an encoder has not said what it will do
    }
    switch (start.codec()) {
      case AVC -> announcer.configure(avc(record), events);
      case HEVC -> announcer.configure(hevc(record), events);
      case AV1 ->
          av1(Av1Config.read(record)).ifPresent(track -> announcer.configure(track, events));
      case VP9 -> vp9 = Vp9Config.read(record); // it lacks the size, which the key frame has
      case AAC, OPUS, MP3, AC3, EAC3, FLAC -> throw new IllegalStateException("not video");
    }
  }

  private void readFrame(CodedFrame frame, long timestampMs, List<FlvEvent> events) {
    if (frame.data().length() == 0) {
      return;
    }
    use(frame.codec());
    if (frame.keyFrame()) {
      trackOfKeyFrame(frame).ifPresent(track -> announcer.configure(track, events));
    }
    if (announcer.track().isPresent()) {
      announcer.announce(events);
      ByteSlice sample =
          frame.codec() == Codec.AV1 ? Obu.withoutTemporalDelimiter(frame.data()) : frame.data();
      events.add(
          new FrameRead(
              new VideoFrame(
                  number,
                  frame.codec(),
                  timestampMs,
                  frame.compositionOffsetMs(),
                  frame.keyFrame(),
                  sample)));
    }
  }

  /** Forgets everything when the codec changes. */
  private void use(Codec next) {
    if (codec != next) {
      codec = next;
      vp9 = null;
      announcer.forget();
    }
  }

  /** The track that a key frame describes by itself; AVC and HEVC frames do not. */
  private Optional<VideoTrack> trackOfKeyFrame(CodedFrame frame) {
    return switch (frame.codec()) {
      case AV1 ->
          announcer.track().isPresent()
              ? Optional.empty()
              : Av1Config.ofKeyFrame(frame.data()).flatMap(this::av1);
      case VP9 -> KeyFrameHeader.read(frame.data()).map(this::vp9);
      case AVC, HEVC, AAC, OPUS, MP3, AC3, EAC3, FLAC -> Optional.empty();
    };
  }

  private VideoTrack avc(ByteSlice record) {
    AvcConfig config = AvcConfig.read(record);
    String codecString = config.codecString();
    return config.sequenceParameterSets().stream()
        .findFirst()
        .map(dev.weir.media.avc.SequenceParameterSet::read)
        .map(sps ->
            new VideoTrack(number, Codec.AVC, record, codecString, sps.width(), sps.height()))
        .orElseGet(() -> new VideoTrack(number, Codec.AVC, record, codecString, 0, 0));
  }

  private VideoTrack hevc(ByteSlice record) {
    HevcConfig config = HevcConfig.read(record);
    String codecString = config.codecString();
    return config.units(HevcConfig.SPS).stream()
        .findFirst()
        .map(dev.weir.media.hevc.SequenceParameterSet::read)
        .map(sps ->
            new VideoTrack(number, Codec.HEVC, record, codecString, sps.width(), sps.height()))
        .orElseGet(() -> new VideoTrack(number, Codec.HEVC, record, codecString, 0, 0));
  }

  /** Empty when the record has no sequence header: then the first key frame tells. */
  private Optional<VideoTrack> av1(Av1Config config) {
    return config
        .sequenceHeader()
        .map(header ->
            new VideoTrack(
                number,
                Codec.AV1,
                ByteSlice.of(config.toBytes()),
                config.codecString(),
                header.width(),
                header.height()));
  }

  private VideoTrack vp9(KeyFrameHeader header) {
    Vp9Config config = vp9 == null || vp9.level() == 0 ? header.toConfig() : vp9;
    return new VideoTrack(
        number,
        Codec.VP9,
        ByteSlice.of(config.toBoxBody()),
        config.codecString(),
        header.width(),
        header.height());
  }
}
