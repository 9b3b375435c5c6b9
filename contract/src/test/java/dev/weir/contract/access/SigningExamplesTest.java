package dev.weir.contract.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs in docs/signing are what tenants copy: run with each language's own runtime, what
 * they print is let in. Where a runtime is not installed, its program is not tested, and that is
 * said.
 */
@Timeout(240)
final class SigningExamplesTest {

  private static final Path PROGRAMS =
      Path.of("..", "docs", "signing").toAbsolutePath().normalize();
  private static final int PROGRAM_LIMIT_S = 100;

  private static final SigningKey KEY = new SigningKey("k1", "aliyuncdnexp1234");
  private static final Instant TIME = Instant.ofEpochSecond(1_800_000_000);
  private static final String PATH = "/live/demo01_lhd.m3u8";

  @TempDir private Path folder;

  @Test
  void theJavaProgramSignsUrls() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertSigns(List.of(java, "-XX:TieredStopAtLevel=1", "Sign.java"));
  }

  @Test
  void theJavaScriptProgramSignsUrls() throws Exception {
    assertSigns(List.of(onPath("node"), "sign.mjs"));
  }

  @Test
  void thePythonProgramSignsUrls() throws Exception {
    assertSigns(List.of(onPath("python3"), "sign.py"));
  }

  @Test
  void thePhpProgramSignsUrls() throws Exception {
    assertSigns(List.of(onPath("php"), "sign.php"));
  }

  @Test
  void theGoProgramSignsUrls() throws Exception {
    String program = folder.resolve("sign").toString();
    run(List.of(onPath("go"), "build", "-o", program, "sign.go"));
    assertSigns(List.of(program));
  }

  private void assertSigns(List<String> program) throws Exception {
    String time = Long.toString(TIME.getEpochSecond());
    assertThat(check(run(program, "a", KEY.secret(), PATH, time)))
        .isEqualTo(new SignatureCheck.Valid("k1", TIME, ProofLimits.none()));
    ProofLimits limits =
        new ProofLimits(
            "ann+tv@example.com",
            2,
            Optional.of(Cidr.parse("2001:db8::/32")),
            "",
            Optional.empty());
    String limited =
        run(
            program,
            "hmac",
            KEY.secret(),
            PATH,
            time,
            "w_user=ann+tv@example.com",
            "w_max=2",
            "w_net=2001:db8::/32",
            "w_path=/live/");
    assertThat(check(limited)).isEqualTo(new SignatureCheck.Valid("k1", TIME, limits));
    assertThat(limited).startsWith(PATH + "?").contains("ann%2Btv");
  }

  private static SignatureCheck check(String signed) {
    String[] halves = signed.strip().split("\\?", 2);
    return new SignedUrl(halves[0], halves[1])
        .check(
            EnumSet.allOf(SignatureType.class),
            new SigningKeyRing(List.of(KEY)),
            Duration.ZERO,
            TIME);
  }

  private String run(List<String> program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile(folder, "said", ".txt");
    Path complained = Files.createTempFile(folder, "complained", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(PROGRAMS.toFile())
            .redirectOutput(said.toFile())
            .redirectError(complained.toFile())
            .start();
    try {
      assertThat(process.waitFor(PROGRAM_LIMIT_S, TimeUnit.SECONDS))
          .as("%s ends", program)
          .isTrue();
      assertThat(process.exitValue()).as("%s", Files.readString(complained)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(said);
  }

  /** The program's file; without it there is nothing to test. */
  private static String onPath(String name) {
    Optional<Path> found =
        List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry, name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), name + " is not on the path: its example is not tested");
    return found.orElseThrow().toString();
  }
}
