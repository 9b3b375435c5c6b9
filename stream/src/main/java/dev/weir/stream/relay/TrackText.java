package dev.weir.stream.relay;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.bytes.MalformedMediaException;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;
import java.util.ArrayList;
import java.util.List;

/**
 * Tracks within frames: {@code count:8}, and for each {@code number:8 | codec's name | codec string
 * | configuration's length:32 | configuration}, then {@code width:32 | height:32}, or {@code
 * sampling rate:32 | channels:32 | samples in a frame:32}. A text has its length, 8 bits, in front.
 */
final class TrackText {

  /** Most tracks in a frame. */
  static final int MAX_TRACKS = 16;

  /** Most bytes of a decoder's configuration. */
  static final int MAX_CONFIGURATION_BYTES = 64 << 10;

  private TrackText() {}

  static void write(List<Track> tracks, ByteSink sink) {
    sink.u8(tracks.size());
    tracks.forEach(track -> write(track, sink));
  }

  static List<Track> readAll(ByteCursor cursor) {
    int count = cursor.u8();
    if (count > MAX_TRACKS) {
      throw new MalformedMediaException(count + " tracks");
    }
    List<Track> tracks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tracks.add(read(cursor));
    }
    return tracks;
  }

  static void write(Track track, ByteSink sink) {
    ByteSlice configuration = track.configuration();
    sink.u8(track.number());
    text(track.codec().name(), sink);
    text(track.codecString(), sink);
    sink.u32(configuration.length()).bytes(configuration);
    switch (track) {
      case Track.VideoTrack video -> sink.u32(video.width()).u32(video.height());
      case Track.AudioTrack audio ->
          sink.u32(audio.sampleRateHz()).u32(audio.channels()).u32(audio.samplesPerFrame());
    }
  }

  static Track read(ByteCursor cursor) {
    int number = cursor.u8();
    Codec codec = codec(cursor.utf8(cursor.u8()));
    String codecString = cursor.utf8(cursor.u8());
    int length = cursor.i32();
    if (length < 0 || length > MAX_CONFIGURATION_BYTES) {
      throw new MalformedMediaException("configuration of " + length + " bytes");
    }
    ByteSlice configuration = ByteSlice.of(cursor.slice(length).toByteArray());
    return codec.isVideo()
        ? new Track.VideoTrack(
            number, codec, configuration, codecString, cursor.i32(), cursor.i32())
        : new Track.AudioTrack(
            number,
            codec,
            configuration,
            codecString,
            positive(cursor.i32()),
            cursor.i32(),
            cursor.i32());
  }

  private static int positive(int sampleRateHz) {
    if (sampleRateHz <= 0) {
      throw new MalformedMediaException("sampling rate " + sampleRateHz);
    }
    return sampleRateHz;
  }

  private static Codec codec(String name) {
    try {
      return Codec.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      throw new MalformedMediaException("codec " + name);
    }
  }

  private static void text(String text, ByteSink sink) {
    sink.u8(text.length()).ascii(text);
  }
}
