package dev.weir.recorder.export;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.flv.AudioPacket;
import dev.weir.media.flv.AudioTagBody;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.TagForm;
import dev.weir.media.flv.VideoPacket;
import dev.weir.media.flv.VideoTagBody;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;
import dev.weir.media.hls.SampleShape;
import dev.weir.media.hls.TrackInit;
import dev.weir.media.hls.TrackKind;
import dev.weir.recorder.take.KeptSegment;
import dev.weir.recorder.take.KeptSegment.KeptPart;
import dev.weir.recorder.take.KeptSegment.KeptTrack;
import dev.weir.recorder.take.Take;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The samples of a take as tags, on times that begin at 0. */
final class FlvTags {

  private final List<TrackInit> tracks;
  private final OneClock clock = new OneClock();

  private long originMs = Long.MIN_VALUE;

  FlvTags(Take take) {
    this.tracks = take.tracks();
  }

  /** How many pictures of a segment decoding can start at. */
  static int keyFrames(KeptSegment segment) {
    return (int)
        segment.tracks().stream()
            .filter(track -> track.kind() == TrackKind.VIDEO)
            .flatMap(track -> track.parts().stream())
            .flatMap(part -> part.samples().stream())
            .filter(SampleShape::sync)
            .count();
  }

  /** What decoders have to know first. */
  List<FlvTag> configuration() {
    List<FlvTag> tags = new ArrayList<>();
    for (TrackInit init : tracks) {
      ByteSlice record = init.track().configuration();
      if (record.length() > 0) {
        Codec codec = init.track().codec();
        tags.add(
            codec.isVideo()
                ? video(0, new VideoPacket.SequenceStart(0, codec, record))
                : audio(0, new AudioPacket.SequenceStart(0, codec, record)));
      }
    }
    return tags;
  }

  /** The tags of a segment, in the order of their times; to be asked of each segment in turn. */
  List<FlvTag> of(KeptSegment segment, TakeMedia media) throws IOException {
    long shiftMs = clock.shiftMs(segment);
    if (originMs == Long.MIN_VALUE) {
      originMs = segment.tracks().stream().mapToLong(this::firstMs).min().orElse(0);
    }
    List<FlvTag> tags = new ArrayList<>();
    for (KeptTrack track : segment.tracks()) {
      TrackInit init = init(track.kind());
      long offset = track.offset();
      for (KeptPart part : track.parts()) {
        offset += part.bytes();
        byte[] payload =
            media.read(track.kind(), offset - part.payloadBytes(), part.payloadBytes());
        int at = 0;
        for (SampleShape sample : part.samples()) {
          ByteSlice data = new ByteSlice(payload, at, sample.lengthBytes());
          at += sample.lengthBytes();
          tags.add(tag(init, sample, shiftMs, data));
        }
      }
    }
    tags.sort(Comparator.comparingLong(FlvTag::timestampMs));
    return tags;
  }

  private FlvTag tag(TrackInit init, SampleShape sample, long shiftMs, ByteSlice data) {
    long absoluteMs = ms(sample.decodeTicks(), init.timescale()) + shiftMs;
    long dtsMs = Math.max(0, absoluteMs - originMs);
    Codec codec = init.track().codec();
    if (init.track() instanceof Track.VideoTrack) {
      long ptsTicks = sample.decodeTicks() + sample.compositionOffsetTicks();
      int offsetMs =
          Math.toIntExact(
              ms(ptsTicks, init.timescale()) - ms(sample.decodeTicks(), init.timescale()));
      return video(dtsMs, new VideoPacket.CodedFrame(0, codec, sample.sync(), offsetMs, data));
    }
    return audio(dtsMs, new AudioPacket.CodedFrame(0, codec, data));
  }

  private long firstMs(KeptTrack track) {
    int timescale = init(track.kind()).timescale();
    return track.parts().stream()
        .findFirst()
        .map(part -> ms(part.samples().getFirst().decodeTicks(), timescale))
        .orElse(Long.MAX_VALUE);
  }

  private static FlvTag video(long timestampMs, VideoPacket packet) {
    Codec codec = codecOf(packet);
    TagForm form = codec == Codec.AVC ? TagForm.LEGACY : TagForm.ENHANCED;
    return new FlvTag.VideoTag(timestampMs, VideoTagBody.of(form, packet).toBytes());
  }

  private static Codec codecOf(VideoPacket packet) {
    return switch (packet) {
      case VideoPacket.SequenceStart(int _, Codec codec, ByteSlice _) -> codec;
      case VideoPacket.CodedFrame(int _, Codec codec, boolean _, int _, ByteSlice _) -> codec;
      case VideoPacket.SequenceEnd _,
          VideoPacket.Metadata _,
          VideoPacket.MpegTsSequenceStart _,
          VideoPacket.Command _ ->
          throw new UnsupportedMediaException("not of a recording: " + packet);
    };
  }

  private static FlvTag audio(long timestampMs, AudioPacket packet) {
    boolean legacy = packet.codec() == Codec.AAC || packet.codec() == Codec.MP3;
    TagForm form = legacy ? TagForm.LEGACY : TagForm.ENHANCED;
    return new FlvTag.AudioTag(timestampMs, AudioTagBody.of(form, packet).toBytes());
  }

  private static long ms(long ticks, int timescale) {
    return Math.floorDiv(2 * ticks * 1_000 + timescale, 2L * timescale);
  }

  private TrackInit init(TrackKind kind) {
    return Objects.requireNonNull(
        tracks.stream().filter(track -> track.kind() == kind).findFirst().orElse(null));
  }
}
