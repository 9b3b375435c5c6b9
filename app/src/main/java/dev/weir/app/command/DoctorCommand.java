package dev.weir.app.command;

import dev.weir.app.demo.FfmpegProgram;
import dev.weir.app.wiring.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./weir admin doctor}: what would keep Weir from running here. */
@Command(
    name = "doctor",
    description =
        "Checks what Weir needs on this machine, and says what to do about what is missing.")
public final class DoctorCommand implements Callable<Integer> {

  private static final int FFMPEG_SECONDS = 20;

  @Mixin private final SettingOptions options = new SettingOptions();

  private int findings;

  @Override
  public Integer call() throws IOException {
    PrintStream out = System.out;
    Settings settings = Settings.read(options.load(Map.of()), "127.0.0.1");
    out.println("Java       " + Runtime.version());
    checkDataDir(out, settings.node().dataDir());
    checkPorts(out, settings);
    checkFfmpeg(out, settings.node().dataDir());
    out.println(findings == 0 ? "All is well." : findings + " findings.");
    return findings == 0 ? 0 : 1;
  }

  private void checkDataDir(PrintStream out, Path dataDir) throws IOException {
    Files.createDirectories(dataDir);
    long freeMiB = Files.getFileStore(dataDir).getUsableSpace() >> 20;
    out.println("Data       " + dataDir + ", " + freeMiB + " MiB free");
    if (!Files.isWritable(dataDir)) {
      finding(out, "the data directory is not writable; choose another with --data.dir");
    }
  }

  private void checkPorts(PrintStream out, Settings settings) {
    ListenPorts ports = ListenPorts.of(settings);
    out.println("Ports      " + ports);
    ports.taken().forEach(sentence -> finding(out, sentence));
  }

  private void checkFfmpeg(PrintStream out, Path dataDir) throws IOException {
    Path ffmpeg = FfmpegProgram.unpack(dataDir.resolve("ffmpeg"));
    Process process =
        new ProcessBuilder(ffmpeg.toString(), "-hide_banner", "-version")
            .redirectErrorStream(true)
            .start();
    try (var lines = process.inputReader()) {
      String first = lines.readLine();
      out.println("ffmpeg     " + first);
      if (!process.waitFor(FFMPEG_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        finding(
            out,
            "ffmpeg does not run; install libxcb1 libxcb-shm0 libasound2 libpulse0 (for ./weir demo)");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void finding(PrintStream out, String sentence) {
    findings++;
    out.println("  ! " + sentence);
  }
}
