package dev.weir.portal.api.docs;

import dev.weir.portal.api.contract.ApiOperation;
import dev.weir.portal.api.contract.ApiSchema;
import java.util.List;
import java.util.Map;

/**
 * One operation as the page shows it. Public for the template.
 *
 * @param id its name, and its place within the page
 * @param permission the scope that it needs; empty for none
 * @param parameters in path, query and header
 * @param body members of the JSON body; empty when there is none
 * @param answers by status
 */
public record DocOperation(
    String id,
    String method,
    String path,
    String summary,
    String description,
    String permission,
    List<DocField> parameters,
    List<DocField> body,
    List<Answer> answers) {

  private static final int FIRST_REFUSAL = 400;

  /** Copies the lists. */
  public DocOperation {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
    answers = List.copyOf(answers);
  }

  /**
   * One answer.
   *
   * @param fields members of its body; empty for refusals, which are all alike
   * @param like the operation of the same chapter that has said them already; empty for none
   */
  public record Answer(int status, String description, List<DocField> fields, String like) {

    /** Copies the list. */
    public Answer {
      fields = List.copyOf(fields);
    }
  }

  static DocOperation of(ApiOperation operation) {
    return new DocOperation(
        operation.id(),
        operation.method(),
        operation.path(),
        operation.summary(),
        operation.description(),
        operation.permission().orElse(""),
        operation.parameters().stream().map(DocField::of).toList(),
        operation.body().map(DocOperation::fields).orElse(List.of()),
        operation.responses().entrySet().stream()
            .map(answer ->
                new Answer(
                    answer.getKey(),
                    answer.getValue().description(),
                    answer.getKey() < FIRST_REFUSAL
                        ? answer.getValue().schema().map(DocOperation::fields).orElse(List.of())
                        : List.of(),
                    ""))
            .toList());
  }

  /** The same, where answers that {@code said} knows only name the operation that has said it. */
  DocOperation after(Map<List<DocField>, String> said) {
    List<Answer> shorter = answers.stream().map(answer -> after(said, answer)).toList();
    return new DocOperation(
        id, method, path, summary, description, permission, parameters, body, shorter);
  }

  private Answer after(Map<List<DocField>, String> said, Answer answer) {
    String before = answer.fields().isEmpty() ? null : said.putIfAbsent(answer.fields(), id);
    return before == null
        ? answer
        : new Answer(answer.status(), answer.description(), List.of(), before);
  }

  private static List<DocField> fields(ApiSchema schema) {
    return DocField.of(schema.definition());
  }
}
