package dev.weir.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded servers keep what they were told over a restart, and end when they are told to. */
@Timeout(120)
class EmbeddedServersTest {

  private static final String PASSWORD = "correcthorsebattery";

  @TempDir private Path dataDir;

  @Test
  void postgresKeepsItsRowsOverARestart() throws SQLException {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(dataDir, PASSWORD);
        Connection connection = connect(first.url())) {
      connection.createStatement().execute("create table note (text text)");
      connection.createStatement().execute("insert into note values ('kept')");
    }
    try (EmbeddedPostgres second = EmbeddedPostgres.start(dataDir, PASSWORD);
        Connection connection = connect(second.url())) {
      var rows = connection.createStatement().executeQuery("select text from note");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("kept");
    }
  }

  @Test
  void redisAnswersOnlyWhoKnowsItsPassword() throws Exception {
    int port;
    try (EmbeddedRedis redis = EmbeddedRedis.start(dataDir, PASSWORD)) {
      port = URI.create(redis.url()).getPort();
      assertThat(ask(port, "PING")).startsWith("-NOAUTH");
      assertThat(ask(port, "AUTH " + PASSWORD)).startsWith("+OK");
    }
    assertThat(LoopbackPort.awaitOpen(port, () -> true, java.time.Duration.ofMillis(40))).isFalse();
  }

  private static String ask(int port, String command) throws Exception {
    try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[64];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, length, StandardCharsets.US_ASCII);
    }
  }

  private static Connection connect(String url) throws SQLException {
    URI uri = URI.create(url);
    String[] user = uri.getUserInfo().split(":", 2);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + uri.getPort() + uri.getPath(), user[0], user[1]);
  }
}
