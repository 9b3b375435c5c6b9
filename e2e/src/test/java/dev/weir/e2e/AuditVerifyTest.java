package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.embedded.EmbeddedPostgres;
import dev.weir.e2e.media.Program;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.Web;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.runtime.secrets.ClusterSecret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./weir admin audit verify} beside a server that runs and after its end; first with a log
 * that nobody touched, then with one that the owner of the database has changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(120)
class AuditVerifyTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int PASSWORD_BYTES = 18;
  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private WeirProcess weir;
  private Quickstart quickstart;

  @BeforeAll
  void start(@TempDir Path folder) {
    weir = WeirProcess.start(folder.resolve("data"));
    quickstart = weir.quickstart();
    signIn();
  }

  @AfterAll
  void end() {
    weir.close();
  }

  /** One entry more than the making of the tenant. */
  private void signIn() {
    URI door = URI.create(quickstart.text("portalUrl")).resolve("/sign-in");
    HttpResponse<String> form = Web.get(door);
    Matcher token = TOKEN.matcher(form.body());
    assertThat(token.find()).as(form.body()).isTrue();
    String cookie = form.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    String fields =
        "csrf="
            + encoded(token.group(1))
            + "&next=&email="
            + encoded(quickstart.text("email"))
            + "&password="
            + encoded(quickstart.text("password"));
    HttpResponse<String> answer =
        Web.send(
            HttpRequest.newBuilder(door)
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isIn(302, 303);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private String verify(int code, String... more) {
    String[] words = new String[3 + more.length];
    System.arraycopy(new String[] {"admin", "audit", "verify"}, 0, words, 0, 3);
    System.arraycopy(more, 0, words, 3, more.length);
    try (Program verifying = weir.command(words)) {
      assertThat(verifying.await(LIMIT)).as("%s", verifying).isEqualTo(code);
      assertThat(verifying.said()).doesNotContain("\tat ");
      return verifying.said();
    }
  }

  @Test
  @Order(1)
  void aLogThatNobodyTouchedIsWhole() {
    assertThat(verify(0))
        .containsPattern("[2-9] entries {2}head [0-9a-f]{64}")
        .contains("whole.")
        .doesNotContain("BROKEN");
  }

  @Test
  @Order(1)
  void oneTenantsChainIsCheckedAlone() {
    assertThat(verify(0, "--tenant", quickstart.text("tenant"))).contains("1 chain, whole.");
    assertThat(verify(2, "--tenant", "nobody")).contains("'nobody'").hasLineCount(1);
  }

  @Test
  @Order(1)
  void itExplainsItself() {
    assertThat(verify(0, "--help")).contains("--tenant", "--data.dir", "Exit code");
  }

  @Test
  @Order(2)
  void anEntryThatTheOwnerOfTheDatabaseChangedIsNamed() throws Exception {
    Path postgres = weir.dataDir().resolve("postgres");
    int port =
        Integer.parseInt(Files.readAllLines(postgres.resolve("cluster/postmaster.pid")).get(3));
    byte[] secret =
        ClusterSecret.loadOrCreate(weir.dataDir().resolve("cluster.secret"))
            .derive("weir/embedded-postgres");
    try (Connection owner =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "weir",
                HexFormat.of().formatHex(secret, 0, PASSWORD_BYTES));
        Statement statement = owner.createStatement()) {
      statement.execute("ALTER TABLE audit_entry DISABLE TRIGGER ALL");
      int changed =
          statement.executeUpdate(
              "UPDATE audit_entry SET address = '192.0.2.1' WHERE seq = 2 AND tenant_id = '"
                  + quickstart.text("tenant")
                  + "'");
      assertThat(changed).isOne();
    }
    assertThat(verify(1)).contains("BROKEN: entry 2 was changed").contains("1 broken.");
  }

  @Test
  @Order(3)
  void itWorksAfterTheEndOfWeirAndLeavesNothingRunning() {
    assertThat(weir.stop()).as(weir::consoleTail).isZero();
    Path postgres = weir.dataDir().resolve("postgres");
    assertThat(verify(1)).contains("BROKEN: entry 2 was changed");
    assertThat(EmbeddedPostgres.exists(postgres)).isTrue();
    assertThat(postgres.resolve("cluster/postmaster.pid")).doesNotExist();
  }
}
