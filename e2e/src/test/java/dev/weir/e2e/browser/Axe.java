package dev.weir.e2e.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Judges a page by the rules of WCAG 2, levels A and AA, as far as a program can. */
public final class Axe {

  private static final String SCRIPT = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  /** One line for each element that breaks a rule; the player's frame is a page of its own. */
  private static final String RUN =
      """
      async (runOnly) => {
        const found = await axe.run(document,
          { runOnly, iframes: false, resultTypes: ['violations'], selectors: false });
        return found.violations.flatMap((rule) =>
          rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
      }
      """;

  private static final Map<String, Object> EVERYTHING =
      Map.of(
          "type", "tag", "values", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"));

  private static final Map<String, Object> COLOURS =
      Map.of("type", "rule", "values", List.of("color-contrast", "link-in-text-block"));

  private final String script;

  private Axe(String script) {
    this.script = script;
  }

  /** Reads the rules from the class path. */
  public static Axe load() {
    try (InputStream in = Axe.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException(SCRIPT + " is missing");
      }
      return new Axe(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What a page does wrong. */
  public List<String> violations(Page page) {
    return violations(page, EVERYTHING);
  }

  /** What is wrong with a page's colours: of all rules, those that another scheme can break. */
  public List<String> violationsOfColour(Page page) {
    return violations(page, COLOURS);
  }

  private List<String> violations(Page page, Map<String, Object> rules) {
    if (!(boolean) page.evaluate("() => 'axe' in window")) {
      page.evaluate(script);
    }
    return ((List<?>) page.evaluate(RUN, rules)).stream().map(String::valueOf).toList();
  }
}
