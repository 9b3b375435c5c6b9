package dev.weir.media.flv;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvEvent.FrameRead;
import dev.weir.media.flv.FlvEvent.MetadataRead;
import dev.weir.media.flv.FlvEvent.TrackConfigured;
import dev.weir.media.flv.FlvEvent.TrackEnded;
import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.MediaFrame.AudioFrame;
import dev.weir.media.frame.MediaFrame.DataFrame;
import dev.weir.media.frame.MediaFrame.VideoFrame;
import dev.weir.media.frame.Track;
import dev.weir.media.frame.Track.AudioTrack;
import dev.weir.media.frame.Track.VideoTrack;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/** What a stream says, one line for each event, for people and golden files. */
final class FlvDump {

  private FlvDump() {}

  static String of(List<FlvTag> tags) {
    FlvDemuxer demuxer = new FlvDemuxer();
    StringBuilder text = new StringBuilder();
    for (FlvTag tag : tags) {
      for (FlvEvent event : demuxer.read(tag)) {
        text.append(line(event)).append('\n');
      }
    }
    return text.toString();
  }

  private static String line(FlvEvent event) {
    return switch (event) {
      case TrackConfigured(Track track) -> "configured " + track(track);
      case TrackEnded(Track track) -> "ended " + track.codec() + " " + track.number();
      case MetadataRead(OnMetaData metadata) -> "metadata " + metadata.properties().properties();
      case FrameRead(MediaFrame frame) -> frame(frame);
    };
  }

  private static String track(Track track) {
    String head = "%s %d %s".formatted(track.codec(), track.number(), track.codecString());
    String facts =
        switch (track) {
          case VideoTrack video -> video.width() + "x" + video.height();
          case AudioTrack audio ->
              "%d Hz, %d channels, %d samples"
                  .formatted(audio.sampleRateHz(), audio.channels(), audio.samplesPerFrame());
        };
    return "%s, %s, configuration %s"
        .formatted(head, facts, HexFormat.of().formatHex(track.configuration().toByteArray()));
  }

  private static String frame(MediaFrame frame) {
    String head =
        switch (frame) {
          case VideoFrame video ->
              "video %d at %d%+d%s"
                  .formatted(
                      video.track(),
                      video.dtsMs(),
                      video.compositionOffsetMs(),
                      video.keyFrame() ? " key" : "");
          case AudioFrame audio -> "audio %d at %d".formatted(audio.track(), audio.dtsMs());
          case DataFrame data -> "data at %d".formatted(data.dtsMs());
        };
    return "%s, %d bytes, %s".formatted(head, frame.payload().length(), crc(frame.payload()));
  }

  private static String crc(ByteSlice bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), bytes.offset(), bytes.length());
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }
}
