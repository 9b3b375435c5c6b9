package dev.weir.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourceTest {

  @TempDir private Path directory;

  /** A room's record with a key of every type. */
  record Room(
      String text,
      Optional<String> maybe,
      int port,
      int count,
      boolean flag,
      Duration duration,
      long bytes,
      Optional<URI> uri,
      Path path,
      List<String> list) {

    static final Room DEFAULTS =
        new Room(
            "hello",
            Optional.empty(),
            8081,
            5,
            true,
            Duration.ofSeconds(10),
            1 << 20,
            Optional.empty(),
            Path.of("data"),
            List.of("a"));

    static Room read(ConfigReader config) {
      return new Room(
          config.text("room.text", DEFAULTS.text),
          config.text("room.maybe"),
          config.port("room.http.port", DEFAULTS.port),
          config.count("room.max-things", DEFAULTS.count, 1, 9),
          config.flag("room.flag", DEFAULTS.flag),
          config.duration("room.wait", DEFAULTS.duration),
          config.bytes("room.size", DEFAULTS.bytes),
          config.uri("room.uri"),
          config.path("room.path", DEFAULTS.path),
          config.list("room.list", DEFAULTS.list));
    }
  }

  @Test
  void hasDefaultsForEverything() {
    ConfigSource source = ConfigSource.defaults();
    assertThat(Room.read(source.reader())).isEqualTo(Room.DEFAULTS);
    source.verify();
  }

  @Test
  void mapsEveryKeyOfTheFile() throws IOException {
    ConfigSource source =
        ConfigSource.load(
            yaml(
                """
                # nested and dotted keys mean the same
                room:
                  text: ' welcome '
                  maybe: x
                  http: {port: 81}
                  max-things: 9
                  flag: false
                  wait: 350ms
                  size: 64KiB
                  list: [b, c]
                room.uri: https://weir.example/x
                room.path: /var/lib/weir
                """),
            Map.of(),
            Map.of());
    assertThat(Room.read(source.reader()))
        .isEqualTo(
            new Room(
                "welcome",
                Optional.of("x"),
                81,
                9,
                false,
                Duration.ofMillis(350),
                65_536,
                Optional.of(URI.create("https://weir.example/x")),
                Path.of("/var/lib/weir"),
                List.of("b", "c")));
    source.verify();
  }

  @Test
  void theEnvironmentOverridesTheFileAndFlagsOverrideBoth() throws IOException {
    ConfigSource source =
        ConfigSource.load(
            yaml("room: {text: file, max-things: 2, http: {port: 1}}"),
            Map.of(
                "WEIR_ROOM_MAX_THINGS",
                "3",
                "WEIR_ROOM_HTTP_PORT",
                "2",
                "PATH",
                "/bin",
                "HOME",
                "/"),
            Map.of("room.http.port", "3"));
    Room room = Room.read(source.reader());
    assertThat(room.text()).isEqualTo("file");
    assertThat(room.count()).isEqualTo(3);
    assertThat(room.port()).isEqualTo(3);
    source.verify();
  }

  @Test
  void tellsAllProblemsAtOnceAndWhereEachWasWritten() throws IOException {
    ConfigSource source =
        ConfigSource.load(
            yaml("room: {http: {port: 99999}, wait: 10, flag: yess, size: 3MB, txt: a}"),
            Map.of("WEIR_ROOM_MAX_THINGS", "10", "WEIR_ROM_TEXT", "b"),
            Map.of("room.uri", "not a url", "rom.list", "c"));
    assertThat(Room.read(source.reader())).isEqualTo(Room.DEFAULTS);
    assertThat(problems(source))
        .containsExactlyInAnyOrder(
            "room.http.port (weir.yaml) is \"99999\", expected a whole number from 0 to 65535",
            "room.wait (weir.yaml) is \"10\", expected a length of time such as 350ms, 10s, 5m,"
                + " 24h or 7d",
            "room.flag (weir.yaml) is \"yess\", expected true or false",
            "room.size (weir.yaml) is \"3MB\", expected a size such as 512, 64KiB, 16MiB or 1GiB",
            "room.max-things (environment WEIR_ROOM_MAX_THINGS) is \"10\", expected a whole number"
                + " from 1 to 9",
            "room.uri (--room.uri) is \"not a url\", expected a URL",
            "room.txt (weir.yaml) is unknown; did you mean room.text?",
            "rom.list (flag) is unknown; did you mean room.list?",
            "WEIR_ROM_TEXT (environment) is unknown; did you mean WEIR_ROOM_TEXT?");
  }

  @Test
  void doesNotGuessWhenNothingIsNear() {
    ConfigSource source =
        ConfigSource.load(Optional.empty(), Map.of(), Map.of("completely.different.thing", "1"));
    Room.read(source.reader());
    assertThat(problems(source)).containsExactly("completely.different.thing (flag) is unknown");
  }

  @Test
  void namesTheSuccessorOfARetiredKey() throws IOException {
    ConfigSource source =
        ConfigSource.load(yaml("room.greeting: hi"), Map.of("WEIR_ROOM_GREETING", "ho"), Map.of());
    ConfigReader reader = source.reader();
    reader.retired("room.greeting", "room.text");
    Room.read(reader);
    assertThat(problems(source))
        .containsExactly(
            "room.greeting (weir.yaml) is now called room.text",
            "WEIR_ROOM_GREETING (environment) is now called room.text");
  }

  @Test
  void keepsTheValuesOfSecretsToItself() {
    ConfigSource source =
        ConfigSource.load(
            Optional.empty(), Map.of(), Map.of("cluster.secret", "hunter2", "db.password", "x"));
    source.reader().count("cluster.secret", 1, 1, 2);
    source.reader().count("db.password", 1, 1, 2);
    assertThat(problems(source).toString()).contains("cluster.secret").doesNotContain("hunter2");
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    assertThat(problems(ConfigSource.load(yaml("a: [1\nb: 2"), Map.of(), Map.of())))
        .singleElement()
        .asString()
        .startsWith("weir.yaml cannot be read at line ");
    assertThat(problems(ConfigSource.load(yaml("- a\n- b"), Map.of(), Map.of())))
        .containsExactly("weir.yaml is not a mapping of keys to values");
    Path absent = directory.resolve("absent.yaml");
    assertThat(problems(ConfigSource.load(Optional.of(absent), Map.of(), Map.of())))
        .singleElement()
        .asString()
        .startsWith("absent.yaml cannot be read");
    assertThatCode(() -> ConfigSource.load(yaml("# nothing"), Map.of(), Map.of()).verify())
        .doesNotThrowAnyException();
  }

  @Test
  void telsThatAKeyIsWrittenTwice() throws IOException {
    ConfigSource source =
        ConfigSource.load(yaml("room: {text: a}\nroom.text: b"), Map.of(), Map.of());
    Room.read(source.reader());
    assertThat(problems(source)).containsExactly("room.text (weir.yaml) is written twice");
  }

  @Test
  void takesProblemsThatOnlyARoomCanSee() {
    ConfigSource source = ConfigSource.defaults();
    source.reader().problem("a and b exclude each other");
    assertThat(problems(source)).containsExactly("a and b exclude each other");
  }

  private Optional<Path> yaml(String text) throws IOException {
    return Optional.of(Files.writeString(directory.resolve("weir.yaml"), text));
  }

  private static List<String> problems(ConfigSource source) {
    ConfigException thrown = catchThrowableOfType(ConfigException.class, source::verify);
    thrown.problems().forEach(problem -> assertThat(thrown).hasMessageContaining(problem));
    return thrown.problems();
  }
}
