package dev.weir.bench.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * One finding as files of its own, so that one experiment can be repeated without the others: a
 * page for people, and every single run for machines.
 *
 * @param command that was typed
 * @param when in words
 * @param machine facts about it, in order
 * @param finding what was found
 */
public record ResultFile(
    String command, String when, Map<String, String> machine, Finding finding) {

  /** Writes {@code NAME.md} and {@code NAME.json}, over those of an earlier run. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(finding.name() + ".md"), toMarkdown());
    Files.writeString(folder.resolve(finding.name() + ".json"), toJson().encodePrettily() + "\n");
  }

  String toMarkdown() {
    StringBuilder text = new StringBuilder(finding.toMarkdown());
    text.append("\n`").append(command).append("`, ").append(when).append(":\n\n");
    machine.forEach(
        (what, is) -> text.append("- ").append(what).append(": ").append(is).append('\n'));
    text.append("\nHow, and what the columns mean: [README.md](../README.md).\n");
    return text.toString();
  }

  JsonObject toJson() {
    JsonObject facts = new JsonObject();
    machine.forEach(facts::put);
    return new JsonObject()
        .put("name", finding.name())
        .put("command", command)
        .put("when", when)
        .put("machine", facts)
        .put("claims", new JsonArray(finding.claims().stream().map(Claim::toString).toList()))
        .put("runs", new JsonArray(finding.runs()));
  }
}
