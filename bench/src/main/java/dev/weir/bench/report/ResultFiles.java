package dev.weir.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The findings of one run as files: a document for people, and every single run for machines.
 *
 * @param command that was typed
 * @param when in words
 * @param machine facts about it, in order
 * @param findings in order
 */
public record ResultFiles(
    String command, String when, Map<String, String> machine, List<Finding> findings) {

  private static final String NAME = "results";

  /** Writes {@code results.md} and {@code results.json}, over those of an earlier run. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(NAME + ".md"), toMarkdown());
    Files.writeString(folder.resolve(NAME + ".json"), toJson().encodePrettily() + "\n");
  }

  String toMarkdown() {
    StringBuilder text = new StringBuilder("# What was measured\n\n");
    text.append("`").append(command).append("`, ").append(when).append(".\n\n");
    machine.forEach(
        (what, is) -> text.append("- ").append(what).append(": ").append(is).append('\n'));
    text.append("\nHow, and what the columns mean: [README.md](README.md).\n");
    findings.forEach(finding -> text.append('\n').append(finding.toMarkdown()));
    return text.toString();
  }

  JsonObject toJson() {
    JsonObject facts = new JsonObject();
    machine.forEach(facts::put);
    return new JsonObject()
        .put("command", command)
        .put("when", when)
        .put("machine", facts)
        .put("findings", new JsonArray(findings.stream().map(ResultFiles::json).toList()));
  }

  private static JsonObject json(Finding finding) {
    return new JsonObject()
        .put("name", finding.name())
        .put("claims", finding.claims().stream().map(Claim::toString).collect(Collectors.toList()))
        .put("runs", new JsonArray(finding.runs()));
  }
}
