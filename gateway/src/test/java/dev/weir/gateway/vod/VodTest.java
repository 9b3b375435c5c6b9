package dev.weir.gateway.vod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.event.RecordingId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.storage.StoreId;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.RecordingObjects;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recordings are for whoever may watch their stream, in whole and in part. */
@Timeout(90)
final class VodTest {

  private static final StreamAddress STREAM = Rules.stream("demo01");
  private static final RecordingId MOVIE = new RecordingId(new UUID(7, 1));
  private static final RecordingId LIST = new RecordingId(new UUID(7, 2));

  @TempDir private static Path files;
  private static GatewayUnderTest gateway;
  private static Web web;
  private static final byte[] MEDIA = new byte[700_000];

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
    web = Web.of(gateway);
    new Random(1).nextBytes(MEDIA);
    put("record/0.mp4", MEDIA);
    note(MOVIE, RecordingFormat.MP4, "record/0.mp4");
    put(
        "record/0.m3u8",
        "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,URI=\"0/audio.m3u8\"\n#EXT-X-STREAM-INF:BANDWIDTH=1\n0/video.m3u8\n"
            .getBytes(StandardCharsets.UTF_8));
    put("record/0/video.m3u8", "#EXTM3U\n#EXTINF:1,\nvideo.mp4\n".getBytes(StandardCharsets.UTF_8));
    put("record/0/video.mp4", MEDIA);
    note(LIST, RecordingFormat.HLS, "record/0.m3u8");
  }

  private static void put(String path, byte[] content) throws IOException {
    Path file = Files.write(files.resolve(UUID.randomUUID().toString()), content);
    gateway.objects().put(new ObjectName(STREAM.tenant(), path), file, "video/mp4");
  }

  private static void note(RecordingId id, RecordingFormat format, String path) throws IOException {
    put(RecordingObjects.note(STREAM, id, format).path(), path.getBytes(StandardCharsets.UTF_8));
  }

  @AfterAll
  static void stop() throws Exception {
    web.close();
    gateway.close();
  }

  private static String path(RecordingId id, String ending) {
    return "/live/demo01/recordings/" + id + ending;
  }

  @Test
  void aFileComesInWholeAndInRanges() {
    String signed = Rules.sign(path(MOVIE, ".mp4"));

    HttpResponse<byte[]> whole = web.get(signed);
    HttpResponse<byte[]> middle = web.get(signed, "Range", "bytes=1000-300999");
    HttpResponse<byte[]> outside = web.get(signed, "Range", "bytes=700000-");
    HttpResponse<byte[]> head = web.send("HEAD", signed);

    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(MEDIA);
    assertThat(Web.header(whole, "content-type")).isEqualTo("video/mp4");
    assertThat(middle.statusCode()).isEqualTo(206);
    assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(MEDIA, 1000, 301_000));
    assertThat(Web.header(middle, "content-range")).isEqualTo("bytes 1000-300999/700000");
    assertThat(outside.statusCode()).isEqualTo(416);
    assertThat(Web.header(head, "content-length")).isEqualTo("700000");
    assertThat(web.get(signed, "If-None-Match", Web.header(whole, "etag")).statusCode())
        .isEqualTo(304);
  }

  @Test
  void nobodyComesInWithoutTheProofThatTheStreamAsksFor() {
    assertThat(web.get(path(MOVIE, ".mp4")).statusCode()).isEqualTo(403);
    String ofAnother = Rules.sign(path(LIST, ".mp4"));
    assertThat(
            web.get(path(MOVIE, ".mp4") + ofAnother.substring(ofAnother.indexOf('?'))).statusCode())
        .isEqualTo(403);
    assertThat(web.get("/live/~abc/demo01/recordings/" + LIST + "/video.mp4").statusCode())
        .isEqualTo(403);
  }

  @Test
  void aRecordingOfAnotherStreamIsNotThere() {
    assertThat(web.get(Rules.sign("/live/demo02/recordings/" + MOVIE + ".mp4")).statusCode())
        .isEqualTo(404);
    assertThat(web.get(Rules.sign(path(MOVIE, ".flv"))).statusCode()).isEqualTo(404);
  }

  @Test
  void aRecordingInATenantsOwnStoreComesFromThere() throws IOException {
    RecordingId own = new RecordingId(new UUID(7, 3));
    byte[] media = "of the tenant's own".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(files.resolve("own"), media);
    gateway.tenants().put(new ObjectName(STREAM.tenant(), "own/0.mp4"), file, "video/mp4");
    note(
        own,
        RecordingFormat.MP4,
        new RecordingObjects.Place(Optional.of(new StoreId("films")), "own/0.mp4").text());

    assertThat(web.get(Rules.sign(path(own, ".mp4"))).body()).isEqualTo(media);
  }

  @Test
  void aPageLeadsToARecordingInEveryFormAndToItsPicture() throws IOException {
    put(RecordingObjects.poster(STREAM, LIST).path(), new byte[] {1, 2, 3});
    HttpResponse<byte[]> answer = web.get(Rules.sign(path(LIST, ".html")) + "&embed=1");

    assertThat(Web.header(answer, "content-security-policy")).contains("connect-src 'self'");
    Matcher hls = Pattern.compile("data-hls=\"(/live/~\\S+)\\.m3u8\"").matcher(Web.body(answer));
    assertThat(hls.find()).as(Web.body(answer)).isTrue();
    assertThat(Web.body(answer)).contains("class=\"embed\"").doesNotContain("{{");
    assertThat(web.text(hls.group(1) + ".m3u8")).contains("video.m3u8");
    assertThat(Web.body(answer)).contains("data-forms=\"" + hls.group(1) + "/forms.json\"");
    assertThat(web.text(hls.group(1) + "/forms.json"))
        .isEqualTo("{\"formats\":[\"hls\"],\"picture\":true}");
    HttpResponse<byte[]> picture = web.get(hls.group(1) + "/poster.jpg");
    assertThat(picture.body()).containsExactly(1, 2, 3);
    assertThat(Web.header(picture, "content-type")).isEqualTo("image/jpeg");
    assertThat(web.get(path(LIST, ".html")).statusCode()).isEqualTo(403);
  }

  @Test
  void aPageOfNoRecordingIsToldSo() {
    String page = Web.body(web.get(Rules.sign(path(new RecordingId(new UUID(7, 9)), ".html"))));

    Matcher forms = Pattern.compile("data-forms=\"(\\S+)\"").matcher(page);
    assertThat(forms.find()).as(page).isTrue();
    assertThat(web.get(forms.group(1)).statusCode()).isEqualTo(404);
  }

  @Test
  void aPlaylistLeadsOnByTheSessionThatItBegins() {
    String playlist = Web.body(web.get(Rules.sign(path(LIST, ".m3u8"))));

    Matcher video = Pattern.compile("(?m)^(/live/~\\S+/)video\\.m3u8$").matcher(playlist);
    assertThat(video.find()).as(playlist).isTrue();
    assertThat(playlist).contains("URI=\"" + video.group(1) + "audio.m3u8\"");
    assertThat(web.text(video.group(1) + "video.m3u8")).contains("video.mp4");
    HttpResponse<byte[]> part = web.get(video.group(1) + "video.mp4", "Range", "bytes=10-19");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(MEDIA, 10, 20));
  }
}
