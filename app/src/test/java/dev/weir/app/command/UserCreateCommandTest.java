package dev.weir.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class UserCreateCommandTest {

  private final StringWriter errors = new StringWriter();

  /** Before any database is looked for. */
  @ParameterizedTest
  @CsvSource({
    "nobody, Ann, viewer, is no e-mail address",
    "ann@example.org, '  ', viewer, A name has 1 to 128 characters",
    "ann@example.org, Ann, boss, ; choose of owner"
  })
  void whoCannotBeIsRefused(String email, String name, String role, String complaint) {
    int code =
        command()
            .execute(
                "--email", email, "--name", name, "--tenant", "Acme", "--role", role, "--operator");
    assertThat(code).isNotZero();
    assertThat(errors.toString()).contains(complaint);
  }

  @Test
  void theHelpSaysWhatAnOperatorIs() {
    assertThat(command().getUsageMessage()).contains("--operator", "platform's staff", "/operator");
  }

  private CommandLine command() {
    return new CommandLine(new UserCreateCommand())
        .setErr(new PrintWriter(errors, true))
        .setExecutionExceptionHandler((failure, command, parsed) -> {
          command.getErr().println(failure.getMessage());
          return 2;
        });
  }
}
