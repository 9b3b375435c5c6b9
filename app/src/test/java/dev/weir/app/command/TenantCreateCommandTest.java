package dev.weir.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TenantCreateCommandTest {

  private final StringWriter errors = new StringWriter();

  /** Before any database is looked for. */
  @ParameterizedTest
  @CsvSource({
    "'   ', ann@example.org, --name is 1 to 128 characters",
    "Harbour, nobody, --owner-email is no e-mail address",
    "Harbour, ann@example.org@example.org, --owner-email is no e-mail address"
  })
  void whatCannotBeATenantIsRefused(String name, String email, String complaint) {
    int code = command().execute("--name", name, "--owner-email", email);
    assertThat(code).isNotZero();
    assertThat(errors.toString()).contains(complaint);
  }

  @Test
  void nameAndOwnerAreAskedFor() {
    assertThat(command().execute("--name", "Harbour")).isNotZero();
    assertThat(errors.toString()).contains("--owner-email");
  }

  private CommandLine command() {
    return new CommandLine(new TenantCreateCommand())
        .setErr(new PrintWriter(errors, true))
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          command.getErr().println(failure.getMessage());
          return 2;
        });
  }
}
