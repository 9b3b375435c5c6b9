package dev.weir.portal.web;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form on its way: what its fields hold, and what is wrong with them. A field that no page
 * offered, or that is given twice, is refused, so that nothing is assigned by surprise; what a
 * person can mistype is kept and explained beside its field. Belongs to one request.
 */
public final class Form {

  /** Longest value of a field that does not say otherwise, characters. */
  public static final int MAX_VALUE = 1024;

  /** Most values that a field for several may have. */
  public static final int MAX_SEVERAL = 64;

  /** The value of a flag that is set. */
  static final String ON = "on";

  private final FormShape shape;
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Map<String, List<Text>> errors = new LinkedHashMap<>();

  private Optional<EditConflict> conflict = Optional.empty();

  private Form(FormShape shape) {
    this.shape = shape;
  }

  /** A form that nobody has filled in yet. */
  public static Form blank(FormShape shape) {
    return new Form(shape);
  }

  /** Reads the form of a request and judges each field; throws {@code WeirFault FORM_INVALID}. */
  public static Form read(RoutingContext ctx, FormShape shape) {
    return read(ctx.request().formAttributes(), shape);
  }

  /**
   * Reads what a list is narrowed by from the query of its address; parameters of others stand
   * beside it. Throws {@code WeirFault FORM_INVALID} for one that is given twice.
   */
  public static Form query(RoutingContext ctx, FormShape shape) {
    MultiMap own = MultiMap.caseInsensitiveMultiMap();
    shape.fields().forEach(field -> own.add(field.name(), ctx.queryParam(field.name())));
    return read(own, shape);
  }

  static Form read(MultiMap attributes, FormShape shape) {
    Form form = new Form(shape);
    for (String name : attributes.names()) {
      if (!name.equals(CsrfGuard.FIELD)) {
        form.take(shape.find(name).orElseThrow(() -> refused(name)), attributes.getAll(name));
      }
    }
    shape.fields().forEach(form::judge);
    return form;
  }

  /** The value of a field, as typed; empty when absent. */
  public String text(String field) {
    List<String> all = all(field);
    return all.isEmpty() ? "" : all.getFirst();
  }

  /** All values of a field. */
  public List<String> all(String field) {
    return values.getOrDefault(shape.field(field).name(), List.of());
  }

  /** Whether a flag is set. */
  public boolean flag(String field) {
    return text(field).equals(ON);
  }

  /** The number in a field; empty when there is none, which is an error of the field already. */
  public Optional<Long> number(String field) {
    try {
      return Optional.of(Long.parseLong(text(field).strip()));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  /** The version of the thing that was shown when editing began. */
  public long version() {
    return number(FormShape.VERSION).orElseThrow(() -> refused(FormShape.VERSION));
  }

  /** Puts a value into a field, as it stands before anybody types. */
  public Form with(String field, String value) {
    values.put(shape.field(field).name(), List.of(value));
    return this;
  }

  /** Puts several values into a field. */
  public Form with(String field, List<String> several) {
    values.put(shape.field(field).name(), List.copyOf(several));
    return this;
  }

  /** Sets or clears a flag. */
  public Form with(String field, boolean set) {
    return with(field, set ? List.of(ON) : List.of());
  }

  /** Says which version of the thing is being shown. */
  public Form version(long version) {
    return with(FormShape.VERSION, Long.toString(version));
  }

  /** Says what is wrong with a field, by a key of the page's bundle. */
  public Form error(String field, String key, Object... arguments) {
    errors
        .computeIfAbsent(shape.field(field).name(), name -> new ArrayList<>())
        .add(Text.of(key, arguments));
    return this;
  }

  /** Whether nothing is wrong. */
  public boolean valid() {
    return errors.isEmpty();
  }

  /**
   * Somebody else has changed the thing meanwhile: the form now edits their version, keeps what was
   * typed, and shows what they set where it differs.
   *
   * @param theirs by field; several values joined by a comma and a space
   */
  public Form conflicting(long theirVersion, String who, Map<String, String> theirs) {
    List<EditConflict.Difference> differences = new ArrayList<>();
    theirs.forEach((field, value) -> {
      String typed = String.join(", ", all(field));
      if (!typed.equals(value)) {
        differences.add(new EditConflict.Difference(field(field), typed, value));
      }
    });
    conflict = Optional.of(new EditConflict(who, differences));
    return version(theirVersion);
  }

  /** For the template: the conflict, none or one. */
  public List<EditConflict> conflicts() {
    return conflict.stream().toList();
  }

  /** For the template: the form's name. */
  public String name() {
    return shape.name();
  }

  /** For the template: a field with what it holds. */
  public FieldView field(String name) {
    return new FieldView(
        shape.field(name),
        shape.name() + "-" + name,
        shape.name() + "." + name,
        all(name),
        errors.getOrDefault(name, List.of()));
  }

  /** For the template: the fields that nobody types. */
  public List<FieldView> hidden() {
    return shape.fields().stream()
        .filter(field -> field.kind() == Field.Kind.HIDDEN)
        .map(field -> field(field.name()))
        .toList();
  }

  /** For the template: all fields that something is wrong with, in the page's order. */
  public List<FieldView> wrongFields() {
    return shape.fields().stream()
        .filter(field -> errors.containsKey(field.name()))
        .map(field -> field(field.name()))
        .toList();
  }

  private void take(Field field, List<String> typed) {
    boolean several = field.kind() == Field.Kind.SEVERAL;
    if (typed.size() > (several ? MAX_SEVERAL : 1)) {
      throw refused(field.name());
    }
    values.put(field.name(), List.copyOf(typed));
  }

  private void judge(Field field) {
    List<String> typed = all(field.name());
    String first = text(field.name());
    if (field.required() && first.isBlank()) {
      error(field.name(), "field.required");
    } else if (typed.stream().anyMatch(value -> value.length() > field.maxLength())) {
      error(field.name(), "field.too-long", field.maxLength());
    } else if (field.kind() == Field.Kind.NUMBER
        && !first.isBlank()
        && number(field.name()).isEmpty()) {
      error(field.name(), "field.number");
    } else if (!first.isEmpty()
        && !field.choices().isEmpty()
        && !field.choices().containsAll(typed)) {
      error(field.name(), "field.choice");
    }
  }

  private static WeirFault refused(String field) {
    return new WeirFault(FaultCode.FORM_INVALID, "field " + field);
  }
}
