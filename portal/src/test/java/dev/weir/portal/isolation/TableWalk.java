package dev.weir.portal.isolation;

import dev.weir.portal.PortalHouse;
import dev.weir.portal.isolation.AsTwin.Outcome;
import dev.weir.portal.isolation.Catalogue.ForeignKey;
import dev.weir.portal.isolation.TenantFixture.Sight;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Walks over all tables of a database that {@link TenantFixtures} filled, and tries as one tenant
 * to see, count, change, take and guess at the rows of the other. Tables are found in the
 * catalogue. Tells what it found wrong, so that a test can also expect it to.
 */
final class TableWalk {

  /**
   * Names that are one tenant's over the whole platform, with the reason why asking for one that is
   * taken may say so.
   */
  private static final Set<String> TELLING_ON_PURPOSE =
      Set.of(
          "invoice(number)", // The platform alone gives numbers.
          "domain(name)", // DNS says the same: a name is one tenant's.
          "api_key(prefix)"); // Random, and made by us.

  /** What is done with the owner's rights, and why it tells nobody anything. */
  private static final Set<String> DETOURS_ON_PURPOSE =
      Set.of(
          "function analytics_prepare", // Makes empty partitions.
          "function analytics_forget", // Drops those whose time is over, and nothing younger.
          "function usage_prepare", // Makes a month's empty partitions.
          "function usage_forget"); // Drops months that are older than usage is kept.

  private final Catalogue catalogue;
  private final AsTwin asA;
  private final Map<String, TenantFixture> fixtures = TenantFixtures.byTable();
  private final List<String> breaches = new ArrayList<>();

  private TableWalk(Catalogue catalogue, AsTwin asA) {
    this.catalogue = catalogue;
    this.asA = asA;
  }

  /** Everything that is wrong, each in a sentence; empty when tenants are apart. */
  static List<String> breaches(PortalHouse house) {
    try (Connection superuser = house.connect();
        Connection application = house.connectAsApplication()) {
      return new TableWalk(new Catalogue(superuser), new AsTwin(application, Twin.A)).walk();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private List<String> walk() {
    for (String table : catalogue.tables()) {
      note(!catalogue.secured(table), table, "has no forced row-level security with a policy");
      catalogue
          .needlessRights(table)
          .forEach(right -> note(true, table, "may be used to " + right));
      TenantFixture fixture = fixtures.get(table);
      if (fixture == null) {
        note(true, table, "has no rows to test with: add it to TenantFixtures");
      } else {
        tries(fixture);
      }
    }
    catalogue.readableSequences().forEach(name -> note(true, name, "is a sequence that counts"));
    catalogue.detours().stream()
        .filter(name -> !DETOURS_ON_PURPOSE.contains(name))
        .forEach(name -> note(true, name, "works with its owner's rights"));
    return List.copyOf(breaches);
  }

  private void tries(TenantFixture fixture) {
    String table = fixture.table();
    note(asA.copyIn(table).state().isEmpty(), table, "can be filled by COPY");
    if (fixture.sight() == Sight.EVERYBODYS) {
      note(!asA.run("DELETE FROM " + table).harmless(), table, "is everybody's and may be emptied");
      return;
    }
    reads(table, fixture.sight());
    catalogue.foreignKeys(table).forEach(this::probes);
    catalogue
        .owner(table)
        .ifPresent(owner -> {
          writes(table, owner);
          catalogue.tellingIndexes(table).stream()
              .filter(index -> !TELLING_ON_PURPOSE.contains(index))
              .forEach(index -> note(true, table, "tells by " + index + " what others have"));
        });
  }

  private void reads(String table, Sight sight) {
    for (Twin twin : List.of(Twin.A, Twin.B)) {
      note(rowsOf(twin, table) == 0, table, "has no rows of " + twin.letter() + " with a mark");
    }
    Outcome all = asA.run("SELECT count(*) FROM " + table);
    if (sight == Sight.NONE) {
      note(!all.harmless(), table, "is the platform's alone and shows " + all.rows() + " rows");
    } else {
      long own = rowsOf(Twin.A, table);
      note(all.rows() != own, table, "shows %d rows of %d".formatted(all.rows(), own));
    }
    Outcome theirs = asA.run("SELECT count(*) FROM %s t WHERE %s".formatted(table, marked(Twin.B)));
    note(!theirs.harmless(), table, "shows " + theirs.rows() + " rows of another tenant");
    note(Twin.B.shownIn(asA.copyOut(table)), table, "is copied out with rows of another tenant");
  }

  private void writes(String table, String owner) {
    String ofB = " WHERE %s = '%s'".formatted(owner, Twin.B.tenant());
    Outcome changed = asA.run("UPDATE %s SET %s = %s%s".formatted(table, owner, owner, ofB));
    note(!changed.harmless(), table, "lets another tenant's rows be changed");
    Outcome given = asA.run("UPDATE %s SET %s = '%s'".formatted(table, owner, Twin.B.tenant()));
    note(!given.harmless(), table, "lets rows be given to another tenant");
    note(
        !asA.run("DELETE FROM " + table + ofB).harmless(), table, "lets another's rows be deleted");
    for (String row :
        catalogue.column("SELECT to_jsonb(t)::text FROM %s t%s LIMIT 1".formatted(table, ofB))) {
      String columns = String.join(", ", catalogue.columns(table));
      Outcome planted =
          asA.run(
              "INSERT INTO %s (%s) SELECT %s FROM jsonb_populate_record(NULL::%s, %s)"
                  .formatted(table, columns, columns, table, literal(row)));
      note(!planted.denied(), table, "answers an insert for another tenant with " + planted);
    }
  }

  /** A reference to another tenant's row fails, and exactly as one to no row at all. */
  private void probes(ForeignKey key) {
    String owner = catalogue.owner(key.target()).orElseThrow();
    int place = key.targetColumns().indexOf(owner);
    boolean carriesTheTenant = place >= 0 && key.columns().get(place).equals("tenant_id");
    note(!carriesTheTenant, key.table(), "has a foreign key without the tenant: " + key.name());
    for (int i = 0; i < key.columns().size(); i++) {
      if (i != place) {
        probe(key, key.columns().get(i), key.targetColumns().get(i));
      }
    }
  }

  private void probe(ForeignKey key, String column, String targetColumn) {
    Optional<String> theirs =
        catalogue
            .column(
                "SELECT %s::text FROM %s t WHERE %s LIMIT 1"
                    .formatted(targetColumn, key.target(), marked(Twin.B)))
            .stream()
            .findFirst();
    boolean id = theirs.isPresent() && theirs.get().startsWith(Twin.B.idMark());
    if (id) {
      String update = "UPDATE " + key.table() + " SET " + column + " = '%s'";
      Outcome real = asA.run(update.formatted(theirs.get()));
      Outcome none = asA.run(update.formatted(UUID.randomUUID()));
      note(!real.harmless(), key.table(), "refers to another tenant's row by " + key.name());
      note(!real.equals(none), key.table(), "tells by " + key.name() + " whether a row exists");
    }
  }

  private long rowsOf(Twin twin, String table) {
    return Long.parseLong(
        catalogue
            .column("SELECT count(*) FROM %s t WHERE %s".formatted(table, marked(twin)))
            .getFirst());
  }

  private static String marked(Twin twin) {
    return Set.of(twin.idMark(), twin.textMark()).stream()
        .map(mark -> "t::text LIKE '%" + mark + "%'")
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private void note(boolean wrong, String what, String sentence) {
    if (wrong) {
      breaches.add(what + " " + sentence);
    }
  }
}
