package dev.weir.media.fmp4;

import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.Track;

/** Which sample entry a track needs. */
final class SampleEntries {

  private SampleEntries() {}

  static Box of(Track track) {
    return switch (track) {
      case Track.VideoTrack video -> video(video);
      case Track.AudioTrack audio -> audio(audio);
    };
  }

  private static Box video(Track.VideoTrack track) {
    ByteSlice record = track.configuration();
    return switch (track.codec()) {
      case AVC -> visual("avc1", track, new ConfigurationBox("avcC", record));
      case HEVC -> visual("hvc1", track, new ConfigurationBox("hvcC", record));
      case AV1 -> visual("av01", track, new ConfigurationBox("av1C", record));
      case VP9 -> visual("vp09", track, new ConfigurationBox("vpcC", record));
      case AAC, OPUS, MP3, AC3, EAC3, FLAC -> throw misplaced(track.codec(), "pictures");
    };
  }

  private static Box audio(Track.AudioTrack track) {
    ByteSlice record = track.configuration();
    return switch (track.codec()) {
      case AAC -> sound("mp4a", track, new ElementaryStreamBox(ElementaryStreamBox.AAC, record));
      case MP3 -> sound("mp4a", track, new ElementaryStreamBox(mp3Type(track), record));
      case OPUS -> sound("Opus", track, new ConfigurationBox("dOps", record));
      case FLAC -> sound("fLaC", track, new ConfigurationBox("dfLa", record));
      case AC3 -> sound("ac-3", track, new ConfigurationBox("dac3", ac3(track)));
      case EAC3 -> sound("ec-3", track, new ConfigurationBox("dec3", eac3(track)));
      case AVC, HEVC, AV1, VP9 -> throw misplaced(track.codec(), "sound");
    };
  }

  private static Box visual(String type, Track.VideoTrack track, Box configuration) {
    return new VisualSampleEntry(type, track.width(), track.height(), configuration);
  }

  private static Box sound(String type, Track.AudioTrack track, Box configuration) {
    return new AudioSampleEntry(type, track.channels(), track.sampleRateHz(), configuration);
  }

  private static int mp3Type(Track.AudioTrack track) {
    return track.sampleRateHz() < 32_000
        ? ElementaryStreamBox.MP3_HALF_RATE
        : ElementaryStreamBox.MP3;
  }

  /**
   * AC3SpecificBox (ETSI TS 102 366, F.4) from what is known of the track: fscod 2 bits, bsid 5,
   * bsmod 3, acmod 3, lfeon 1, bit rate code 5, reserved 5. Every frame repeats all of it, and
   * decoders believe the frame.
   */
  private static ByteSlice ac3(Track.AudioTrack track) {
    if (track.configuration().length() > 0) {
      return track.configuration();
    }
    int bits = sampleRateCode(track) << 22 | 8 << 17 | channelMode(track) << 11 | lfe(track) << 10;
    return new ByteSink(3).u24(bits).toSlice();
  }

  /**
   * EC3SpecificBox (ETSI TS 102 366, F.6) with one independent substream: data rate 13 bits, count
   * less one 3; fscod 2, bsid 5, reserved 1, asvc 1, bsmod 3, acmod 3, lfeon 1, reserved 3,
   * dependent substreams 4, reserved 1.
   */
  private static ByteSlice eac3(Track.AudioTrack track) {
    if (track.configuration().length() > 0) {
      return track.configuration();
    }
    int bits = sampleRateCode(track) << 22 | 16 << 17 | channelMode(track) << 9 | lfe(track) << 8;
    return new ByteSink(5).u16(0).u24(bits).toSlice();
  }

  private static int sampleRateCode(Track.AudioTrack track) {
    return switch (track.sampleRateHz()) {
      case 44_100 -> 1;
      case 32_000 -> 2;
      default -> 0;
    };
  }

  /** acmod: 1 mono, 2 stereo, 3 three in front, 6 two and two, 7 three and two. */
  private static int channelMode(Track.AudioTrack track) {
    return switch (track.channels()) {
      case 1, 2, 3 -> track.channels();
      case 4 -> 6;
      default -> 7;
    };
  }

  private static int lfe(Track.AudioTrack track) {
    return track.channels() > 5 ? 1 : 0;
  }

  private static IllegalArgumentException misplaced(Codec codec, String kind) {
    return new IllegalArgumentException(codec + " is not a codec of " + kind);
  }
}
