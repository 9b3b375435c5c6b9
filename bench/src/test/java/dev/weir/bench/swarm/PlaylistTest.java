package dev.weir.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlaylistTest {

  @Test
  void findsTheFirstVariant() {
    Playlist playlist =
        Playlist.read(
            """
            #EXTM3U
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Sound",URI="s/1/audio.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=2000000,AUDIO="audio"
            s/1/video.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=1000000,AUDIO="audio"
            s/2/video.m3u8
            """);

    assertThat(playlist.variant()).isEqualTo("s/1/video.m3u8");
  }

  @Test
  void knowsWhatComesNext() {
    Playlist playlist =
        Playlist.read(
            """
            #EXTM3U
            #EXT-X-TARGETDURATION:2
            #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0
            #EXT-X-MEDIA-SEQUENCE:100
            #EXT-X-SKIP:SKIPPED-SEGMENTS=5
            #EXT-X-PART:DURATION=0.2,URI="part-49.m4s"
            #EXTINF:2.00000,
            105.m4s
            #EXT-X-PART:DURATION=0.2,URI="part-50.m4s",INDEPENDENT=YES
            #EXT-X-PART:DURATION=0.2,URI="part-51.m4s"
            #EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-52.m4s"
            """);

    assertThat(playlist.segments()).containsExactly(new Playlist.Segment("105.m4s", 2000));
    assertThat(playlist.nextSequence()).isEqualTo(106);
    assertThat(playlist.openParts()).isEqualTo(2);
    assertThat(playlist.lastPart()).isEqualTo("part-51.m4s");
    assertThat(playlist.hint()).isEqualTo("part-52.m4s");
    assertThat(playlist.targetMs()).isEqualTo(2000);
    assertThat(playlist.skips()).isTrue();
  }

  @Test
  void resolvesReferences() {
    String base = "/live/demo01.m3u8?auth_key=1/2";

    assertThat(HttpTarget.resolve(base, "s/1/video.m3u8")).isEqualTo("/live/s/1/video.m3u8");
    assertThat(HttpTarget.resolve(base, "/s/video.m3u8?a=b")).isEqualTo("/s/video.m3u8?a=b");
    assertThat(HttpTarget.resolve(base, "http://localhost:1/x.ts")).isEqualTo("/x.ts");
  }
}
