package dev.weir.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.app.demo.FfmpegProgram;
import dev.weir.app.demo.TestPicture;
import dev.weir.app.process.GuardedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./weir demo}: something to watch without an encoder. */
@Command(
    name = "demo",
    description = {
      "Pushes a moving test picture with a clock and a tone to the running server, so "
          + "that there is something to watch without an encoder. Ctrl-C ends it.",
      ""
    })
public final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Push there; otherwise to the demo stream of the server on this machine.")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End after N seconds; otherwise push until stopped.")
  private int seconds;

  @Mixin private final SettingOptions settings = new SettingOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path dataDir =
        settings.load(Map.of()).reader().path("data.dir", Path.of("data")).toAbsolutePath();
    JsonNode quickstart = url.isPresent() ? new ObjectMapper().nullNode() : quickstart(dataDir);
    String target = url.orElseGet(() -> quickstart.path("pushUrl").asText());
    Path ffmpeg = FfmpegProgram.unpack(dataDir.resolve("ffmpeg"));
    Path log = Files.createTempFile("weir-demo", ".log");
    TestPicture picture = new TestPicture(ffmpeg, font(dataDir), seconds);
    GuardedProcess process = GuardedProcess.start("ffmpeg", picture.command(target), dataDir, log);
    Thread ending = new Thread(process::stop, "demo-ending");
    Runtime.getRuntime().addShutdownHook(ending);
    tell(quickstart);
    int status = process.await();
    String said = Files.readString(log).strip();
    Files.deleteIfExists(log);
    if (status != 0) {
      throw new UsageException(why(said, status));
    }
    return 0;
  }

  private static String why(String said, int status) {
    if (said.contains("Connection refused")) {
      return "Nobody listens where the picture was to go. Start the server with ./weir up";
    }
    return "The test picture ended: " + (said.isEmpty() ? "ffmpeg exited with " + status : said);
  }

  private static void tell(JsonNode quickstart) {
    System.out.println("Pushing a test picture with a clock and a tone; Ctrl-C ends it.");
    if (quickstart.hasNonNull("watchUrl")) {
      System.out.println("Watch it:  " + quickstart.path("watchUrl").asText());
    }
  }

  private static JsonNode quickstart(Path dataDir) throws IOException {
    Path file = dataDir.resolve("quickstart.json");
    if (Files.notExists(file)) {
      throw new UsageException(
          "There is no server to push to: " + file + " is missing. Start one with ./weir up");
    }
    return new ObjectMapper().readTree(file.toFile());
  }

  private static Path font(Path dataDir) throws IOException {
    Path font = dataDir.resolve("ffmpeg").resolve("clock.ttf");
    try (InputStream in = TestPicture.class.getResourceAsStream("clock.ttf")) {
      if (in == null) {
        throw new IOException("the clock's font is missing from this build");
      }
      Files.createDirectories(font.getParent());
      Files.copy(in, font, StandardCopyOption.REPLACE_EXISTING);
    }
    return font;
  }
}
