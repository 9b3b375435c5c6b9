package dev.weir.portal.domain.keeping;

import dev.weir.contract.keeping.RecordingRule;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.contract.keeping.TimeShiftRule;
import dev.weir.portal.audit.AuditAction;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A kind of rule that says what of streams is kept.
 *
 * @param name in paths and in the database
 * @param changed what the audit log calls a change
 * @param streams the streams that a rule is about
 * @param write a rule to its document
 * @param read a document to its rule; throws {@link IllegalArgumentException} for what no rule can
 *     be
 */
public record RuleKind<R>(
    String name,
    AuditAction changed,
    Function<R, StreamChoice> streams,
    Function<R, JsonObject> write,
    Function<JsonObject, R> read) {

  /** Which streams are recorded. */
  public static final RuleKind<RecordingRule> RECORDINGS =
      new RuleKind<>(
          "recordings",
          AuditAction.DOMAIN_RECORDINGS_CHANGED,
          RecordingRule::streams,
          RuleDocument::of,
          RuleDocument::recording);

  /** Of which streams snapshots are taken. */
  public static final RuleKind<SnapshotRule> SNAPSHOTS =
      new RuleKind<>(
          "snapshots",
          AuditAction.DOMAIN_SNAPSHOTS_CHANGED,
          SnapshotRule::streams,
          RuleDocument::of,
          RuleDocument::snapshot);

  /** In which streams viewers can go back. */
  public static final RuleKind<TimeShiftRule> TIME_SHIFT =
      new RuleKind<>(
          "time-shift",
          AuditAction.DOMAIN_TIME_SHIFT_CHANGED,
          TimeShiftRule::streams,
          RuleDocument::of,
          RuleDocument::timeShift);

  private static final String ID = "id";

  /** All, in the order of pages. */
  public static List<RuleKind<?>> all() {
    return List.of(RECORDINGS, SNAPSHOTS, TIME_SHIFT);
  }

  /** The rules of a domain as they rest. */
  public JsonArray rest(List<KeptRule<R>> rules) {
    JsonArray all = new JsonArray();
    rules.forEach(kept -> all.add(write.apply(kept.rule()).put(ID, kept.id().toString())));
    return all;
  }

  /** Reads them. */
  public List<KeptRule<R>> resting(JsonArray all) {
    List<KeptRule<R>> rules = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      JsonObject json = all.getJsonObject(i);
      rules.add(new KeptRule<>(UUID.fromString(json.getString(ID)), read.apply(json)));
    }
    return rules;
  }
}
