package dev.weir.portal.domain.keeping;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.keeping.NameTemplate;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.contract.keeping.TimeShiftRule;
import dev.weir.contract.storage.Cooling;
import dev.weir.contract.storage.Shelf;
import dev.weir.contract.storage.StorageClass;
import dev.weir.contract.storage.StoreId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rules as JSON. Names of fields are a contract; what a document does not say is as a new rule has
 * it.
 */
public final class RuleDocument {

  private static final String APP = "app";
  private static final String STREAM = "stream";
  private static final String START = "start";
  private static final String FORMATS = "formats";
  private static final String RENDITIONS = "renditions";
  private static final String SPLIT = "splitAfterSeconds";
  private static final String MERGE = "mergeWithinSeconds";
  private static final String NAME = "name";
  private static final String RETENTION = "retentionHours";
  private static final String STORE = "store";
  private static final String COOLING = "cooling";
  private static final String AFTER_DAYS = "afterDays";
  private static final String CLASS = "storageClass";
  private static final String EVERY = "everySeconds";
  private static final String FORMAT = "format";
  private static final String SEQUENCE = "sequence";
  private static final String WINDOW = "windowMinutes";
  private static final String PUBLISH = "publish";
  private static final String DEMAND = "demand";

  private RuleDocument() {}

  /**
   * What a domain's policy says.
   *
   * @param byKind the rules of each kind as they rest, by the kind's name
   */
  public static Keeping keeping(JsonObject byKind) {
    return byKind.isEmpty()
        ? Keeping.nothing()
        : new Keeping(
            rules(byKind, RuleKind.RECORDINGS),
            rules(byKind, RuleKind.SNAPSHOTS),
            rules(byKind, RuleKind.TIME_SHIFT));
  }

  private static <R> List<R> rules(JsonObject byKind, RuleKind<R> kind) {
    return kind.resting(byKind.getJsonArray(kind.name(), new JsonArray())).stream()
        .map(KeptRule::rule)
        .toList();
  }

  static JsonObject of(RecordingRule rule) {
    JsonArray formats = new JsonArray();
    rule.formats().stream().sorted().forEach(format -> formats.add(small(format)));
    JsonObject json =
        of(rule.streams())
            .put(
                START,
                switch (rule.start()) {
                  case AT_PUBLISH -> PUBLISH;
                  case ON_DEMAND -> DEMAND;
                })
            .put(FORMATS, formats)
            .put(RENDITIONS, rule.renditions())
            .put(MERGE, rule.mergeWithin().toSeconds())
            .put(NAME, rule.name().text());
    rule.splitAfter().ifPresent(time -> json.put(SPLIT, time.toSeconds()));
    rule.retention().ifPresent(time -> json.put(RETENTION, time.toHours()));
    rule.shelf().store().ifPresent(store -> json.put(STORE, store.value()));
    rule.shelf()
        .cooling()
        .ifPresent(cooling ->
            json.put(
                COOLING,
                new JsonObject()
                    .put(AFTER_DAYS, cooling.after().toDays())
                    .put(CLASS, cooling.to().name())));
    return json;
  }

  private static Shelf shelf(JsonObject json) {
    return new Shelf(
        Optional.ofNullable(json.getString(STORE)).map(StoreId::new),
        Optional.ofNullable(json.getJsonObject(COOLING))
            .map(cooling ->
                new Cooling(
                    Duration.ofDays(cooling.getLong(AFTER_DAYS)),
                    StorageClass.valueOf(cooling.getString(CLASS)))));
  }

  static RecordingRule recording(JsonObject json) {
    return new RecordingRule(
        streams(json),
        start(json.getString(START, PUBLISH)),
        json.getJsonArray(FORMATS).stream()
            .map(format -> RecordingFormat.valueOf(large(String.valueOf(format))))
            .collect(Collectors.toUnmodifiableSet()),
        json.getBoolean(RENDITIONS, false),
        Optional.ofNullable(json.getLong(SPLIT)).map(Duration::ofSeconds),
        Duration.ofSeconds(json.getLong(MERGE, 0L)),
        name(json, NameTemplate.RECORDING),
        Optional.ofNullable(json.getLong(RETENTION)).map(Duration::ofHours),
        shelf(json));
  }

  static JsonObject of(SnapshotRule rule) {
    JsonObject json =
        of(rule.streams())
            .put(EVERY, rule.every().orElse(Duration.ZERO).toSeconds())
            .put(FORMAT, small(rule.format()));
    rule.sequence()
        .ifPresent(sequence ->
            json.put(
                SEQUENCE,
                new JsonObject()
                    .put(NAME, sequence.name().text())
                    .put(RETENTION, sequence.retention().toHours())));
    return json;
  }

  static SnapshotRule snapshot(JsonObject json) {
    return new SnapshotRule(
        streams(json),
        Optional.of(Duration.ofSeconds(json.getLong(EVERY))).filter(time -> !time.isZero()),
        SnapshotRule.Format.valueOf(large(json.getString(FORMAT, "jpeg"))),
        Optional.ofNullable(json.getJsonObject(SEQUENCE))
            .map(sequence ->
                new SnapshotRule.Sequence(
                    name(sequence, NameTemplate.SNAPSHOT),
                    Duration.ofHours(sequence.getLong(RETENTION)))));
  }

  static JsonObject of(TimeShiftRule rule) {
    return of(rule.streams()).put(WINDOW, rule.window().toMinutes());
  }

  static TimeShiftRule timeShift(JsonObject json) {
    return new TimeShiftRule(streams(json), Duration.ofMinutes(json.getLong(WINDOW)));
  }

  private static JsonObject of(StreamChoice streams) {
    JsonObject json = new JsonObject();
    streams.app().ifPresent(app -> json.put(APP, app.value()));
    return json.put(STREAM, streams.stream().text());
  }

  private static StreamChoice streams(JsonObject json) {
    return new StreamChoice(
        Optional.ofNullable(json.getString(APP)).map(AppName::new),
        new Wildcard(json.getString(STREAM, "*")));
  }

  private static NameTemplate name(JsonObject json, NameTemplate usual) {
    return Optional.ofNullable(json.getString(NAME)).map(NameTemplate::new).orElse(usual);
  }

  private static RecordingRule.Start start(String name) {
    return switch (name) {
      case PUBLISH -> RecordingRule.Start.AT_PUBLISH;
      case DEMAND -> RecordingRule.Start.ON_DEMAND;
      default -> throw new IllegalArgumentException("no start " + name);
    };
  }

  private static String small(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  private static String large(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
