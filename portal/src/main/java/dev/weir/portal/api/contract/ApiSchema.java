package dev.weir.portal.api.contract;

import dev.weir.portal.web.FieldFault;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A schema of the document without references, and the judge that it makes. Thread-safe. */
public final class ApiSchema {

  private static final String BASE = "urn:weir:api";

  /** Most findings that are told about one value; there is more to mend then. */
  static final int MAX_FINDINGS = 20;

  private final JsonObject definition;
  private final Validator validator;

  /** Judges by this definition. */
  public ApiSchema(JsonObject definition) {
    this.definition = definition.copy();
    this.validator =
        Validator.create(
            JsonSchema.of(definition.copy()),
            new JsonSchemaOptions()
                .setBaseUri(BASE)
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
  }

  /** What the document says. */
  public JsonObject definition() {
    return definition.copy();
  }

  /** The type of values; empty when several are allowed. */
  public String type() {
    return definition.getValue("type") instanceof String one ? one : "";
  }

  /**
   * What is wrong with a value; nothing when it is right.
   *
   * @param root the pointer of the value itself, put in front of each finding's
   */
  public List<FieldFault> judge(Object value, String root) {
    OutputUnit verdict = validator.validate(value);
    if (Boolean.TRUE.equals(verdict.getValid())) {
      return List.of();
    }
    List<OutputUnit> errors = verdict.getErrors() == null ? List.of() : verdict.getErrors();
    Set<String> told = new HashSet<>();
    List<FieldFault> faults = new ArrayList<>();
    errors.stream()
        .filter(error -> !isEcho(error) && !keyword(error).equals("additionalProperties"))
        .map(error -> fault(error, root))
        .filter(fault -> told.add(fault.pointer()))
        .forEach(faults::add);
    // Whatever is found wrong is also reported as not declared: only what is not found otherwise
    // really is not.
    errors.stream()
        .filter(error -> keyword(error).equals("additionalProperties"))
        .filter(error -> told.stream().noneMatch(seen -> isWithin(seen, pointer(error, root))))
        .filter(error -> told.add(pointer(error, root)))
        .forEach(error -> faults.add(new FieldFault(pointer(error, root), "is not known here")));
    return faults.stream().limit(MAX_FINDINGS).toList();
  }

  /** Says only that something deeper is wrong, which is told as well. */
  private static boolean isEcho(OutputUnit error) {
    return keyword(error).equals("properties") || keyword(error).equals("items");
  }

  private static FieldFault fault(OutputUnit error, String root) {
    String pointer = pointer(error, root);
    String[] quoted = error.getError().split("\"", -1);
    return keyword(error).equals("required") && quoted.length > 1
        ? new FieldFault(pointer + "/" + quoted[1], "is missing")
        : new FieldFault(pointer, error.getError());
  }

  private static boolean isWithin(String pointer, String outer) {
    return pointer.equals(outer) || pointer.startsWith(outer + "/");
  }

  private static String pointer(OutputUnit error, String root) {
    return root + error.getInstanceLocation().substring(1);
  }

  private static String keyword(OutputUnit error) {
    String location = error.getKeywordLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }
}
