package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** The part of a policy that says what of streams is kept; times in ISO 8601. */
final class KeepingJson {

  private KeepingJson() {}

  static ObjectNode write(Keeping keeping) {
    ObjectNode json = JsonFields.object();
    ArrayNode recordings = json.putArray("recordings");
    keeping.recordings().forEach(rule -> recordings.add(write(rule)));
    ArrayNode snapshots = json.putArray("snapshots");
    keeping.snapshots().forEach(rule -> snapshots.add(write(rule)));
    ArrayNode timeShifts = json.putArray("timeShifts");
    keeping
        .timeShifts()
        .forEach(
            rule -> timeShifts.add(write(rule.streams()).put("window", rule.window().toString())));
    return json;
  }

  static Keeping read(JsonFields json) {
    return new Keeping(
        json.list("recordings", rule -> recording(JsonFields.of(rule))),
        json.list("snapshots", rule -> snapshot(JsonFields.of(rule))),
        json.list("timeShifts", rule -> timeShift(JsonFields.of(rule))));
  }

  private static ObjectNode write(StreamChoice streams) {
    ObjectNode json = JsonFields.object().put("stream", streams.stream().text());
    streams.app().ifPresent(app -> json.put("app", app.value()));
    return json;
  }

  private static ObjectNode write(RecordingRule rule) {
    ObjectNode json = write(rule.streams()).put("start", rule.start().name());
    ArrayNode formats = json.putArray("formats");
    rule.formats().stream().sorted().forEach(format -> formats.add(format.name()));
    json.put("renditions", rule.renditions());
    rule.splitAfter().ifPresent(time -> json.put("splitAfter", time.toString()));
    json.put("mergeWithin", rule.mergeWithin().toString()).put("name", rule.name().text());
    rule.retention().ifPresent(time -> json.put("retention", time.toString()));
    rule.shelf().store().ifPresent(store -> json.put("store", store.value()));
    rule.shelf()
        .cooling()
        .ifPresent(cooling ->
            json.put("coolAfter", cooling.after().toString()).put("coolTo", cooling.to().name()));
    return json;
  }

  private static Shelf shelf(JsonFields json) {
    return new Shelf(
        json.has("store") ? Optional.of(new StoreId(json.text("store"))) : Optional.empty(),
        time(json, "coolAfter")
            .map(after -> new Cooling(after, StorageClass.valueOf(json.text("coolTo")))));
  }

  private static ObjectNode write(SnapshotRule rule) {
    ObjectNode json = write(rule.streams()).put("format", rule.format().name());
    rule.every().ifPresent(time -> json.put("every", time.toString()));
    rule.sequence()
        .ifPresent(sequence ->
            json.putObject("sequence")
                .put("name", sequence.name().text())
                .put("retention", sequence.retention().toString()));
    return json;
  }

  private static RecordingRule recording(JsonFields json) {
    return new RecordingRule(
        streams(json),
        RecordingRule.Start.valueOf(json.text("start")),
        json.texts("formats").stream()
            .map(RecordingFormat::valueOf)
            .collect(Collectors.toUnmodifiableSet()),
        json.flag("renditions"),
        time(json, "splitAfter"),
        Duration.parse(json.text("mergeWithin")),
        new NameTemplate(json.text("name")),
        time(json, "retention"),
        shelf(json));
  }

  private static SnapshotRule snapshot(JsonFields json) {
    return new SnapshotRule(
        streams(json),
        time(json, "every"),
        SnapshotRule.Format.valueOf(json.text("format")),
        json.optionalObject("sequence")
            .map(sequence ->
                new SnapshotRule.Sequence(
                    new NameTemplate(sequence.text("name")),
                    Duration.parse(sequence.text("retention")))));
  }

  private static TimeShiftRule timeShift(JsonFields json) {
    return new TimeShiftRule(streams(json), Duration.parse(json.text("window")));
  }

  private static StreamChoice streams(JsonFields json) {
    return new StreamChoice(
        json.has("app") ? Optional.of(new AppName(json.text("app"))) : Optional.empty(),
        new Wildcard(json.text("stream")));
  }

  private static Optional<Duration> time(JsonFields json, String name) {
    return json.has(name) ? Optional.of(Duration.parse(json.text(name))) : Optional.empty();
  }
}
