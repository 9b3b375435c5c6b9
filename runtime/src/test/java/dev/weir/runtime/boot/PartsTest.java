package dev.weir.runtime.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.runtime.clock.TimeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {

  private final List<String> happened = new ArrayList<>();
  private final Parts parts = new Parts(TimeSource.system());

  @Test
  void closesInReverseOrder() {
    open("database");
    open("portal");
    assertThat(parts.close()).isEmpty();
    assertThat(happened)
        .containsExactly("open database", "open portal", "close portal", "close database");
  }

  @Test
  void closesEachPartOnce() {
    open("database");
    parts.close();
    assertThat(parts.close()).isEmpty();
    assertThat(happened).containsExactly("open database", "close database");
  }

  @Test
  void namesThePartThatDoesNotOpenAndKeepsThoseBeforeForTheirEnd() {
    open("database");
    assertThatThrownBy(() ->
            parts.open(
                "portal",
                () -> {
                  throw new IOException("port 8080 is taken");
                },
                part -> {}))
        .isInstanceOf(Parts.PartFailedException.class)
        .hasMessage("portal did not start: port 8080 is taken")
        .hasCauseInstanceOf(IOException.class);
    parts.close();
    assertThat(happened).containsExactly("open database", "close database");
  }

  @Test
  void goesOnClosingWhenOnePartFailsToClose() {
    open("database");
    IOException broken = new IOException("does not end");
    parts.open(
        "portal",
        () -> "portal",
        part -> {
          throw broken;
        });
    assertThat(parts.close()).containsExactly(broken);
    assertThat(happened).containsExactly("open database", "close database");
  }

  private void open(String name) {
    parts.open(
        name,
        () -> {
          happened.add("open " + name);
          return name;
        },
        part -> happened.add("close " + part));
  }
}
