package dev.weir.portal.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One runbook. Public for the template.
 *
 * @param name in its address
 * @param title its first line
 * @param blocks the rest
 */
public record Runbook(String name, String title, List<Block> blocks) {

  private static final Pattern SPAN = Pattern.compile("`([^`]+)`|\\[([^\\]]+)\\]\\(([^)\\s]+)\\)");
  private static final Pattern ITEM = Pattern.compile("(?:- |[0-9]+\\. )(.*)");
  private static final String FENCE = "```";

  /** Copies the list. */
  public Runbook {
    blocks = List.copyOf(blocks);
  }

  /**
   * A part of it.
   *
   * @param kind {@code heading}, {@code text}, {@code list}, {@code steps} or {@code code}
   * @param lines one for each item; of a text one
   */
  public record Block(String kind, List<List<Span>> lines) {

    /** Copies the list. */
    public Block {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Some words.
   *
   * @param code whether they are for a machine
   * @param link where they lead; empty for nowhere
   */
  public record Span(String text, boolean code, String link) {}

  /** Reads one; links to files of the repository are plain words. */
  static Runbook read(String name, String markdown) {
    List<String> lines = markdown.lines().toList();
    List<Block> blocks = new ArrayList<>();
    List<String> open = new ArrayList<>();
    boolean fenced = false;
    for (String line : lines.subList(1, lines.size())) {
      if (line.equals(FENCE)) {
        close(blocks, open, fenced);
        fenced = !fenced;
      } else if (fenced) {
        open.add(line);
      } else if (line.isBlank() || line.startsWith("## ")) {
        close(blocks, open, false);
        if (!line.isBlank()) {
          blocks.add(new Block("heading", List.of(spans(line.substring(3)))));
        }
      } else {
        open.add(line);
      }
    }
    close(blocks, open, false);
    return new Runbook(name, lines.getFirst().substring(2), blocks);
  }

  private static void close(List<Block> blocks, List<String> open, boolean fenced) {
    if (open.isEmpty()) {
      return;
    }
    if (fenced) {
      Span code = new Span(String.join("\n", open), true, "");
      blocks.add(new Block("code", List.of(List.of(code))));
    } else {
      blocks.add(text(open));
    }
    open.clear();
  }

  /** A line that begins no item goes on with the one before it. */
  private static Block text(List<String> open) {
    Matcher first = ITEM.matcher(open.getFirst());
    if (!first.matches()) {
      return new Block("text", List.of(spans(String.join(" ", open))));
    }
    List<String> items = new ArrayList<>();
    for (String line : open) {
      Matcher item = ITEM.matcher(line);
      if (item.matches()) {
        items.add(item.group(1));
      } else {
        items.set(items.size() - 1, items.getLast() + " " + line.strip());
      }
    }
    String kind = open.getFirst().startsWith("- ") ? "list" : "steps";
    return new Block(kind, items.stream().map(Runbook::spans).toList());
  }

  private static List<Span> spans(String text) {
    List<Span> spans = new ArrayList<>();
    Matcher found = SPAN.matcher(text);
    int at = 0;
    while (found.find()) {
      if (found.start() > at) {
        spans.add(new Span(text.substring(at, found.start()), false, ""));
      }
      String code = found.group(1);
      spans.add(
          code != null
              ? new Span(code, true, "")
              : new Span(found.group(2), false, page(found.group(3))));
      at = found.end();
    }
    if (at < text.length()) {
      spans.add(new Span(text.substring(at), false, ""));
    }
    return spans;
  }

  /** Runbooks lead to each other by their files. */
  private static String page(String link) {
    return link.matches("[a-z-]+\\.md") ? "/runbooks/" + link.replace(".md", "") : "";
  }
}
