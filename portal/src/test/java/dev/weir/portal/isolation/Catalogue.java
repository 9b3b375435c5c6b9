package dev.weir.portal.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the database says of itself, read as its superuser. */
final class Catalogue {

  private final Connection superuser;

  Catalogue(Connection superuser) {
    this.superuser = superuser;
  }

  /** A foreign key between two tables, both of tenants. */
  record ForeignKey(
      String name, String table, List<String> columns, String target, List<String> targetColumns) {}

  /**
   * All tables of the product. A partition on which the application has no right at all is reached
   * through its table alone, whose policies hold then.
   */
  List<String> tables() {
    return column(
        """
        SELECT relname FROM pg_class
        WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
          AND relname <> 'weir_migration'
          AND NOT (relispartition AND NOT has_table_privilege('weir_app', oid,
            'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER'))
        ORDER BY relname
        """);
  }

  /** The column that says whose a row is; empty in tables of the platform. */
  Optional<String> owner(String table) {
    if (table.equals("tenant")) {
      return Optional.of("id");
    }
    return columns(table).contains("tenant_id") ? Optional.of("tenant_id") : Optional.empty();
  }

  /** The columns that an insert may name, as SQL names them. */
  List<String> columns(String table) {
    return column(
        """
        SELECT quote_ident(attname) FROM pg_attribute
        WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
          AND attidentity <> 'a' AND attgenerated = ''
        ORDER BY attnum
        """,
        table);
  }

  /** Whether row-level security is forced upon a table, by a policy at least. */
  boolean secured(String table) {
    return !column(
            """
            SELECT relname FROM pg_class c
            WHERE oid = ?::regclass AND relrowsecurity AND relforcerowsecurity
              AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid)
            """,
            table)
        .isEmpty();
  }

  /** What the application may do to a table that nothing of it needs. */
  List<String> needlessRights(String table) {
    return column(
        """
        SELECT kind FROM unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS kind
        WHERE has_table_privilege('weir_app', ?::regclass, kind)
        """,
        table);
  }

  /** Sequences that tell the application how much others have. */
  List<String> readableSequences() {
    return column(
        """
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace
          AND CASE relkind WHEN 'S' THEN has_sequence_privilege('weir_app', oid, 'SELECT, UPDATE') END
        """);
  }

  /** Views and functions that would work with their owner's rights. */
  List<String> detours() {
    return column(
        """
        SELECT 'view ' || relname FROM pg_class
        WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace
          AND NOT coalesce(reloptions, '{}') @> '{security_invoker=true}'
        UNION ALL
        SELECT 'function ' || proname FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prosecdef
          AND has_function_privilege('weir_app', oid, 'EXECUTE')
        """);
  }

  /** Foreign keys of a table that lead to tables of tenants. */
  List<ForeignKey> foreignKeys(String table) {
    List<ForeignKey> keys = new ArrayList<>();
    String sql =
        """
        SELECT c.conname, c.confrelid::regclass::text,
          ARRAY(SELECT attname FROM unnest(c.conkey) WITH ORDINALITY AS k(num, place)
            JOIN pg_attribute ON attrelid = c.conrelid AND attnum = num ORDER BY place)::text[],
          ARRAY(SELECT attname FROM unnest(c.confkey) WITH ORDINALITY AS k(num, place)
            JOIN pg_attribute ON attrelid = c.confrelid AND attnum = num ORDER BY place)::text[]
        FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = ?::regclass
        """;
    try (PreparedStatement statement = superuser.prepareStatement(sql)) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (owner(rows.getString(2)).isPresent()) {
            keys.add(
                new ForeignKey(
                    rows.getString(1), table, texts(rows, 3), rows.getString(2), texts(rows, 4)));
          }
        }
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(table, failed);
    }
    return keys;
  }

  /**
   * Unique indexes over all tenants that somebody could ask with: over names, not over ids, which
   * nobody guesses. Each as {@code table(columns)}.
   */
  List<String> tellingIndexes(String table) {
    return column(
        """
        SELECT ?::text || '(' || string_agg(a.attname, ',' ORDER BY a.attnum) || ')'
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
        WHERE i.indisunique AND i.indrelid = ?::regclass
        GROUP BY i.indexrelid
        HAVING NOT bool_or(a.attname = 'tenant_id'
          OR a.atttypid IN ('uuid'::regtype, 'bytea'::regtype))
        """,
        table,
        table);
  }

  /** The first column of what a query finds. */
  List<String> column(String sql, String... values) {
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement = superuser.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
    return found;
  }

  private static List<String> texts(ResultSet rows, int index) throws SQLException {
    return Arrays.asList((String[]) rows.getArray(index).getArray());
  }
}
