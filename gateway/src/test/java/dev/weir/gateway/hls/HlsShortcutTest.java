package dev.weir.gateway.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.live.PlayProtocol;
import dev.weir.gateway.house.Clip;
import dev.weir.gateway.house.GatewayUnderTest;
import dev.weir.gateway.house.Playback;
import dev.weir.gateway.house.Push;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.house.Web;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a connection goes on asking is answered as its first request was. The first of each
 * connection goes the ordinary way, so that every answer here has its like to be compared with.
 */
@Timeout(90)
final class HlsShortcutTest {

  private static GatewayUnderTest gateway;
  private static Web web;
  private static Playback playback;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewayUnderTest.start();
    web = Web.of(gateway);
    gateway.push("demo01").send(Clip.avcAac().until(8_000));
    playback = Playback.open(web, "demo01");
  }

  @AfterAll
  static void stop() throws Exception {
    web.close();
    gateway.close();
  }

  @Test
  void anyFileIsTheSameOnBothWays() throws IOException {
    String ts = playback.lines("ts.m3u8", "\\d+\\.ts").getFirst();
    String segment = playback.lines("video.m3u8", "video-\\d+\\.m4s").getFirst();
    for (String file :
        List.of("ts.m3u8", "video.m3u8", "audio.m3u8", "video-init-1.mp4", segment, ts)) {
      for (String fields :
          List.of(
              "",
              "Accept-Encoding: gzip, br\r\n",
              "Connection: keep-alive\r\nOrigin: https://any.example\r\n")) {
        try (Line line = new Line()) {
          Answer first = line.get(playback.path(file), fields);
          Answer second = line.get(playback.path(file), fields);
          assertThat(second).as(file + " " + fields).isEqualTo(first);
          assertThat(second.ids()).isNotEqualTo(first.ids());
        }
      }
    }
  }

  @Test
  void answersComeInTheOrderOfTheQuestions() throws IOException {
    List<String> files =
        List.of("video.m3u8", "ts.m3u8", "video.m3u8?_HLS_skip=YES", "video-init-1.mp4");
    try (Line line = new Line()) {
      List<Answer> alone = new ArrayList<>();
      for (String file : files) {
        alone.add(line.get(path(file), ""));
      }
      StringBuilder questions = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        questions.append(Line.request(path(files.get(i % files.size())), ""));
      }
      line.write(questions.toString());
      for (int i = 0; i < 40; i++) {
        assertThat(line.read()).as("answer " + i).isEqualTo(alone.get(i % files.size()));
      }
    }
  }

  @Test
  void aHeaderThatMeansMoreGoesTheOrdinaryWay() throws IOException {
    String file = playback.path(playback.lines("video.m3u8", "video-\\d+\\.m4s").getFirst());
    try (Line line = new Line()) {
      Answer whole = line.get(file, "");
      assertThat(line.get(file, "").status()).isEqualTo(200);
      assertThat(line.get(file, "Range: bytes=0-9\r\n").status()).isEqualTo(206);
      String tag = whole.field("etag");
      assertThat(line.get(file, "If-None-Match: " + tag + "\r\n").status()).isEqualTo(304);
      assertThat(line.get(file, "")).isEqualTo(whole);
      assertThat(line.get(file, "Host: elsewhere.example\r\n").status()).isEqualTo(400);
    }
  }

  @Test
  void anotherSessionIsLookedAtAnew() throws IOException {
    String mine = playback.path("video.m3u8");
    String token = playback.token();
    String forged = mine.replace(token, "A".repeat(token.length()));
    try (Line line = new Line()) {
      assertThat(line.get(mine, "").status()).isEqualTo(200);
      assertThat(line.get(forged, "").status()).isEqualTo(403);
      assertThat(line.get(mine, "").status()).isEqualTo(200);
      assertThat(line.get(mine.replace("demo01", "other"), "").status()).isEqualTo(403);
    }
  }

  @Test
  void whatTheOwnerTakesAwayIsGoneForTheNextRequest() throws IOException {
    Push push = gateway.push("brief").send(Clip.avcAac().until(8_000));
    Playback brief = Playback.open(web, "brief");
    try (Line line = new Line()) {
      assertThat(line.get(brief.path("video.m3u8"), "").status()).isEqualTo(200);
      assertThat(line.get(brief.path("video.m3u8"), "").text()).doesNotContain("ENDLIST");
      push.end();
      assertThat(line.get(brief.path("video.m3u8"), "").text()).contains("ENDLIST");
      gateway.policies().remove(Rules.SIGNED);
      assertThat(line.get(brief.path("video.m3u8"), "").status()).isEqualTo(403);
      gateway.policies().put(Rules.signed());
      assertThat(line.get(brief.path("video.m3u8"), "").status()).isEqualTo(200);
    }
  }

  @Test
  void aRuleThatChangesHoldsForTheNextRequestOfASession() throws IOException {
    String segment = playback.path(playback.lines("video.m3u8", "video-\\d+\\.m4s").getFirst());
    String ts = playback.path("ts.m3u8");
    try (Line line = new Line()) {
      assertThat(line.get(segment, "").status()).isEqualTo(200);
      assertThat(line.get(segment, "").status()).isEqualTo(200);
      gateway.policies().put(Rules.signed(Rules.withoutLoopback()));
      assertThat(line.get(segment, "").text()).contains("NETWORK_REFUSED");
      gateway.policies().put(Rules.signed(Rules.by(PlayProtocol.HLS)));
      assertThat(line.get(segment, "").status()).isEqualTo(200);
      assertThat(line.get(ts, "").text()).contains("PROTOCOL_REFUSED");
      gateway.policies().put(Rules.signed());
      assertThat(line.get(ts, "").status()).isEqualTo(200);
    } finally {
      gateway.policies().put(Rules.signed());
    }
  }

  private static String path(String file) {
    int query = file.indexOf('?');
    return query < 0
        ? playback.path(file)
        : playback.path(file.substring(0, query)) + file.substring(query);
  }

  /** An answer; equal to another with the same status, the same fields in any order, and body. */
  private record Answer(int status, TreeSet<String> fields, List<String> ids, String text) {

    String field(String name) {
      return fields.stream()
          .filter(field -> field.startsWith(name + ":"))
          .map(field -> field.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Answer answer
          && status == answer.status
          && fields.equals(answer.fields)
          && text.equals(answer.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** One connection. */
  private static final class Line implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;

    Line() throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
      socket.setSoTimeout(20_000);
      in = new DataInputStream(socket.getInputStream());
    }

    static String request(String path, String fields) {
      return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
    }

    Answer get(String path, String fields) throws IOException {
      write(request(path, fields));
      return read();
    }

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    Answer read() throws IOException {
      int status = Integer.parseInt(line().split(" ", 3)[1]);
      TreeSet<String> fields = new TreeSet<>();
      List<String> ids = new ArrayList<>();
      int length = 0;
      for (String line = line(); !line.isEmpty(); line = line()) {
        String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
        String value = line.substring(line.indexOf(':') + 1).strip();
        if (name.equals("x-request-id")) {
          ids.add(value);
        } else {
          fields.add(name + ": " + value);
        }
        length = name.equals("content-length") ? Integer.parseInt(value) : length;
      }
      boolean empty = status == 304;
      byte[] body = in.readNBytes(empty ? 0 : length);
      return new Answer(status, fields, ids, new String(body, StandardCharsets.ISO_8859_1));
    }

    private String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("closed after " + line);
        }
        if (c != '\r') {
          line.write(c);
        }
      }
      return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
