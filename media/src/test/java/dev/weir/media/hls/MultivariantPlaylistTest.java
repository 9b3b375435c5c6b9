package dev.weir.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.hls.MultivariantPlaylist.Sound;
import dev.weir.media.hls.MultivariantPlaylist.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultivariantPlaylistTest {

  private static Variant variant(String uri, int width, int height, String group) {
    return new Variant(
        uri,
        new Bandwidth(2_200_000, 1_900_000),
        List.of("avc1.64001f", "mp4a.40.2"),
        width,
        height,
        29.97,
        group);
  }

  @Test
  void listsRungsThatShareTheirSound() {
    String text =
        new MultivariantPlaylist(
                true,
                List.of(new Sound("sound", "the \"one\"", 2, true, "a/playlist.m3u8")),
                List.of(
                    variant("v/playlist.m3u8", 1280, 720, "sound"),
                    variant("w/playlist.m3u8", 640, 360, "sound")))
            .write();

    assertThat(text)
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="the 'one'",DEFAULT=YES,AUTOSELECT=YES,\
            CHANNELS="2",URI="a/playlist.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=2200000,AVERAGE-BANDWIDTH=1900000,\
            CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO="sound"
            v/playlist.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=2200000,AVERAGE-BANDWIDTH=1900000,\
            CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=29.970,AUDIO="sound"
            w/playlist.m3u8
            """);
  }

  @Test
  void listsSoundAloneAsAVariant() {
    Variant sound =
        new Variant("a.m3u8", new Bandwidth(128_000, 96_000), List.of("mp4a.40.2"), 0, 0, 0, "");

    assertThat(new MultivariantPlaylist(false, List.of(), List.of(sound)).write())
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-STREAM-INF:BANDWIDTH=128000,AVERAGE-BANDWIDTH=96000,CODECS="mp4a.40.2"
            a.m3u8
            """);
  }

  @Test
  void leavesOutASizeThatIsNotKnown() {
    String text =
        new MultivariantPlaylist(false, List.of(), List.of(variant("v.m3u8", 0, 0, ""))).write();

    assertThat(text).doesNotContain("RESOLUTION", "AUDIO=", "INDEPENDENT");
  }
}
