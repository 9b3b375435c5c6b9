package dev.weir.media.hls;

import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.frame.Codec;
import dev.weir.media.frame.MediaFrame;
import dev.weir.media.frame.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A made-up publisher: frames at exact times, stamped in whole milliseconds as FLV does. */
final class Script {

  static final long START_UNIX_MS = 1_800_000_000_123L;

  static final Track.VideoTrack VIDEO =
      new Track.VideoTrack(
          0, Codec.AVC, ByteSlice.of(new byte[] {1, 100, 0, 31}), "avc1.64001f", 1280, 720);

  static final Track.AudioTrack AUDIO = audio(44_100, 1024);

  private final List<MediaFrame> frames = new ArrayList<>();

  static Track.AudioTrack audio(int rate, int samplesPerFrame) {
    return new Track.AudioTrack(
        0, Codec.AAC, ByteSlice.of(new byte[] {0x12, 0x10}), "mp4a.40.2", rate, 2, samplesPerFrame);
  }

  /** Pictures from {@code fromMs} on: {@code count} frames, a key frame every {@code gop}. */
  Script pictures(double fromMs, double fps, int gop, int count) {
    for (int i = 0; i < count; i++) {
      picture(Math.round(fromMs + i * 1000 / fps), i % gop == 0);
    }
    return this;
  }

  Script picture(long dtsMs, boolean key) {
    byte[] payload = {
      1, (byte) (dtsMs >> 24), (byte) (dtsMs >> 16), (byte) (dtsMs >> 8), (byte) dtsMs
    };
    frames.add(new MediaFrame.VideoFrame(0, Codec.AVC, dtsMs, 80, key, ByteSlice.of(payload)));
    return this;
  }

  /** Sound of {@code durationMs} in frames of {@code samplesPerFrame}. */
  Script sound(double fromMs, Track.AudioTrack track, double durationMs) {
    double frameMs = track.samplesPerFrame() * 1000.0 / track.sampleRateHz();
    for (int i = 0; i * frameMs < durationMs; i++) {
      long dtsMs = (long) Math.floor(fromMs + i * frameMs);
      byte[] payload = {
        2, (byte) (dtsMs >> 24), (byte) (dtsMs >> 16), (byte) (dtsMs >> 8), (byte) dtsMs
      };
      frames.add(new MediaFrame.AudioFrame(0, Codec.AAC, dtsMs, ByteSlice.of(payload)));
    }
    return this;
  }

  /** All frames, interleaved by time as an encoder does it. */
  List<MediaFrame> interleaved() {
    return frames.stream().sorted(Comparator.comparingLong(MediaFrame::dtsMs)).toList();
  }

  List<MediaFrame> asWritten() {
    return List.copyOf(frames);
  }
}
