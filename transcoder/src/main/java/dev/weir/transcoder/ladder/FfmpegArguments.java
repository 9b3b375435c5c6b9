package dev.weir.transcoder.ladder;

import dev.weir.contract.ladder.Overlay;
import dev.weir.contract.ladder.VideoCodec;
import dev.weir.contract.ladder.VideoProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The arguments with which one ffmpeg makes a whole ladder: an FLV stream on its input, one FLV
 * stream of several tracks (Enhanced RTMP version 2) on its output. Track n of a kind is the nth of
 * {@link LadderPlan#pictures()} or {@link LadderPlan#sounds()}.
 *
 * <p>Times come out as they went in, so that key frames are where the source has them. What goes in
 * begins at {@link #FIRST_MS}: pictures that are shown in another order than they are decoded in
 * are decoded before their time, and a muxer would move all tracks to have no negative times.
 */
public final class FfmpegArguments {

  /** Time of a run's first tag, milliseconds. */
  public static final long FIRST_MS = 10_000;

  /** The watermark's image, where there is one: a PNG in the process's directory. */
  public static final String MARK_FILE = "mark.png";

  /** Of the program's decoders, those of the codecs that Weir carries. */
  private static final String DECODERS = "h264,hevc,libaom-av1,vp9,aac,mp3float,opus,ac3,eac3,flac";

  /** How long the input is looked at before it is decoded, microseconds. */
  private static final String ANALYSED_US = "500000";

  private static final String ANALYSED_BYTES = "5000000";

  /** How long pictures wait for sound that does not come, microseconds. */
  private static final String INTERLEAVED_US = "4000000";

  /** Key frames of the encoder's own, where the source's are enough: none for a day. */
  private static final int NO_GROUP_LIMIT = 10_000_000;

  private static final int OPAQUE = 100;

  private FfmpegArguments() {}

  /**
   * Everything behind the name of the program.
   *
   * @param threads of the decoder and of each encoder
   */
  public static List<String> of(LadderPlan plan, int threads) {
    List<PictureOutput> pictures = plan.pictures();
    List<SoundOutput> sounds = plan.sounds();
    List<String> all = new ArrayList<>();
    add(all, "-hide_banner", "-loglevel", "error", "-nostdin");
    add(all, "-protocol_whitelist", "pipe", "-codec_whitelist", DECODERS);
    add(all, "-max_pixels", Integer.toString(SourceLimits.MAX_PIXELS));
    add(all, "-copyts", "-threads", Integer.toString(threads));
    add(all, "-probesize", ANALYSED_BYTES, "-analyzeduration", ANALYSED_US);
    add(all, "-f", "flv", "-i", "pipe:0");
    if (plan.mark().isPresent()) {
      add(all, "-protocol_whitelist", "file", "-codec_whitelist", "png", "-threads", "1");
      add(all, "-f", "png_pipe", "-i", MARK_FILE);
    }
    if (plan.encodings() > 0) {
      String source = plan.mark().map(FfmpegArguments::marked).orElse("[0:v:0]");
      add(all, "-filter_complex", source + divided(pictures));
    }
    for (int track = 0; track < pictures.size(); track++) {
      picture(all, pictures.get(track), track, threads);
    }
    for (int track = 0; track < sounds.size(); track++) {
      sound(all, sounds.get(track), track);
    }
    add(all, "-fps_mode", "passthrough", "-enc_time_base", "demux");
    add(all, "-flush_packets", "1", "-max_interleave_delta", INTERLEAVED_US);
    add(all, "-flvflags", "no_duration_filesize+no_sequence_end", "-f", "flv", "pipe:1");
    return List.copyOf(all);
  }

  /** The mark is made ready once, and laid over each picture before there are several. */
  private static String marked(Overlay mark) {
    String opacity =
        mark.opacityPercent() == OPAQUE
            ? ""
            : "format=rgba,colorchannelmixer=aa=0.%02d,".formatted(mark.opacityPercent());
    return "[1:v:0]scale=%d:%d,%sformat=yuva420p[mark];[0:v:0][mark]overlay=%d:%d[marked];[marked]"
        .formatted(mark.width(), mark.height(), opacity, mark.left(), mark.top());
  }

  /** Decoded once, divided, and each made smaller. */
  private static String divided(List<PictureOutput> pictures) {
    List<Integer> encoded =
        IntStream.range(0, pictures.size())
            .filter(track -> pictures.get(track).encoding().isPresent())
            .boxed()
            .toList();
    String ends = encoded.stream().map(track -> "[s" + track + "]").collect(Collectors.joining());
    String branches =
        encoded.stream()
            .map(track ->
                "[s%d]%s[v%d]"
                    .formatted(track, branch(pictures.get(track).encoding().orElseThrow()), track))
            .collect(Collectors.joining(";"));
    return "split=" + encoded.size() + ends + ";" + branches;
  }

  private static String branch(PictureOutput.Encoded output) {
    String size = "scale=%d:%d,format=yuv420p".formatted(output.width(), output.height());
    return output.frameRate().isPresent() ? thinned(output.frameRate().getAsInt()) + size : size;
  }

  /**
   * Fewer pictures, at the times that they have: the first in each slot of the wanted rate, and all
   * key frames. A tenth of a slot makes up for times that are rounded to milliseconds.
   */
  private static String thinned(int framesPerSecond) {
    return "select='key+isnan(prev_selected_t)+gt(floor(t*%1$d+0.1),floor(prev_selected_t*%1$d+0.1))',"
        .formatted(framesPerSecond);
  }

  private static void picture(List<String> all, PictureOutput output, int track, int threads) {
    switch (output) {
      case PictureOutput.Passed _ -> {
        add(all, "-map", "0:v:0");
        add(all, "-c:v:" + track, "copy");
      }
      case PictureOutput.Encoded encoded -> {
        add(all, "-map", "[v" + track + "]");
        encoder(all, encoded, ":v:" + track, threads);
      }
    }
  }

  private static void encoder(
      List<String> all, PictureOutput.Encoded output, String track, int threads) {
    String rate = Integer.toString(output.bitrate());
    String group = Integer.toString(output.groupFrames().orElse(NO_GROUP_LIMIT));
    add(all, "-c" + track, output.profile().codec() == VideoCodec.H264 ? "libx264" : "libx265");
    add(all, "-preset" + track, output.effort().name().toLowerCase(Locale.ROOT));
    add(all, "-profile" + track, profile(output.profile()));
    add(all, "-b" + track, rate, "-maxrate" + track, rate);
    add(all, "-bufsize" + track, Long.toString(2L * output.bitrate()));
    add(all, "-g" + track, group, "-force_key_frames" + track, "source");
    add(all, "-forced-idr" + track, "1");
    if (output.profile().codec() == VideoCodec.H264) {
      add(all, "-sc_threshold" + track, "0", "-threads" + track, Integer.toString(threads));
    } else {
      add(
          all,
          "-x265-params" + track,
          "scenecut=0:open-gop=0:log-level=error:pools=" + threads + ":frame-threads=1");
    }
  }

  private static String profile(VideoProfile profile) {
    return switch (profile) {
      case BASELINE -> "baseline";
      case MAIN, HEVC_MAIN -> "main";
      case HIGH -> "high";
    };
  }

  private static void sound(List<String> all, SoundOutput output, int track) {
    add(all, "-map", "0:a:0");
    switch (output) {
      case SoundOutput.Passed _ -> add(all, "-c:a:" + track, "copy");
      case SoundOutput.Encoded encoded ->
          add(all, "-c:a:" + track, "aac", "-b:a:" + track, Integer.toString(encoded.bitrate()));
    }
  }

  private static void add(List<String> all, String... arguments) {
    all.addAll(List.of(arguments));
  }
}
