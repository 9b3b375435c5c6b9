package dev.weir.portal.keeping;

import dev.weir.contract.keeping.NameTemplate;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.keeping.StreamChoice;
import dev.weir.portal.domain.keeping.RuleKind;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Of which streams snapshots are taken. */
final class SnapshotPart implements KeepingPart<SnapshotRule> {

  private static final String JPEG = "jpeg";
  private static final String WEBP = "webp";
  private static final Duration USUAL_EVERY = Duration.ofSeconds(10);
  private static final Duration USUAL_RETENTION = Duration.ofDays(7);

  private static final SpanField EVERY =
      new SpanField(
          "every",
          "every-unit",
          Duration.ZERO,
          SnapshotRule.MAX_EVERY,
          List.of(SpanField.Unit.S, SpanField.Unit.MIN));
  private static final SpanField KEEP =
      new SpanField(
          "retention",
          "retention-unit",
          Duration.ofHours(1),
          SnapshotRule.MAX_RETENTION,
          List.of(SpanField.Unit.H, SpanField.Unit.D));

  @Override
  public RuleKind<SnapshotRule> kind() {
    return RuleKind.SNAPSHOTS;
  }

  @Override
  public List<Field> fields() {
    Stream<Field> format = Stream.of(Field.choice("format", JPEG, WEBP).mandatory());
    Stream<Field> sequence = Stream.of(Field.flag("sequence"), NameExample.field());
    return Stream.of(EVERY.fields(), format, sequence, KEEP.fields())
        .flatMap(fields -> fields)
        .toList();
  }

  @Override
  public SnapshotRule usual() {
    return new SnapshotRule(
        StreamChoice.all(), Optional.of(USUAL_EVERY), SnapshotRule.Format.JPEG, Optional.empty());
  }

  @Override
  public void fill(Form form, SnapshotRule rule) {
    EVERY.fill(form, Optional.of(rule.every().orElse(Duration.ZERO)));
    form.with(
        "format",
        switch (rule.format()) {
          case JPEG -> JPEG;
          case WEBP -> WEBP;
        });
    form.with("sequence", rule.sequence().isPresent());
    form.with(
        NameExample.FIELD,
        rule.sequence().map(SnapshotRule.Sequence::name).orElse(NameTemplate.SNAPSHOT).text());
    KEEP.fill(
        form,
        Optional.of(rule.sequence().map(SnapshotRule.Sequence::retention).orElse(USUAL_RETENTION)));
  }

  @Override
  public SnapshotRule read(Form form, StreamChoice streams) {
    Duration every = EVERY.read(form).orElse(Duration.ZERO);
    return new SnapshotRule(
        streams,
        every.isZero() ? Optional.empty() : Optional.of(every),
        form.text("format").equals(WEBP) ? SnapshotRule.Format.WEBP : SnapshotRule.Format.JPEG,
        form.flag("sequence") ? sequence(form) : Optional.empty());
  }

  private static Optional<SnapshotRule.Sequence> sequence(Form form) {
    Optional<NameTemplate> name = NameExample.read(form);
    if (name.isPresent() && !name.get().distinguishes()) {
      form.error(NameExample.FIELD, "name.alike", "{UnixTimestamp}", "{Sequence}");
    }
    Optional<Duration> kept = KEEP.read(form);
    if (form.text(KEEP.name()).isBlank()) {
      form.error(KEEP.name(), "field.required");
    }
    return name.filter(NameTemplate::distinguishes)
        .flatMap(known -> kept.map(time -> new SnapshotRule.Sequence(known, time)));
  }

  @Override
  public String what(SnapshotRule rule) {
    return rule.every()
        .map(SpanField::words)
        .map(time -> Messages.text("keeping/words", "snapshot.every", time))
        .orElseGet(() -> Messages.text("keeping/words", "snapshot.none"));
  }

  @Override
  public List<String> more(SnapshotRule rule) {
    List<String> more = new ArrayList<>();
    if (rule.every().isPresent()) {
      more.add(
          switch (rule.format()) {
            case JPEG -> Messages.text("keeping/words", "snapshot.jpeg");
            case WEBP -> Messages.text("keeping/words", "snapshot.webp");
          });
      more.add(
          rule.sequence()
              .map(sequence -> SpanField.words(sequence.retention()))
              .map(time -> Messages.text("keeping/words", "snapshot.all", time))
              .orElseGet(() -> Messages.text("keeping/words", "snapshot.latest")));
    }
    return more;
  }

  @Override
  public String ending() {
    return "." + SnapshotRule.Format.JPEG.extension();
  }
}
