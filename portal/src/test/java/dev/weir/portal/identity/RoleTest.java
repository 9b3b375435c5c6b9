package dev.weir.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoleTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "roles.md");

  @Test
  void theDocumentsTableIsWhatRolesMayDo() throws IOException {
    List<String> table =
        Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| ")).toList();
    List<String> expected = new ArrayList<>();
    expected.add(row("permission", Arrays.stream(Role.values()).map(RoleTest::name).toList()));
    for (Permission permission : Permission.values()) {
      expected.add(
          row(
              "`" + permission.text() + "`",
              Arrays.stream(Role.values())
                  .map(role -> role.permissions().contains(permission) ? "yes" : "–")
                  .toList()));
    }
    assertThat(table).isEqualTo(expected);
  }

  @Test
  void aPermissionIsReadFromItsTextAndFromNothingElse() {
    for (Permission permission : Permission.values()) {
      assertThat(Permission.parse(permission.text())).contains(permission);
    }
    assertThat(Permission.parse("streams:")).isEmpty();
    assertThat(Permission.parse("STREAMS_READ")).isEmpty();
  }

  @Test
  void nobodysPermissionsCanBeAddedTo() {
    assertThatThrownBy(() -> Role.VIEWER.permissions().add(Permission.TENANT_DELETE))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anActorIsRefusedWhatItMayNot() {
    TenantId tenant = new TenantId(UUID.randomUUID());
    Actor actor =
        new Actor(tenant, new Who.Stranger(), Set.of(Permission.STREAMS_READ), Origin.NONE);
    actor.require(Permission.STREAMS_READ);
    assertThatThrownBy(() -> actor.require(Permission.URLS_SIGN))
        .isInstanceOfSatisfying(
            WeirFault.class, refused -> assertThat(refused.code()).isEqualTo(FaultCode.FORBIDDEN))
        .hasMessageContaining("urls:sign");
    assertThat(Actor.commandLine(tenant).permissions()).isEqualTo(EnumSet.allOf(Permission.class));
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static String row(String first, List<String> cells) {
    return "| " + first + " | " + String.join(" | ", cells) + " |";
  }
}
