package dev.weir.media.ts;

import dev.weir.media.bytes.UnsupportedMediaException;
import dev.weir.media.frame.Track;
import java.util.List;

/**
 * The one program of a transport stream. Its elementary streams have the packet identifiers 0x100,
 * 0x101 in the order of the tracks.
 */
public final class TsProgram {

  static final int FIRST_PID = 0x100;

  private final List<ElementaryStream> streams;
  private final List<Double> frameTicks;

  private TsProgram(List<ElementaryStream> streams, List<Double> frameTicks) {
    this.streams = streams;
    this.frameTicks = frameTicks;
  }

  /**
   * The program of these tracks.
   *
   * @throws UnsupportedMediaException when a track's codec does not go into a transport stream
   */
  public static TsProgram of(List<Track> tracks) {
    return new TsProgram(
        tracks.stream().map(TsProgram::stream).toList(),
        tracks.stream().map(TsProgram::frameTicks).toList());
  }

  List<ElementaryStream> streams() {
    return streams;
  }

  /** How long a frame of sound is, ticks; 0 for pictures, and when it is not known. */
  double frameTicks(int stream) {
    return frameTicks.get(stream);
  }

  private static double frameTicks(Track track) {
    return switch (track) {
      case Track.VideoTrack _ -> 0;
      case Track.AudioTrack a -> 90_000.0 * a.samplesPerFrame() / a.sampleRateHz();
    };
  }

  private static ElementaryStream stream(Track track) {
    return switch (track.codec()) {
      case AVC -> AnnexBStream.avc(track.configuration());
      case HEVC -> AnnexBStream.hevc(track.configuration());
      case AAC -> AdtsStream.of(track.configuration());
      case MP3 -> BareStream.mp3(track instanceof Track.AudioTrack a ? a.sampleRateHz() : 0);
      case AC3 -> BareStream.AC3;
      case AV1, VP9, OPUS, EAC3, FLAC ->
          throw new UnsupportedMediaException(track.codec() + " in a transport stream");
    };
  }
}
