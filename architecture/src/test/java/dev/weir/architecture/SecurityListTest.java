package dev.weir.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names its witnesses: each of them is there. */
class SecurityListTest {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final Pattern ROW = Pattern.compile("\\| [A-Z]{3}-[0-9]{2} \\|.*");
  private static final Pattern WITNESS = Pattern.compile("`([A-Z]\\w+)`");

  @Test
  void everyWitnessExists() throws IOException {
    Set<String> sources = sources();
    for (String row : rows()) {
      String shownBy = row.split(" \\| ", -1)[4];
      List<String> witnesses =
          WITNESS.matcher(shownBy).results().map(result -> result.group(1)).toList();
      assertThat(sources).as(row).containsAll(witnesses);
    }
  }

  @Test
  void everyItemIsMetOrSaysThatItIsNot() throws IOException {
    assertThat(rows())
        .hasSizeGreaterThanOrEqualTo(20)
        .allSatisfy(row -> assertThat(row.split(" \\| ", -1)[2]).isIn("met", "partly", "not yet"));
  }

  private static List<String> rows() throws IOException {
    String text = Files.readString(HOME.resolve("docs/security.md"));
    return ROW.matcher(text).results().map(MatchResult::group).toList();
  }

  private static Set<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(HOME, 12)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
