package dev.weir.portal.keeping;

import dev.weir.contract.keeping.NameTemplate;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.portal.domain.keeping.RuleKind;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which streams are recorded. */
final class RecordingPart implements KeepingPart<RecordingRule> {

  private static final String PUBLISH = "publish";
  private static final String DEMAND = "demand";
  private static final Duration MERGED = Duration.ofMinutes(1);

  private static final SpanField SPLIT =
      new SpanField(
          "split",
          "split-unit",
          RecordingRule.MIN_SPLIT,
          RecordingRule.MAX_SPLIT,
          List.of(SpanField.Unit.S, SpanField.Unit.MIN, SpanField.Unit.H));
  private static final SpanField MERGE =
      new SpanField(
          "merge",
          "merge-unit",
          Duration.ZERO,
          RecordingRule.MAX_MERGE,
          List.of(SpanField.Unit.S, SpanField.Unit.MIN));
  private static final SpanField KEEP =
      new SpanField(
          "keep",
          "keep-unit",
          Duration.ofHours(1),
          RecordingRule.MAX_RETENTION,
          List.of(SpanField.Unit.H, SpanField.Unit.D));

  @Override
  public RuleKind<RecordingRule> kind() {
    return RuleKind.RECORDINGS;
  }

  @Override
  public List<Field> fields() {
    Stream<Field> first =
        Stream.of(
            Field.choice("start", PUBLISH, DEMAND).mandatory(),
            Field.several(
                "formats",
                Arrays.stream(RecordingFormat.values())
                    .map(RecordingPart::value)
                    .toArray(String[]::new)),
            Field.flag("renditions"));
    Stream<Field> last = Stream.of(NameExample.field());
    return Stream.of(
            first, SPLIT.fields(), MERGE.fields(), last, KEEP.fields(), ShelfFields.fields())
        .flatMap(fields -> fields)
        .toList();
  }

  @Override
  public RecordingRule usual() {
    return new RecordingRule(
        StreamChoice.all(),
        RecordingRule.Start.AT_PUBLISH,
        Set.of(RecordingFormat.MP4),
        false,
        Optional.of(Duration.ofHours(1)),
        MERGED,
        NameTemplate.RECORDING,
        Optional.empty());
  }

  @Override
  public void fill(Form form, RecordingRule rule) {
    form.with(
        "start",
        switch (rule.start()) {
          case AT_PUBLISH -> PUBLISH;
          case ON_DEMAND -> DEMAND;
        });
    form.with("formats", rule.formats().stream().sorted().map(RecordingPart::value).toList());
    form.with("renditions", rule.renditions());
    SPLIT.fill(form, rule.splitAfter());
    MERGE.fill(form, Optional.of(rule.mergeWithin()));
    form.with(NameExample.FIELD, rule.name().text());
    KEEP.fill(form, rule.retention());
    ShelfFields.fill(form, rule.shelf());
  }

  @Override
  public RecordingRule read(Form form, StreamChoice streams) {
    Set<RecordingFormat> formats =
        Arrays.stream(RecordingFormat.values())
            .filter(format -> form.all("formats").contains(value(format)))
            .collect(Collectors.toUnmodifiableSet());
    return new RecordingRule(
        streams,
        form.text("start").equals(DEMAND)
            ? RecordingRule.Start.ON_DEMAND
            : RecordingRule.Start.AT_PUBLISH,
        formats,
        form.flag("renditions"),
        SPLIT.read(form),
        MERGE.read(form).orElse(Duration.ZERO),
        NameExample.read(form).orElse(NameTemplate.RECORDING),
        KEEP.read(form),
        ShelfFields.read(form));
  }

  @Override
  public String what(RecordingRule rule) {
    if (rule.formats().isEmpty()) {
      return Messages.text("keeping/words", "recording.none");
    }
    return rule.formats().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
  }

  @Override
  public List<String> more(RecordingRule rule) {
    List<String> more = new ArrayList<>();
    if (rule.formats().isEmpty()) {
      return more;
    }
    more.add(
        switch (rule.start()) {
          case AT_PUBLISH -> Messages.text("keeping/words", "recording.publish");
          case ON_DEMAND -> Messages.text("keeping/words", "recording.demand");
        });
    if (rule.renditions()) {
      more.add(Messages.text("keeping/words", "recording.renditions"));
    }
    rule.splitAfter()
        .map(SpanField::words)
        .ifPresent(time -> more.add(Messages.text("keeping/words", "recording.split", time)));
    if (!rule.mergeWithin().isZero()) {
      String time = SpanField.words(rule.mergeWithin());
      more.add(Messages.text("keeping/words", "recording.merge", time));
    }
    more.add(
        rule.retention()
            .map(SpanField::words)
            .map(time -> Messages.text("keeping/words", "kept", time))
            .orElseGet(() -> Messages.text("keeping/words", "kept.always")));
    more.addAll(ShelfFields.words(rule.shelf()));
    return more;
  }

  @Override
  public String ending() {
    return "." + RecordingFormat.MP4.extension();
  }

  private static String value(RecordingFormat format) {
    return switch (format) {
      case HLS -> "hls";
      case MP4 -> "mp4";
      case FLV -> "flv";
    };
  }
}
