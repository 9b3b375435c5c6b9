package dev.weir.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The machine that was measured on, for whoever reads the figures.
 *
 * @param processor its model
 * @param cores how many there are
 * @param memoryMegabytes of it
 * @param kernel its version
 * @param java version of the JVM that ran everything
 * @param revision of the repository; empty when it is none
 */
public record Machine(
    String processor,
    int cores,
    long memoryMegabytes,
    String kernel,
    String java,
    String revision) {

  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final Path MEMORY = Path.of("/proc/meminfo");

  /** This one. */
  public static Machine here(Path home) throws IOException {
    List<String> cpu = Files.readAllLines(CPU);
    return new Machine(
        value(cpu, "model name"),
        (int) cpu.stream().filter(line -> line.startsWith("processor")).count(),
        Long.parseLong(value(Files.readAllLines(MEMORY), "MemTotal").replaceAll("\\D", "")) / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        revision(home));
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse("unknown");
  }

  private static String revision(Path home) throws IOException {
    Process git =
        new ProcessBuilder("git", "-C", home.toString(), "rev-parse", "--short", "HEAD")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
  }

  /** In the order of importance. */
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("processor", processor + ", " + cores + " cores");
    facts.put("memory", memoryMegabytes / 1024 + " GiB");
    facts.put("kernel", kernel);
    facts.put("java", java);
    facts.put("revision", revision);
    return facts;
  }
}
