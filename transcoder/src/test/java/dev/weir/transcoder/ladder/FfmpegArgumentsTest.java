package dev.weir.transcoder.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.ladder.AudioTarget;
import dev.weir.contract.ladder.EncodingEffort;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.VideoCodec;
import dev.weir.contract.ladder.VideoProfile;
import dev.weir.contract.ladder.VideoTarget;
import dev.weir.contract.ladder.Watermark;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole command, word by word. */
class FfmpegArgumentsTest {

  private static final String BEGIN =
      "-hide_banner -loglevel error -nostdin -protocol_whitelist pipe"
          + " -codec_whitelist h264,hevc,libaom-av1,vp9,aac,mp3float,opus,ac3,eac3,flac"
          + " -max_pixels 9437184 -copyts -threads 2"
          + " -probesize 5000000 -analyzeduration 500000 -f flv -i pipe:0 ";
  private static final String END =
      " -fps_mode passthrough -enc_time_base demux -flush_packets 1"
          + " -max_interleave_delta 4000000 -flvflags no_duration_filesize+no_sequence_end"
          + " -f flv pipe:1";

  private static String line(LadderPlan plan) {
    return String.join(" ", FfmpegArguments.of(plan, 2));
  }

  @Test
  void decodesOnceAndEncodesEachRung() {
    List<Template> two = List.of(Template.presets().get(0), Template.presets().get(2));
    LadderPlan plan = Sources.plan(Sources.of(1920, 1080, 30, 6_000_000), two);

    assertThat(line(plan))
        .isEqualTo(
            BEGIN
                + "-filter_complex [0:v:0]split=2[s0][s1];"
                + "[s0]scale=640:360,format=yuv420p[v0];[s1]scale=1280:720,format=yuv420p[v1]"
                + " -map [v0] -c:v:0 libx264 -preset:v:0 veryfast -profile:v:0 high"
                + " -b:v:0 600000 -maxrate:v:0 600000 -bufsize:v:0 1200000"
                + " -g:v:0 60 -force_key_frames:v:0 source -forced-idr:v:0 1"
                + " -sc_threshold:v:0 0 -threads:v:0 2"
                + " -map [v1] -c:v:1 libx264 -preset:v:1 veryfast -profile:v:1 high"
                + " -b:v:1 2000000 -maxrate:v:1 2000000 -bufsize:v:1 4000000"
                + " -g:v:1 60 -force_key_frames:v:1 source -forced-idr:v:1 1"
                + " -sc_threshold:v:1 0 -threads:v:1 2"
                + " -map 0:a:0 -c:a:0 copy"
                + END);
  }

  @Test
  void passesThroughThinsAndEncodesSound() {
    VideoTarget thin =
        new VideoTarget(
            VideoCodec.HEVC,
            90,
            Optional.of(15),
            100_000,
            100,
            Optional.empty(),
            VideoProfile.HEVC_MAIN,
            EncodingEffort.ULTRAFAST);
    Template radio =
        new Template(
            new TemplateId("radio"),
            Optional.empty(),
            Optional.of(new AudioTarget(AudioTarget.AudioCodec.AAC, 48_000)));
    LadderPlan plan =
        Sources.plan(
            Sources.of(320, 180, 25, 400_000),
            List.of(Template.presets().getFirst(), Sources.template("thin", thin), radio));

    assertThat(line(plan))
        .isEqualTo(
            BEGIN
                + "-filter_complex [0:v:0]split=1[s1];"
                + "[s1]select='key+isnan(prev_selected_t)"
                + "+gt(floor(t*15+0.1),floor(prev_selected_t*15+0.1))',"
                + "scale=160:90,format=yuv420p[v1]"
                + " -map 0:v:0 -c:v:0 copy"
                + " -map [v1] -c:v:1 libx265 -preset:v:1 ultrafast -profile:v:1 main"
                + " -b:v:1 100000 -maxrate:v:1 100000 -bufsize:v:1 200000"
                + " -g:v:1 10000000 -force_key_frames:v:1 source -forced-idr:v:1 1"
                + " -x265-params:v:1"
                + " scenecut=0:open-gop=0:log-level=error:pools=2:frame-threads=1"
                + " -map 0:a:0 -c:a:0 copy -map 0:a:0 -c:a:1 aac -b:a:1 48000"
                + END);
  }

  @Test
  void laysTheMarkOverTheSourceOnceBeforeThereAreSeveral() {
    Watermark logo = Sources.logo(Watermark.Place.TOP_RIGHT, 20, 80);
    LadderPlan plan =
        LadderPlan.of(
            Sources.of(640, 360, 30, 500_000),
            List.of(
                Template.presets().getFirst(),
                Sources.template("small", Sources.target(180, 100_000))),
            Optional.of(logo));

    assertThat(line(plan))
        .startsWith(
            BEGIN
                + "-protocol_whitelist file -codec_whitelist png -threads 1"
                + " -f png_pipe -i mark.png"
                + " -filter_complex [1:v:0]scale=128:42,format=rgba,colorchannelmixer=aa=0.80,"
                + "format=yuva420p[mark];[0:v:0][mark]overlay=494:18[marked];"
                + "[marked]split=2[s0][s1];[s0]scale=640:360,format=yuv420p[v0];"
                + "[s1]scale=320:180,format=yuv420p[v1] -map [v0] -c:v:0 libx264")
        .doesNotContain("-c:v:0 copy");
  }
}
