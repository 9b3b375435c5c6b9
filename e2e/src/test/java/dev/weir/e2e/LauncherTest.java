package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.media.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher script says before there is anything to launch. */
@Timeout(60)
class LauncherTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();

  @TempDir private Path folder;

  private static Program launcher(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("weir").toString()));
    command.addAll(List.of(arguments));
    return Program.start(command, environment);
  }

  @Test
  void helpNamesEachCommand() {
    for (String wish : List.of("--help", "-h", "help")) {
      try (Program weir = launcher(Map.of(), wish)) {
        weir.succeed(LIMIT);
        assertThat(weir.said())
            .contains("up ", "demo ", "load ", "serve ", "admin ", "test ", "version ");
      }
    }
  }

  @Test
  void anUnknownCommandIsSaidWithTheKnownOnes() {
    try (Program weir = launcher(Map.of(), "bogus")) {
      assertThat(weir.await(LIMIT)).isEqualTo(2);
      assertThat(weir.said()).contains("'bogus'").contains("Usage:");
    }
  }

  @Test
  void theTestCommandExplainsItself() {
    try (Program weir = launcher(Map.of(), "test", "--help")) {
      weir.succeed(LIMIT);
      assertThat(weir.said()).contains("--long");
    }
  }

  @Test
  void theLoadCommandExplainsItselfAndWhatIsWrong() {
    try (Program weir = launcher(Map.of(), "load", "--help")) {
      weir.succeed(LIMIT);
      assertThat(weir.said()).contains("--viewers", "--duration", "--url");
    }
    try (Program weir = launcher(Map.of(), "load", "bogus")) {
      assertThat(weir.await(LIMIT)).isEqualTo(2);
      assertThat(weir.said()).contains("'bogus'").hasLineCount(1);
    }
    try (Program weir = launcher(Map.of("WEIR_DATA_DIR", folder.toString()), "load")) {
      assertThat(weir.await(LIMIT)).isEqualTo(1);
      assertThat(weir.said()).contains("quickstart.json", "./weir up").hasLineCount(1);
    }
  }

  @Test
  void withoutAJdkItSaysHowToGetOne() throws Exception {
    Path script = folder.resolve("weir");
    String text = Files.readString(HOME.resolve("weir"));
    assertThat(text).contains("/usr/lib/jvm");
    Files.writeString(script, text.replaceAll("/usr/lib/jvm|/opt/|/Library/Java", "/nowhere/"));
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : List.of("bash", "dirname", "sed", "readlink", "cat")) {
      Path stand = tools.resolve(tool);
      Files.writeString(stand, "#!/bin/sh\nexec " + Program.installed(tool, tool) + " \"$@\"\n");
      assertThat(stand.toFile().setExecutable(true)).isTrue();
    }
    Map<String, String> bare =
        Map.of("JAVA_HOME", "", "PATH", tools.toString(), "HOME", folder.toString());
    try (Program weir = Program.start(List.of("/bin/bash", script.toString(), "version"), bare)) {
      assertThat(weir.await(LIMIT)).as("%s", weir).isEqualTo(1);
      assertThat(weir.said()).contains("Weir needs JDK 25").hasLineCount(1);
    }
  }

  @Test
  void allScriptsAreSound() {
    for (String script : List.of("weir", ".ci/run", "e2e/prepare", "k6/run")) {
      try (Program bash = Program.start(List.of("bash", "-n", HOME.resolve(script).toString()))) {
        bash.succeed(LIMIT);
        assertThat(bash.said()).isEmpty();
      }
      assertThat(HOME.resolve(script)).isExecutable();
    }
  }
}
