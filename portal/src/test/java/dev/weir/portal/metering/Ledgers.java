package dev.weir.portal.metering;

import dev.weir.portal.PortalHouse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ledger as its tests see it, behind the portal's back. */
final class Ledgers {

  private Ledgers() {}

  /** All that was entered, by bucket. */
  static Map<Instant, Long> byBucket(PortalHouse house) {
    Map<Instant, Long> found = new HashMap<>();
    String sql = "SELECT bucket, sum(quantity) FROM usage_ledger GROUP BY bucket";
    try (Connection connection = house.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.put(rows.getObject(1, OffsetDateTime.class).toInstant(), rows.getLong(2));
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return found;
  }

  /** The first column of what a query finds, as text. */
  static List<String> column(PortalHouse house, String sql) {
    List<String> found = new ArrayList<>();
    try (Connection connection = house.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return found;
  }
}
