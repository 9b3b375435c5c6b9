package dev.weir.contract.keeping;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.StoreId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a push domain's streams is kept. Of each kind, rules are asked in order: the first that
 * means a stream decides.
 *
 * @param recordings which streams are recorded
 * @param snapshots of which streams snapshots are taken
 * @param timeShifts in which streams viewers can go back
 * @param stores the tenant's own stores, those that no rule names too: something may lie there
 */
public record Keeping(
    List<RecordingRule> recordings,
    List<SnapshotRule> snapshots,
    List<TimeShiftRule> timeShifts,
    Map<StoreId, Bucket> stores) {

  /** Most rules of each kind. */
  public static final int MAX_RULES = 50;

  /** Most stores of a tenant. */
  public static final int MAX_STORES = 10;

  private static final Keeping NOTHING = new Keeping(List.of(), List.of(), List.of());

  /** Throws {@link IllegalArgumentException} for too many rules. */
  public Keeping {
    recordings = List.copyOf(recordings);
    snapshots = List.copyOf(snapshots);
    timeShifts = List.copyOf(timeShifts);
    stores = Map.copyOf(stores);
    if (recordings.size() > MAX_RULES
        || snapshots.size() > MAX_RULES
        || timeShifts.size() > MAX_RULES) {
      throw new IllegalArgumentException("a domain has up to 50 rules of each kind");
    }
  }

  /** Rules of a tenant without stores of its own. */
  public Keeping(
      List<RecordingRule> recordings,
      List<SnapshotRule> snapshots,
      List<TimeShiftRule> timeShifts) {
    this(recordings, snapshots, timeShifts, Map.of());
  }

  /** The same rules of a tenant that has these stores. */
  public Keeping in(Map<StoreId, Bucket> others) {
    return new Keeping(recordings, snapshots, timeShifts, others);
  }

  /** Nothing of any stream. */
  public static Keeping nothing() {
    return NOTHING;
  }

  /** How a stream is recorded; empty when it is not. */
  public Optional<RecordingRule> recording(AppName app, StreamName stream) {
    return recordings.stream()
        .filter(rule -> rule.streams().means(app, stream))
        .findFirst()
        .filter(rule -> !rule.formats().isEmpty());
  }

  /** How snapshots of a stream are taken; empty when none are. */
  public Optional<SnapshotRule> snapshot(AppName app, StreamName stream) {
    return snapshots.stream()
        .filter(rule -> rule.streams().means(app, stream))
        .findFirst()
        .filter(rule -> rule.every().isPresent());
  }

  /** How viewers of a stream can go back; empty when they cannot. */
  public Optional<TimeShiftRule> timeShift(AppName app, StreamName stream) {
    return timeShifts.stream()
        .filter(rule -> rule.streams().means(app, stream))
        .findFirst()
        .filter(rule -> !rule.window().isZero());
  }
}
