package dev.weir.portal.isolation;

import dev.weir.contract.identity.TenantId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Single statements in the name of a tenant, in the role that the portal works in. Each is undone.
 */
final class AsTwin {

  private static final String DENIED = "42501";

  private final Connection application;
  private final TenantId tenant;

  /** Works over a connection that has taken the application's role. */
  AsTwin(Connection application, Twin twin) {
    this.application = application;
    this.tenant = twin.tenant();
  }

  /**
   * What came of a statement.
   *
   * @param rows that it touched, or what it counted
   * @param state SQLSTATE of its refusal; empty when it was not refused
   */
  record Outcome(long rows, String state) {

    boolean denied() {
      return state.equals(DENIED);
    }

    boolean harmless() {
      return !state.isEmpty() || rows == 0;
    }
  }

  /** Runs a statement; a query gives the number in its first field. */
  Outcome run(String sql) {
    return undone(() -> {
      try (Statement statement = application.createStatement()) {
        if (!statement.execute(sql)) {
          return statement.getUpdateCount();
        }
        try (ResultSet rows = statement.getResultSet()) {
          rows.next();
          return rows.getLong(1);
        }
      }
    });
  }

  /** All that {@code COPY … TO} gives of a table; empty when it is denied. */
  String copyOut(String table) {
    StringWriter copy = new StringWriter();
    undone(() -> copying().copyOut("COPY " + table + " TO STDOUT", copy));
    return copy.toString();
  }

  /** Tries {@code COPY … FROM}. */
  Outcome copyIn(String table) {
    return undone(
        () -> copying().copyIn("COPY " + table + " FROM STDIN", new StringReader("\\N\n")));
  }

  private CopyManager copying() throws SQLException {
    return application.unwrap(PGConnection.class).getCopyAPI();
  }

  private Outcome undone(Work work) {
    try {
      application.setAutoCommit(false);
      try (Statement statement = application.createStatement()) {
        statement.execute("SELECT set_config('app.tenant', '%s', true)".formatted(tenant));
        return new Outcome(work.rows(), "");
      } catch (SQLException refused) {
        return new Outcome(0, String.valueOf(refused.getSQLState()));
      } finally {
        application.rollback();
      }
    } catch (SQLException | IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Something that touches rows. */
  @FunctionalInterface
  private interface Work {
    long rows() throws SQLException, IOException;
  }
}
