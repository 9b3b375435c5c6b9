package dev.weir.portal.platform;

import dev.weir.portal.account.signup.SignUpMode;
import dev.weir.portal.audit.AuditAction;
import dev.weir.portal.audit.AuditEntry;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Staff;
import dev.weir.portal.web.PlatformWords;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and changes what the platform's staff settles. What holds is remembered for {@link #FRESH},
 * since every page asks for it; a database that does not answer leaves it as it was. For virtual
 * threads.
 */
public final class PlatformSettings {

  /** After this time a change holds on every node. */
  public static final Duration FRESH = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(PlatformSettings.class);
  private static final String READ =
      "SELECT name, value, version, changed_at, changed_by FROM platform_setting ORDER BY version";

  /** Two who edit at once take turns. */
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('platform_setting', 0))";

  private static final String WRITE =
      """
      INSERT INTO platform_setting (name, value, version, changed_at, changed_by)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (name) DO UPDATE
        SET value = excluded.value, version = excluded.version,
          changed_at = excluded.changed_at, changed_by = excluded.changed_by
      """;

  private final Database database;
  private final AuditLog audit;
  private final TimeSource time;
  private final Map<PlatformSetting, String> configured;
  private final AtomicBoolean looking = new AtomicBoolean();

  private volatile Remembered remembered;

  /**
   * Settings in this database.
   *
   * @param signUp as configured
   * @param config as configured
   */
  public PlatformSettings(
      Database database,
      AuditLog audit,
      TimeSource time,
      SignUpMode signUp,
      PlatformConfig config) {
    this.database = database;
    this.audit = audit;
    this.time = time;
    this.configured = new EnumMap<>(PlatformSetting.class);
    configured.put(PlatformSetting.SIGN_UP, signUp.name().toLowerCase(Locale.ROOT));
    configured.put(PlatformSetting.NAME, config.name());
    configured.put(PlatformSetting.SUPPORT, config.support());
    configured.put(PlatformSetting.BANNER, "");
    this.remembered = new Remembered(sheet(Map.of()), time.nanos() - FRESH.toNanos());
  }

  private record Remembered(PlatformSheet sheet, long atNanos) {}

  /** What came of an edit. */
  public sealed interface Outcome {

    /** It holds here at once, and on other nodes after {@link #FRESH}. */
    record Saved() implements Outcome {}

    /** Somebody else was quicker; nothing is changed. */
    record Conflict(PlatformSheet theirs) implements Outcome {}
  }

  /** Who may make an account. */
  public SignUpMode signUp() {
    return SignUpMode.parse(now().line(PlatformSetting.SIGN_UP).value());
  }

  /** What every page shows. */
  public PlatformWords words() {
    PlatformSheet sheet = now();
    return new PlatformWords(
        sheet.line(PlatformSetting.NAME).value(),
        sheet.line(PlatformSetting.SUPPORT).value(),
        sheet.line(PlatformSetting.BANNER).value());
  }

  /** All of them, and where each comes from. */
  public PlatformSheet sheet(Staff staff) {
    return database.inPlatform(this::read);
  }

  /**
   * Changes them.
   *
   * @param version of the sheet that was looked at
   * @param wanted each setting, as {@link PlatformSetting#read} gives it; empty as configured
   */
  public Outcome change(Staff staff, long version, Map<PlatformSetting, Optional<String>> wanted) {
    Outcome outcome =
        database.inPlatform(connection -> {
          connection.query(LOCK).execute().await();
          PlatformSheet before = read(connection);
          if (before.version() != version) {
            return new Outcome.Conflict(before);
          }
          wanted.forEach((setting, own) -> {
            if (!before.line(setting).own().equals(own)) {
              write(connection, staff, before, setting, own);
            }
          });
          return new Outcome.Saved();
        });
    look();
    return outcome;
  }

  private void write(
      SqlConnection connection,
      Staff staff,
      PlatformSheet before,
      PlatformSetting setting,
      Optional<String> own) {
    Tuple values =
        Tuple.of(setting.name(), own.orElse(null), before.version() + 1)
            .addOffsetDateTime(time.now().atOffset(ZoneOffset.UTC))
            .addString(staff.email());
    connection.preparedQuery(WRITE).execute(values).await();
    PlatformSheet.Line line = before.line(setting);
    audit.record(
        connection,
        staff.in(AuditLog.PLATFORM),
        AuditEntry.of(AuditAction.PLATFORM_SETTING_CHANGED, setting.key())
            .before(AuditFacts.none().with("value", line.value()))
            .after(AuditFacts.none().with("value", own.orElse(line.configured()))));
  }

  /** What holds, as far as it is known. */
  private PlatformSheet now() {
    boolean stale = time.nanos() - remembered.atNanos() >= FRESH.toNanos();
    // One looks; the others go on with what is known.
    if (stale && looking.compareAndSet(false, true)) {
      try {
        look();
      } finally {
        looking.set(false);
      }
    }
    return remembered.sheet();
  }

  private void look() {
    long asked = time.nanos();
    try {
      remembered = new Remembered(database.inPlatform(this::read), asked);
    } catch (Exception away) {
      LOG.warn("event=portal.settings.unknown cause={}", String.valueOf(away));
      remembered = new Remembered(remembered.sheet(), asked);
    }
  }

  private PlatformSheet read(SqlConnection connection) {
    Map<String, Row> rows = new HashMap<>();
    for (Row row : connection.query(READ).execute().await()) {
      rows.put(row.getString("name"), row);
    }
    return sheet(rows);
  }

  /** A row of a setting that another release knows counts as an edit, and says nothing here. */
  private PlatformSheet sheet(Map<String, Row> rows) {
    Map<PlatformSetting, PlatformSheet.Line> lines = new EnumMap<>(PlatformSetting.class);
    configured.forEach((setting, value) ->
        lines.put(setting, line(value, Optional.ofNullable(rows.get(setting.name())))));
    Optional<Row> last = rows.values().stream().max((a, b) -> Long.compare(version(a), version(b)));
    return new PlatformSheet(
        last.map(PlatformSettings::version).orElse(0L),
        last.map(row -> row.getString("changed_by")).orElse(""),
        lines);
  }

  private static PlatformSheet.Line line(String configured, Optional<Row> row) {
    return new PlatformSheet.Line(
        configured,
        row.map(known -> known.getString("value")),
        row.map(known -> known.getOffsetDateTime("changed_at").toInstant()),
        row.map(known -> known.getString("changed_by")).orElse(""));
  }

  private static long version(Row row) {
    return row.getLong("version");
  }
}
