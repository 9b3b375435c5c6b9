package dev.weir.transcoder.process;

import dev.weir.media.flv.AudioPacket;
import dev.weir.media.flv.AudioTagBody;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.media.flv.TagForm;
import dev.weir.media.flv.VideoPacket;
import dev.weir.media.flv.VideoTagBody;
import dev.weir.media.frame.Codec;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a stream of several tracks into streams of one: each tag gets the plainest form that its
 * codec has, legacy FLV where there is one. Keeps nothing from tag to tag.
 */
public final class TrackSplitter {

  private final long offsetMs;

  /**
   * Divides, and moves all times.
   *
   * @param offsetMs milliseconds that are added
   */
  public TrackSplitter(long offsetMs) {
    this.offsetMs = offsetMs;
  }

  /** The tags for those who play one track; nothing for what describes all of them. */
  public List<OutputTag> split(FlvTag tag) {
    long timeMs = tag.timestampMs() + offsetMs;
    List<OutputTag> all = new ArrayList<>();
    switch (tag) {
      case VideoTag video ->
          VideoTagBody.read(video.payload())
              .packets()
              .forEach(packet -> addPicture(all, timeMs, packet));
      case AudioTag audio ->
          AudioTagBody.read(audio.payload())
              .packets()
              .forEach(packet -> addSound(all, timeMs, packet));
      case ScriptTag _ -> {}
    }
    return all;
  }

  private static void addPicture(List<OutputTag> all, long timeMs, VideoPacket packet) {
    switch (packet) {
      case VideoPacket.SequenceStart(int track, Codec codec, var configuration) ->
          all.add(
              picture(
                  track,
                  Math.max(0, timeMs),
                  codec,
                  new VideoPacket.SequenceStart(0, codec, configuration)));
      case VideoPacket.CodedFrame frame -> {
        // At the very beginning of a stream, pictures may be decoded before its time 0.
        long placedMs = Math.max(0, timeMs);
        int shownAfterMs = (int) (frame.compositionOffsetMs() + timeMs - placedMs);
        VideoPacket alone =
            new VideoPacket.CodedFrame(
                0, frame.codec(), frame.keyFrame(), shownAfterMs, frame.data());
        all.add(picture(frame.track(), placedMs, frame.codec(), alone));
      }
      case VideoPacket.SequenceEnd _,
          VideoPacket.Metadata _,
          VideoPacket.MpegTsSequenceStart _,
          VideoPacket.Command _ -> {}
    }
  }

  private static OutputTag picture(int track, long timeMs, Codec codec, VideoPacket packet) {
    TagForm form = codec == Codec.AVC ? TagForm.LEGACY : TagForm.ENHANCED;
    return new OutputTag(
        true, track, new VideoTag(timeMs, VideoTagBody.of(form, packet).toBytes()));
  }

  private static void addSound(List<OutputTag> all, long timeMs, AudioPacket packet) {
    long placedMs = Math.max(0, timeMs);
    switch (packet) {
      case AudioPacket.SequenceStart(int track, Codec codec, var configuration) ->
          all.add(
              sound(
                  track, placedMs, codec, new AudioPacket.SequenceStart(0, codec, configuration)));
      case AudioPacket.CodedFrame(int track, Codec codec, var data) ->
          all.add(sound(track, placedMs, codec, new AudioPacket.CodedFrame(0, codec, data)));
      case AudioPacket.MultichannelConfig(int track, Codec codec, var layout) ->
          all.add(
              sound(track, placedMs, codec, new AudioPacket.MultichannelConfig(0, codec, layout)));
      case AudioPacket.SequenceEnd _ -> {}
    }
  }

  private static OutputTag sound(int track, long timeMs, Codec codec, AudioPacket packet) {
    boolean legacy = codec == Codec.AAC && !(packet instanceof AudioPacket.MultichannelConfig);
    TagForm form = legacy ? TagForm.LEGACY : TagForm.ENHANCED;
    return new OutputTag(
        false, track, new AudioTag(timeMs, AudioTagBody.of(form, packet).toBytes()));
  }
}
