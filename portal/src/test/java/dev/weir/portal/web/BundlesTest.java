package dev.weir.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every text that a person sees stands in the bundle of its template, and nothing else does. */
class BundlesTest {

  private static final Path TEMPLATES = Path.of("src/main/resources/dev/weir/portal");
  private static final Path SOURCES = Path.of("src/main/java");

  /** The product's name is the same in every language. */
  private static final String NAME = "Weir";

  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("<(?:\"[^\"]*\"|[^>\"])*>");
  private static final Pattern SPOKEN_ATTRIBUTE =
      Pattern.compile("\\s(?:aria-label|title|placeholder|alt|data-label)=\"([^\"]*)\"");
  private static final Pattern EXPRESSION = Pattern.compile("\\sth:[a-z-]+=\"([^\"]*)\"");
  private static final Pattern EMBEDDED = Pattern.compile("[$#]\\{[^{}]*}");
  private static final Pattern LITERAL = Pattern.compile("'([^']*)'|\\|([^|]*)\\|");
  private static final Pattern WORDS = Pattern.compile("\\p{Lu}|\\p{L}+ \\p{L}+");
  private static final Pattern CONDITION = Pattern.compile("\\sth:(?:if|unless)=");
  private static final Pattern KEY = Pattern.compile("#\\{([a-z][A-Za-z0-9.-]*)");
  private static final Pattern JAVA_KEY =
      Pattern.compile("Messages\\.text\\(\\s*\"([^\"]+)\",\\s*\"([^\"]+)\"\\s*[,)]");
  private static final Pattern STRING = Pattern.compile("\"([^\"\\n]*+)\"");
  private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z0-9_]+\\b");
  private static final Pattern RAW_WITH_ARGUMENTS = Pattern.compile("th:utext=\"#\\{[a-z.-]+\\(");

  private static List<Path> templates = List.of();
  private static String java = "";
  private static Set<String> javaLiterals = Set.of();
  private static Set<String> javaConstants = Set.of();

  @BeforeAll
  static void read() throws IOException {
    templates = files(TEMPLATES, ".html");
    List<String> sources = new ArrayList<>();
    for (Path source : files(SOURCES, ".java")) {
      sources.add(Files.readString(source));
    }
    java = String.join("\n", sources);
    javaLiterals =
        STRING.matcher(java).results().map(found -> found.group(1)).collect(Collectors.toSet());
    javaConstants =
        CONSTANT
            .matcher(java)
            .results()
            .map(found -> found.group().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.toSet());
  }

  @Test
  void noTemplateHasATextOfItsOwn() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path template : templates) {
      String html = COMMENT.matcher(Files.readString(template)).replaceAll("");
      String text = TAG.matcher(html).replaceAll("\n");
      text.lines()
          .filter(line -> line.chars().anyMatch(Character::isLetter))
          .forEach(line -> texts.add(template + ": " + line.strip()));
      spoken(html).forEach(line -> texts.add(template + ": " + line));
    }
    assertThat(texts).isEmpty();
  }

  /** Thymeleaf replaces an element before it looks at a condition on it, which is then lost. */
  @Test
  void noConditionStandsOnWhatIsReplaced() throws IOException {
    List<String> lost = new ArrayList<>();
    for (Path template : templates) {
      TAG.matcher(Files.readString(template))
          .results()
          .map(tag -> tag.group())
          .filter(tag -> tag.contains("th:replace=") && CONDITION.matcher(tag).find())
          .forEach(tag -> lost.add(template + ": " + tag));
    }
    assertThat(lost).isEmpty();
  }

  /** What an argument says would not be escaped. */
  @Test
  void aMessageWithMarkupTakesNoArguments() throws IOException {
    for (Path template : templates) {
      assertThat(Files.readString(template))
          .as("%s", template)
          .doesNotContainPattern(RAW_WITH_ARGUMENTS);
    }
  }

  @Test
  void everyKeyThatIsUsedIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path template : templates) {
      Set<String> known = keys(bundle(template));
      used(template).stream()
          .filter(key -> !known.contains(key))
          .forEach(key -> missing.add(template + ": " + key));
    }
    Matcher asked = JAVA_KEY.matcher(java);
    while (asked.find()) {
      if (!keys(TEMPLATES.resolve(asked.group(1) + ".properties")).contains(asked.group(2))) {
        missing.add(asked.group(1) + ": " + asked.group(2));
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyKeyThatIsThereIsUsed() throws IOException {
    List<String> unused = new ArrayList<>();
    for (Path bundle : files(TEMPLATES, ".properties")) {
      Path template = Path.of(bundle.toString().replace(".properties", ".html"));
      Set<String> inTemplate = Files.exists(template) ? used(template) : Set.of();
      String html = Files.exists(template) ? Files.readString(template) : "";
      for (String key : keys(bundle)) {
        if (!inTemplate.contains(key) && !madeOfParts(html, key) && !usedByJava(key)) {
          unused.add(bundle + ": " + key);
        }
      }
    }
    assertThat(unused).isEmpty();
  }

  /** A page's bundle comes first, so the keys of fragments carry their template's name. */
  @Test
  void theKeysOfFragmentsAreTheirOwn() throws IOException {
    for (Path bundle : files(TEMPLATES.resolve("web"), ".properties")) {
      String prefix = bundle.getFileName().toString().replace(".properties", ".");
      assertThat(keys(bundle)).as("%s", bundle).allMatch(key -> key.startsWith(prefix));
    }
  }

  /** One of them quotes the other away in a message that has arguments. */
  @Test
  void apostrophesAreTypographic() throws IOException {
    for (Path bundle : files(TEMPLATES, ".properties")) {
      assertThat(Files.readString(bundle)).as("%s", bundle).doesNotContain("'");
    }
  }

  @Test
  void everySpokenLanguageHasAllBundles() throws IOException {
    for (Locale language : Language.SPOKEN.subList(1, Language.SPOKEN.size())) {
      for (Path bundle : files(TEMPLATES, ".properties")) {
        String translated =
            bundle
                .toString()
                .replace(".properties", "_" + language.toLanguageTag() + ".properties");
        assertThat(keys(Path.of(translated))).isEqualTo(keys(bundle));
      }
    }
  }

  @Test
  void theLanguageIsTheOneThatTheBrowserLikesBest() {
    List<Locale> spoken = List.of(Locale.ENGLISH, Locale.GERMAN);
    assertThat(Language.choose("de-AT,de;q=0.9,en;q=0.5", spoken)).isEqualTo(Locale.GERMAN);
    assertThat(Language.choose("fr, en;q=0.1", spoken)).isEqualTo(Locale.ENGLISH);
    assertThat(Language.choose("fr", spoken)).isEqualTo(Locale.ENGLISH);
    assertThat(Language.choose(null, spoken)).isEqualTo(Locale.ENGLISH);
    assertThat(Language.choose("q=;;,%", spoken)).isEqualTo(Locale.ENGLISH);
    assertThat(Language.choose("de,".repeat(1000), spoken)).isEqualTo(Locale.ENGLISH);
  }

  private static List<String> spoken(String html) {
    List<String> found = new ArrayList<>();
    Matcher attribute = SPOKEN_ATTRIBUTE.matcher(html);
    while (attribute.find()) {
      if (!attribute.group(1).equals(NAME)) {
        found.add(attribute.group().strip());
      }
    }
    Matcher expression = EXPRESSION.matcher(html);
    while (expression.find()) {
      // What is embedded in a literal is no part of it, and may hold literals of its own.
      String bare = expression.group(1);
      Matcher literal = LITERAL.matcher(EMBEDDED.matcher(bare).replaceAll(""));
      while (literal.find()) {
        if (WORDS.matcher(literal.group().replace(NAME, "")).find()) {
          found.add(literal.group());
        }
      }
    }
    return found;
  }

  private static Set<String> used(Path template) throws IOException {
    return KEY.matcher(COMMENT.matcher(Files.readString(template)).replaceAll(""))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a template puts the key together: {@code #{${'role.' + role}}}. */
  private static boolean madeOfParts(String html, String key) {
    int lastDot = key.lastIndexOf('.');
    return lastDot > 0 && html.contains("'" + key.substring(0, lastDot + 1) + "'");
  }

  /**
   * A key is used when Java names it whole; or in the parts of which it is made: {@code
   * form.field.choice}, {@code done.key}, a prefix that ends with a dot. A field may be called
   * after a constant.
   */
  private static boolean usedByJava(String key) {
    if (javaLiterals.contains(key)) {
      return true;
    }
    int lastDot = key.lastIndexOf('.');
    if (lastDot > 0 && javaLiterals.contains(key.substring(0, lastDot + 1))) {
      return true;
    }
    return Stream.of(key.split("\\."))
        .filter(part -> !Set.of("hint", "done").contains(part))
        .allMatch(part -> javaLiterals.contains(part) || javaConstants.contains(part));
  }

  private static Path bundle(Path template) {
    return Path.of(template.toString().replace(".html", ".properties"));
  }

  private static Set<String> keys(Path bundle) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(bundle)) {
      try (Reader reader = Files.newBufferedReader(bundle)) {
        properties.load(reader);
      }
    }
    return new TreeSet<>(properties.stringPropertyNames());
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
