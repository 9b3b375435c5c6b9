package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.e2e.media.Encoder;
import dev.weir.e2e.media.Program;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.SharedWeir;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.testkit.ffmpeg.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./weir load} against a stream that is live, and against the portal: twenty viewers of each
 * script, eight people, or five programs, by real k6.
 *
 * <p>k6 is taken as the launcher takes it: from the path, or built with Go. Where neither is, these
 * tests are not run, and say so.
 */
@ExtendWith(SharedWeir.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
@Alone
class LoadTest {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final int VIEWERS = 20;

  /** Fewer than may try to sign in to one account at the same time. */
  private static final int PEOPLE = 8;

  private static final int PROGRAMS = 5;

  /** So few that those who are wrong are not taken for somebody who guesses. */
  private static final int GUESTS = 10;

  private static final Duration WATCHING = Watch.forAsLongAs(Duration.ofSeconds(24));
  private static final Duration KNOCKING = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration BUILD_LIMIT = Duration.ofMinutes(10);
  private static final int BITRATE_KBIT = 800;

  /**
   * Promises about time, which are for a server with machines of its own: here the audience, the
   * encoder and whatever else runs share them with it, and each may take so many times as long.
   */
  private static final double SLACK = 2;

  private static final Set<String> TIMES =
      Set.of(
          "stall_share",
          "startup_time",
          "live_latency",
          "playlist_age",
          "part_age",
          "sign_in_time",
          "page_time",
          "events_time",
          "api_time",
          "welcome_time",
          "refusal_time");

  private static final Pattern BOUND = Pattern.compile("p\\(95\\)<([0-9.]+)");

  /** Codes of k6: a threshold is crossed; the script is broken; the script has ended the run. */
  private static final int BROKEN_PROMISE = 99;

  private static final int BROKEN_SCRIPT = 107;

  private static final int ABORTED = 108;

  private Path folder;
  private WeirProcess weir;
  private Running encoder;

  @BeforeAll
  @Timeout(700)
  void pushTheDemoStream(WeirProcess shared, @TempDir Path temporary) {
    requireK6();
    weir = shared;
    folder = temporary;
    Path file = Source.h264AndAac().at(BITRATE_KBIT).draw(folder, "rehearsal", 60);
    encoder = Encoder.loop(file, quickstart().text("pushUrl"));
    quickstart().awaitLive("demo01");
  }

  @AfterAll
  void stop() {
    if (encoder != null) {
      encoder.close();
    }
  }

  /** The first run of the launcher builds k6, which is not what the tests' deadlines are for. */
  private static void requireK6() {
    assumeTrue(
        onPath("k6") || onPath("go"), "k6 is not on the path, nor Go to build it with: not tested");
    try (Program units = load(BUILD_LIMIT, List.of("--check"), 0)) {
      assertThat(units.said()).contains("tests passed");
    }
  }

  private static boolean onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private Quickstart quickstart() {
    return weir.quickstart();
  }

  /** Runs the launcher to its end, which must have this code. */
  private static Program load(Duration limit, List<String> arguments, int code) {
    Program load = load(arguments);
    assertThat(load.await(limit)).as("%s", load).isEqualTo(code);
    return load;
  }

  private static Program load(List<String> arguments) {
    return load(arguments, Map.of());
  }

  private static Program load(List<String> arguments, Map<String, String> environment) {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("weir").toString(), "load"));
    command.addAll(arguments);
    return Program.start(command, environment);
  }

  /** The numbers of a rehearsal whose promises were all kept, those about time with some slack. */
  private JsonNode rehearse(String script, int crowd) throws IOException {
    return rehearse(script, crowd, WATCHING);
  }

  private JsonNode rehearse(String script, int crowd, Duration lasting) throws IOException {
    JsonNode report = run(script, crowd, lasting);
    assertThat(report.required("promises"))
        .as("%s", report)
        .allSatisfy(promise ->
            assertThat(promise.required("kept").asBoolean() || isNearlyKept(report, promise))
                .isTrue());
    String page = Files.readString(folder.resolve(script).resolve(script + ".html"));
    assertThat(page.contains("all promises kept")).isEqualTo(report.required("passed").asBoolean());
    assertThat(page).doesNotContain("src=", "href=", "auth_key");
    assertThat(folder.resolve(script).resolve(script + ".txt")).isNotEmptyFile();
    return report;
  }

  private static boolean isNearlyKept(JsonNode report, JsonNode promise) {
    String name = promise.required("name").asText();
    Matcher bound = BOUND.matcher(promise.required("rule").asText());
    if (!TIMES.contains(name) || !bound.matches()) {
      return false;
    }
    double value =
        name.equals("stall_share")
            ? report.required("stallSharePercent").asDouble()
            : trend(report, name).required("p(95)").asDouble();
    return value < SLACK * Double.parseDouble(bound.group(1));
  }

  private JsonNode run(String script, int crowd, Duration lasting) throws IOException {
    Path report = folder.resolve(script);
    List<String> arguments =
        List.of(
            script,
            "--viewers=" + crowd,
            "--duration=" + lasting.toSeconds() + "s",
            "--arrival=2s",
            "--patience=60s",
            "--data.dir=" + weir.dataDir(),
            "--report=" + report);
    try (Program load = load(arguments)) {
      int code = load.await(LIMIT);
      assertThat(code).as("%s", load).isIn(0, BROKEN_PROMISE);
      JsonNode numbers = new ObjectMapper().readTree(report.resolve(script + ".json").toFile());
      assertThat(numbers.required("passed").asBoolean()).as("%s", load).isEqualTo(code == 0);
      return numbers;
    }
  }

  private static JsonNode trend(JsonNode report, String name) {
    return StreamSupport.stream(report.required("experience").spliterator(), false)
        .filter(row -> row.required("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void deliveredItAll(JsonNode report) {
    assertThat(report.at("/audience/atOnce").asInt()).isEqualTo(VIEWERS);
    assertThat(report.at("/audience/arrived").asInt()).isGreaterThanOrEqualTo(VIEWERS);
    double expected = VIEWERS * BITRATE_KBIT * 1000.0;
    assertThat(report.at("/media/bitsPerSecond").asDouble())
        .as("bits a second, of about %.0f", expected)
        .isBetween(expected * 0.5, expected * 2);
    assertThat(trend(report, "startup_time").required("count").asInt())
        .isGreaterThanOrEqualTo(VIEWERS);
  }

  @Test
  void viewersOfPlainHlsSeeWhatTheyCameFor() throws IOException {
    JsonNode report = rehearse("hls", VIEWERS);
    deliveredItAll(report);
    // Three segments of two seconds behind, and what is being cut.
    assertThat(trend(report, "live_latency").required("med").asDouble())
        .isBetween(3_000.0, 10_000.0);
  }

  @Test
  void viewersOfLowLatencyHlsAreAboutASecondBehind() throws IOException {
    JsonNode report = rehearse("llhls", VIEWERS);
    deliveredItAll(report);
    assertThat(trend(report, "live_latency").required("med").asDouble()).isBetween(200.0, 2_500.0);
    // Five parts a second, for picture and for sound: nearly all of them were asked for ahead.
    assertThat(trend(report, "part_age").required("count").asInt())
        .isGreaterThan((int) (VIEWERS * WATCHING.toSeconds() * 2 * 5 / 2));
  }

  @Test
  void peopleInThePortalDoWhatTheyCameFor() throws IOException {
    JsonNode report = rehearse("portal", PEOPLE);
    assertThat(report.at("/audience/name").asText()).isEqualTo("people");
    assertThat(report.at("/audience/arrived").asInt()).isGreaterThanOrEqualTo(PEOPLE);
    // Everybody looks into five rooms, and follows what is live from one of them.
    assertThat(trend(report, "page_time").required("count").asInt())
        .isGreaterThanOrEqualTo(PEOPLE * 5);
    assertThat(trend(report, "events_time").required("count").asInt())
        .isGreaterThanOrEqualTo(PEOPLE);
  }

  @Test
  void programsAtTheApiDoWhatTheyCameFor() throws IOException {
    JsonNode report = rehearse("api", PROGRAMS);
    assertThat(report.at("/audience/name").asText()).isEqualTo("programs");
    assertThat(report.at("/audience/arrived").asInt()).isGreaterThanOrEqualTo(PROGRAMS);
    // A token, two lists and their repetitions, addresses, history, three labels, three refusals.
    assertThat(trend(report, "api_time").required("count").asInt())
        .isGreaterThanOrEqualTo(PROGRAMS * 13);
  }

  @Test
  void guestsAreLetInOrRefusedByWhatTheirUrlsSay() throws IOException {
    JsonNode report = rehearse("tokens", GUESTS, KNOCKING);
    assertThat(report.at("/audience/name").asText()).isEqualTo("guests");
    assertThat(trend(report, "welcome_time").required("count").asInt())
        .isGreaterThanOrEqualTo(GUESTS);
    assertThat(trend(report, "refusal_time").required("count").asInt())
        .isGreaterThanOrEqualTo(GUESTS);
  }

  @Test
  void anApiKeyThatNobodyKnowsEndsItAtOnce() {
    List<String> arguments =
        List.of("api", "--portal=" + quickstart().text("portalUrl"), "--duration=2s");
    try (Program load = load(arguments, Map.of("LOAD_KEY", "weir_00000000_wrong"))) {
      assertThat(load.await(LIMIT)).as("%s", load).isEqualTo(ABORTED);
      assertThat(load.said()).contains("The API key is not known there.");
    }
  }

  @Test
  void aPasswordThatIsWrongIsABrokenPromiseAndSaid() {
    Map<String, String> wrong =
        Map.of("LOAD_EMAIL", "nobody@example.org", "LOAD_PASSWORD", "not this one");
    List<String> arguments =
        List.of(
            "portal",
            "--portal=" + quickstart().text("portalUrl"),
            "--viewers=1",
            "--duration=2s",
            "--report=" + folder.resolve("stranger"));
    try (Program load = load(arguments, wrong)) {
      assertThat(load.await(LIMIT)).as("%s", load).isEqualTo(BROKEN_PROMISE);
      assertThat(load.said()).contains("could not go on: signIn: status 401");
    }
  }

  @Test
  void aWrongSignatureEndsItAtOnce() {
    String url = quickstart().http() + "/live/demo01.m3u8?auth_key=1-0-0-0123456789abcdef";
    try (Program load = load(LIMIT, List.of("--url", url), ABORTED)) {
      assertThat(load.said()).contains("The URL is refused. SIGNATURE_").hasLineCount(1);
    }
  }

  @Test
  void aStreamThatIsNotLiveIsSaidWithTheWayToOne() {
    String url = quickstart().playUrl("nobody.m3u8").toString();
    try (Program load = load(LIMIT, List.of("llhls", "--url", url), ABORTED)) {
      assertThat(load.said()).contains("The stream is not live", "./weir demo").hasLineCount(1);
    }
  }

  @Test
  void anOptionThatCannotBeIsRefusedByItsName() {
    try (Program load =
        load(LIMIT, List.of("hls", "--url=http://localhost:1/", "--stay=soon"), BROKEN_SCRIPT)) {
      assertThat(load.said()).contains("--stay: 'soon' is no duration");
    }
  }
}
