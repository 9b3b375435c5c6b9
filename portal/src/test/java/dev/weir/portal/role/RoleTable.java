package dev.weir.portal.role;

import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The table of {@code docs/roles.md}, which says what a role may do.
 *
 * @param permissions those that a role has
 */
record RoleTable(Map<Role, Set<Permission>> permissions) {

  private static final Path DOCUMENT = Path.of("..", "docs", "roles.md");

  /** Reads the document. */
  static RoleTable read() {
    List<List<String>> rows;
    try {
      rows =
          Files.readAllLines(DOCUMENT).stream()
              .filter(line -> line.startsWith("| "))
              .map(RoleTable::cells)
              .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    List<String> head = rows.getFirst();
    Map<Role, Set<Permission>> permissions = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      int column = head.indexOf(role.name().toLowerCase(Locale.ROOT));
      Set<Permission> has = EnumSet.noneOf(Permission.class);
      rows.stream()
          .skip(1)
          .filter(row -> row.get(column).equals("yes"))
          .forEach(row -> has.add(permission(row.getFirst())));
      permissions.put(role, has);
    }
    return new RoleTable(permissions);
  }

  /** The same table, as if a role had one permission more. */
  RoleTable with(Role role, Permission permission) {
    Map<Role, Set<Permission>> more = new EnumMap<>(permissions);
    Set<Permission> has = EnumSet.of(permission);
    has.addAll(of(role));
    more.put(role, has);
    return new RoleTable(more);
  }

  /** What a role may do. */
  Set<Permission> of(Role role) {
    return permissions.getOrDefault(role, Set.of());
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
        .map(String::strip)
        .toList();
  }

  private static Permission permission(String cell) {
    return Permission.parse(cell.replace("`", "")).orElseThrow();
  }
}
