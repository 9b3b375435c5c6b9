package dev.weir.e2e.meter;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The ledger with what is still open of it, read behind the portal's back, as the database's owner.
 *
 * @param postgresUrl {@code postgresql://user:password@host:port/database}
 */
public record LedgerView(String postgresUrl) {

  private static final String SUMS =
      """
      SELECT s.stream, s.detail, sum(q.quantity)::bigint AS quantity
      FROM (SELECT tenant_id, series_id, quantity FROM usage_ledger
            UNION ALL SELECT tenant_id, series_id, quantity FROM usage_open) AS q
      JOIN usage_series s ON s.tenant_id = q.tenant_id AND s.id = q.series_id
      WHERE s.meter <> 'STORAGE_BYTE_HOURS'
      GROUP BY 1, 2
      """;
  private static final String TENANT =
      "SELECT id FROM tenant WHERE id IN (SELECT tenant_id FROM usage_series) LIMIT 1";

  /** All that nodes have counted, as far as it is here. */
  public Map<Counted, Long> sums() {
    Map<Counted, Long> sums = new HashMap<>();
    try (Connection connection = connect();
        PreparedStatement ask = connection.prepareStatement(SUMS);
        ResultSet rows = ask.executeQuery()) {
      while (rows.next()) {
        sums.put(
            new Counted(rows.getString("stream"), rows.getString("detail")),
            rows.getLong("quantity"));
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return sums;
  }

  /** The only tenant that used anything. */
  public UUID tenant() {
    try (Connection connection = connect();
        PreparedStatement ask = connection.prepareStatement(TENANT);
        ResultSet rows = ask.executeQuery()) {
      rows.next();
      return rows.getObject("id", UUID.class);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private Connection connect() throws SQLException {
    URI url = URI.create(postgresUrl);
    String[] user = url.getUserInfo().split(":", 2);
    return DriverManager.getConnection(
        "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(),
        user[0],
        user[1]);
  }
}
