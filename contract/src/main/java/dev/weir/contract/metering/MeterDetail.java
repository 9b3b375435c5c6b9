package dev.weir.contract.metering;

import dev.weir.contract.ladder.VideoCodec;
import java.util.Arrays;
import java.util.List;

/**
 * What a meter's count is divided by: the way that bytes went, or what was made. A closed set for
 * each meter, so that a rate card can name every one.
 */
public enum MeterDetail {
  /** FLV over HTTP. */
  FLV(Meter.EGRESS_BYTES),
  /** FLV in WebSocket messages. */
  WS_FLV(Meter.EGRESS_BYTES),
  /** RTMP and RTMPS. */
  RTMP(Meter.EGRESS_BYTES),
  /** Live playlists and segments, of either container. */
  HLS(Meter.EGRESS_BYTES),
  /** Parts, and playlists that were waited for (RFC 8216bis, 6.2.5.2). */
  LL_HLS(Meter.EGRESS_BYTES),
  /** Playlists and segments from before the live window. */
  TIME_SHIFT(Meter.EGRESS_BYTES),
  /** Recordings. */
  VOD(Meter.EGRESS_BYTES),
  /** Snapshots. */
  PICTURE(Meter.EGRESS_BYTES),

  /** Bytes of an encoder. */
  PUSH_BYTES(Meter.INGEST_BYTES),
  /** Time of an encoder. */
  PUSH_TIME(Meter.INGEST_MS),

  /** H.264 by tier. */
  H264_LD(Meter.TRANSCODE_MS),
  H264_SD(Meter.TRANSCODE_MS),
  H264_HD(Meter.TRANSCODE_MS),
  H264_2K(Meter.TRANSCODE_MS),
  H264_4K(Meter.TRANSCODE_MS),
  /** HEVC by tier. */
  HEVC_LD(Meter.TRANSCODE_MS),
  HEVC_SD(Meter.TRANSCODE_MS),
  HEVC_HD(Meter.TRANSCODE_MS),
  HEVC_2K(Meter.TRANSCODE_MS),
  HEVC_4K(Meter.TRANSCODE_MS),
  /** Sound without a picture. */
  AUDIO(Meter.TRANSCODE_MS),

  /** Takes. */
  TAKE(Meter.RECORDING_MS),

  /** JPEG pictures. */
  JPEG(Meter.SNAPSHOTS),
  /** WebP pictures. */
  WEBP(Meter.SNAPSHOTS),

  /** What the library holds. */
  RECORDINGS(Meter.STORAGE_BYTE_HOURS),
  /** What viewers can go back in. */
  SLICES(Meter.STORAGE_BYTE_HOURS),
  /** Snapshots, the newest and those that are kept. */
  PICTURES(Meter.STORAGE_BYTE_HOURS);

  private final Meter meter;

  MeterDetail(Meter meter) {
    this.meter = meter;
  }

  /** The only meter that it divides. */
  public Meter meter() {
    return meter;
  }

  /** All that a meter is divided by. */
  public static List<MeterDetail> of(Meter meter) {
    return Arrays.stream(values()).filter(detail -> detail.meter == meter).toList();
  }

  /** What encoding pictures of this kind counts as. */
  public static MeterDetail transcoding(VideoCodec codec, ResolutionTier tier) {
    return switch (codec) {
      case H264 ->
          switch (tier) {
            case LD -> H264_LD;
            case SD -> H264_SD;
            case HD -> H264_HD;
            case QHD -> H264_2K;
            case UHD -> H264_4K;
          };
      case HEVC ->
          switch (tier) {
            case LD -> HEVC_LD;
            case SD -> HEVC_SD;
            case HD -> HEVC_HD;
            case QHD -> HEVC_2K;
            case UHD -> HEVC_4K;
          };
    };
  }
}
