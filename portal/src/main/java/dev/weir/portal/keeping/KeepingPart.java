package dev.weir.portal.keeping;

import dev.weir.contract.keeping.StreamChoice;
import dev.weir.portal.domain.keeping.RuleKind;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import java.util.List;

/** What pages show of one kind of rule, beside the streams that it is about and its place. */
sealed interface KeepingPart<R> permits RecordingPart, SnapshotPart, TimeShiftPart {

  /** All, in the order of the page. */
  static List<KeepingPart<?>> all() {
    return List.of(new RecordingPart(), new SnapshotPart(), new TimeShiftPart());
  }

  RuleKind<R> kind();

  /** The fields of its form. */
  List<Field> fields();

  /** What a new rule begins as. */
  R usual();

  /** Puts a rule into the fields. */
  void fill(Form form, R rule);

  /** Reads a rule; where something is wrong, it stands beside its field, and the usual is taken. */
  R read(Form form, StreamChoice streams);

  /** What a rule does, in a few words. */
  String what(R rule);

  /** What else there is to say of it. */
  List<String> more(R rule);

  /** How files end in the example of a name, with the dot; empty for what has no names. */
  String ending();
}
