package dev.weir.portal.audit;

import dev.weir.portal.web.Messages;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * An entry as the page shows it. Public for the template.
 *
 * @param seq place in the chain
 * @param at ISO 8601
 * @param who name, or what somebody without one is
 * @param action in words
 * @param object name of what it was done to
 * @param changes what changed
 * @param address network address; empty for a command line
 * @param requestId name of the request; empty for a command line
 */
public record AuditLine(
    long seq,
    String at,
    String who,
    String action,
    String object,
    List<Change> changes,
    String address,
    String requestId) {

  /**
   * One thing that changed.
   *
   * @param before empty when it was not there
   * @param after empty when it is gone
   */
  public record Change(String name, String before, String after) {}

  static AuditLine of(AuditRecord record) {
    return new AuditLine(
        record.seq(),
        record.at().toString(),
        who(record.by()),
        action(record.action()),
        record.objectName(),
        changes(record.before(), record.after()),
        record.origin().address(),
        record.origin().requestId());
  }

  private static List<Change> changes(JsonObject before, JsonObject after) {
    TreeSet<String> names = new TreeSet<>(before.fieldNames());
    names.addAll(after.fieldNames());
    return names.stream()
        .map(name -> new Change(name, text(before, name), text(after, name)))
        .toList();
  }

  private static String text(JsonObject facts, String name) {
    Object value = facts.getValue(name);
    return value == null ? "" : value.toString();
  }

  private static String who(AuditRecord.By by) {
    return switch (by.kind()) {
      case "COMMAND_LINE", "PLATFORM", "STRANGER" ->
          Messages.text("audit/words", "actor." + by.kind());
      default -> by.name();
    };
  }

  /** In words; by its name when a newer release wrote it. */
  private static String action(String name) {
    return Arrays.stream(AuditAction.values())
        .filter(known -> known.name().equals(name))
        .map(AuditAction::title)
        .findFirst()
        .orElse(name);
  }
}
