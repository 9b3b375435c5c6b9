package dev.weir.portal.api.docs;

import dev.weir.portal.api.contract.ApiDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Operations of one kind. Public for the template.
 *
 * @param name what they are about
 * @param id of the chapter within the page
 * @param operations in the document's order
 */
public record DocChapter(String name, String id, List<DocOperation> operations) {

  /** Copies the list. */
  public DocChapter {
    operations = List.copyOf(operations);
  }

  static List<DocChapter> of(ApiDocument document) {
    Map<String, List<DocOperation>> byTag = new LinkedHashMap<>();
    document.tags().forEach(tag -> byTag.put(tag, new ArrayList<>()));
    document
        .operations()
        .forEach(operation ->
            byTag
                .computeIfAbsent(operation.tag(), tag -> new ArrayList<>())
                .add(DocOperation.of(operation)));
    return byTag.entrySet().stream()
        .filter(chapter -> !chapter.getValue().isEmpty())
        .map(chapter ->
            new DocChapter(
                chapter.getKey(),
                chapter.getKey().toLowerCase(Locale.ROOT).replace(' ', '-'),
                shortened(chapter.getValue())))
        .toList();
  }

  /** What several operations answer is said once. */
  private static List<DocOperation> shortened(List<DocOperation> operations) {
    Map<List<DocField>, String> said = new HashMap<>();
    return operations.stream().map(operation -> operation.after(said)).toList();
  }
}
