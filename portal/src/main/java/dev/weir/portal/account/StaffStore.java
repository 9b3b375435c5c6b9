package dev.weir.portal.account;

import dev.weir.portal.identity.PersonId;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;

/** Who is on the platform's staff. For virtual threads. */
public final class StaffStore {

  private static final String APPOINT =
      "INSERT INTO platform_staff (person_id, since) VALUES ($1, $2) ON CONFLICT DO NOTHING";
  private static final String DISMISS = "DELETE FROM platform_staff WHERE person_id = $1";

  private final Database database;
  private final TimeSource time;

  /** Staff in this database. */
  public StaffStore(Database database, TimeSource time) {
    this.database = database;
    this.time = time;
  }

  /** Makes a person one of the staff, from the next request on. */
  public void appoint(PersonId person) {
    database.inPlatform(connection -> appoint(connection, person));
  }

  /** The same within a transaction of the platform; whether the person was none of them. */
  public boolean appoint(SqlConnection connection, PersonId person) {
    Tuple row = Tuple.of(person.value(), time.now().atOffset(ZoneOffset.UTC));
    return connection.preparedQuery(APPOINT).execute(row).await().rowCount() > 0;
  }

  /** Makes a person one of the staff no more, from the next request on. */
  public void dismiss(PersonId person) {
    database.inPlatform(connection ->
        connection.preparedQuery(DISMISS).execute(Tuple.of(person.value())).await().rowCount());
  }
}
