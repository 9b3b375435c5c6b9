package dev.weir.portal.history;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How PostgreSQL has answered a prepared statement, in the portal's role: with the plan that it
 * keeps for all values, since the portal's connections live long.
 *
 * @param json the answer of {@code EXPLAIN (ANALYZE, FORMAT JSON)}
 */
record QueryPlan(JsonArray json) {

  /** Runs a statement for a tenant. */
  static QueryPlan of(PortalHouse house, TenantId tenant, String sql, String values)
      throws SQLException {
    try (Connection connection = house.connectAsApplication();
        Statement statement = connection.createStatement()) {
      statement.execute("SET plan_cache_mode = force_generic_plan");
      statement.execute("SET app.tenant = '" + tenant + "'");
      statement.execute("SET app.platform = 'off'");
      statement.execute("PREPARE page AS " + sql);
      try (ResultSet answer =
          statement.executeQuery("EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE page(" + values + ")")) {
        answer.next();
        return new QueryPlan(new JsonArray(answer.getString(1)));
      }
    }
  }

  String text() {
    return json.encode();
  }

  /** Rows of a table that were looked at, whether they were wanted or not. */
  int rowsRead(String table) {
    return (int) Math.round(rowsRead(json.getJsonObject(0).getJsonObject("Plan"), table));
  }

  private static double rowsRead(JsonObject node, String table) {
    double rows = 0;
    if (table.equals(node.getString("Relation Name"))) {
      double each =
          node.getDouble("Actual Rows")
              + node.getDouble("Rows Removed by Filter", 0.0)
              + node.getDouble("Rows Removed by Index Recheck", 0.0);
      rows += each * node.getDouble("Actual Loops");
    }
    for (Object child : node.getJsonArray("Plans", new JsonArray())) {
      rows += rowsRead((JsonObject) child, table);
    }
    return rows;
  }
}
