package dev.weir.portal;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.migrations.Migrations;
import dev.weir.portal.account.Passwords;
import dev.weir.portal.account.PersonStore;
import dev.weir.portal.account.SessionStore;
import dev.weir.portal.account.signup.SignUpMode;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.callback.delivery.CallbackConfig;
import dev.weir.portal.directory.PolicyDesk;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.domain.DomainsConfig;
import dev.weir.portal.domain.NewDomain;
import dev.weir.portal.domain.certificate.CertificateNotices;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Role;
import dev.weir.portal.identity.SignedIn;
import dev.weir.portal.identity.Who;
import dev.weir.portal.mail.SmtpServer;
import dev.weir.portal.platform.PlatformConfig;
import dev.weir.portal.stream.PublicPorts;
import dev.weir.portal.tenant.Quickstart;
import dev.weir.portal.tenant.TenantStore;
import dev.weir.portal.web.PortalOrigin;
import dev.weir.portal.web.RouteEntry;
import dev.weir.runtime.analytics.MemoryAnalytics;
import dev.weir.runtime.audience.AudienceBoard;
import dev.weir.runtime.clock.ManualTimeSource;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.http.HttpFront;
import dev.weir.runtime.http.HttpLimits;
import dev.weir.runtime.http.TrustedProxies;
import dev.weir.runtime.keyuse.MemoryKeyUse;
import dev.weir.runtime.lifecycle.MemoryEvents;
import dev.weir.runtime.live.LiveBoard;
import dev.weir.runtime.live.LiveEntry;
import dev.weir.runtime.live.LiveHealth;
import dev.weir.runtime.live.MemoryLive;
import dev.weir.runtime.metering.MemoryMeterLine;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.node.NodeSighting;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.runtime.policy.PolicyPublisher;
import dev.weir.runtime.postgres.Database;
import dev.weir.runtime.quality.MemoryQualityLine;
import dev.weir.runtime.refusal.MemoryRefusals;
import dev.weir.runtime.secrets.ClusterSecret;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.storage.TenantBuckets;
import dev.weir.runtime.usage.MemoryUsage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A whole portal for a test: real PostgreSQL (one server for all tests, a database for each house),
 * real HTTP on loopback, and the live board and policy directory in memory.
 */
public final class PortalHouse implements AutoCloseable {

  /** Ports that addresses name; nothing listens there. */
  public static final PublicPorts PORTS = new PublicPorts(1935, 1936, 8081, 8443);

  /** When the test's clocks start. */
  public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private static final String URL = "http://localhost:8080";

  /** The port of the discard service, which no machine of today runs. */
  private static final int NOBODY_LISTENS = 9;

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final AtomicInteger MEMBERS = new AtomicInteger();

  /** No password has this hash. */
  private static final String NO_PASSWORD = "none";

  /** A database with the newest schema and nothing in it, which each house gets a copy of. */
  private static final String TEMPLATE = "migrated";

  private static Optional<EmbeddedPostgres> server = Optional.empty();

  private final Vertx vertx = Vertx.vertx();
  private final ManualTimeSource time = ManualTimeSource.at(START);
  private final MemoryLive live = new MemoryLive(new NodeId("test"));
  private final MemoryUsage usage = new MemoryUsage();
  private final MemoryKeyUse keyUse = new MemoryKeyUse(time);
  private final MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
  private final PublishedCertificates certificates = new PublishedCertificates();
  private final ClusterSecret secret = ClusterSecret.parse("5a".repeat(ClusterSecret.BYTES));
  private final SealedBox box = SealedBox.of(secret);
  private final String jdbcUrl;
  private final Database database;
  private final Portal portal;

  private final MemoryEvents events = new MemoryEvents();
  private final MemoryMeterLine meters = new MemoryMeterLine();
  private final MemoryAnalytics analytics = new MemoryAnalytics();
  private final MemoryQualityLine quality = new MemoryQualityLine();
  private final MemoryRefusals refusals = new MemoryRefusals();
  private final MemoryObjects objects = new MemoryObjects();
  private final TenantBuckets buckets = new TenantBuckets(vertx, true, TimeSource.system());
  private final MemoryRecorders recorders = new MemoryRecorders(this::isLive);
  private final List<StreamAddress> ended = new CopyOnWriteArrayList<>();

  private final Map<StreamAddress, AudienceBoard.Audience> audiences = new ConcurrentHashMap<>();

  private volatile boolean boardAway;
  private volatile List<NodeSighting> nodes = List.of();

  private PortalHouse(
      URI url, boolean databaseAway, Optional<SmtpServer> smtp, DomainsConfig domains) {
    this(url, databaseAway, smtp, domains, SignUpMode.OPEN);
  }

  private PortalHouse(
      URI url,
      boolean databaseAway,
      Optional<SmtpServer> smtp,
      DomainsConfig domains,
      SignUpMode signUp) {
    String name = "house" + DATABASES.incrementAndGet();
    int serverPort = server().getPort();
    this.jdbcUrl = "jdbc:postgresql://localhost:" + serverPort + "/" + name;
    sql(
        "jdbc:postgresql://localhost:" + serverPort + "/postgres",
        "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    int databasePort = databaseAway ? NOBODY_LISTENS : serverPort;
    this.database =
        Database.open(
            vertx,
            Migrations.poolUrl("postgresql://postgres@localhost:" + databasePort + "/" + name));
    FaultCounter faults = new FaultCounter();
    this.portal =
        Portal.of(
            new PortalSeams(
                vertx,
                database,
                new FlakyBoard(),
                usage,
                keyUse,
                this::nodes,
                new DirectPublisher(policies),
                certificates,
                this::audience,
                this::end,
                recorders,
                events,
                meters,
                analytics,
                quality,
                refusals,
                objects,
                buckets,
                box,
                secret,
                new HttpFront(HttpLimits.DEFAULTS, TimeSource.system(), faults),
                TrustedProxies.none(),
                faults,
                time),
            new PortalConfig(
                "127.0.0.1",
                0,
                new PortalOrigin(url),
                signUp,
                smtp,
                domains,
                new CallbackConfig(true),
                PlatformConfig.DEFAULTS),
            PORTS);
  }

  /** A house whose portal is not open: its database, and nobody who works in it. */
  public static PortalHouse shut() {
    return new PortalHouse(URI.create(URL), false, Optional.empty(), DomainsConfig.DEFAULTS);
  }

  /** A house whose portal is open, with an empty database. */
  public static PortalHouse open() {
    return open(URL);
  }

  /** The same, told that browsers find it at {@code url}. */
  public static PortalHouse open(String url) {
    return open(new PortalHouse(URI.create(url), false, Optional.empty(), DomainsConfig.DEFAULTS));
  }

  /** A house that hands its mails to the SMTP server on this port of loopback. */
  public static PortalHouse openMailing(int smtpPort) {
    SmtpServer smtp =
        new SmtpServer(URI.create("smtp+plain://127.0.0.1:" + smtpPort), "weir@example.org");
    return open(new PortalHouse(URI.create(URL), false, Optional.of(smtp), DomainsConfig.DEFAULTS));
  }

  /** A house whose operator has settled this about domains. */
  public static PortalHouse open(DomainsConfig domains) {
    return open(new PortalHouse(URI.create(URL), false, Optional.empty(), domains));
  }

  /** A house in which accounts are made like this. */
  public static PortalHouse open(SignUpMode signUp) {
    return open(
        new PortalHouse(URI.create(URL), false, Optional.empty(), DomainsConfig.DEFAULTS, signUp));
  }

  /** A house whose database does not answer. */
  public static PortalHouse openWithoutDatabase() {
    return open(new PortalHouse(URI.create(URL), true, Optional.empty(), DomainsConfig.DEFAULTS));
  }

  private static PortalHouse open(PortalHouse house) {
    house.portal.start().await();
    return house;
  }

  /** From now on nobody can say what is live, or somebody can again. */
  public void boardIsAway(boolean away) {
    boardAway = away;
    usage.away(away);
  }

  /** From now on these processes are heard of. */
  public void nodes(List<NodeSighting> heardOf) {
    nodes = heardOf;
  }

  /** From now on gateways say this of a stream. */
  public void audience(StreamAddress stream, AudienceBoard.Audience audience) {
    audiences.put(stream, audience);
  }

  private Future<AudienceBoard.Audience> audience(StreamAddress stream) {
    return boardAway
        ? Future.failedFuture("no gateway can be asked")
        : Future.succeededFuture(
            audiences.getOrDefault(stream, new AudienceBoard.Audience(List.of(), true)));
  }

  private Future<List<NodeSighting>> nodes() {
    return boardAway ? Future.failedFuture("the board is away") : Future.succeededFuture(nodes);
  }

  /** Makes the demo tenant on {@code localhost}. */
  public Quickstart demo() {
    return portal.demoTenant().ensure(new DomainName("localhost"), Optional.empty()).orElseThrow();
  }

  /** Makes a tenant with an owner, and a domain for push and play with the app {@code live}. */
  public TenantId tenant(String email, String password, String domain) {
    return tenantOf(email, new Passwords(vertx).hash(password), domain);
  }

  /** The same, in no time: a password takes some to be hashed, and this owner has none. */
  public TenantId tenantWithoutPassword(String email, String domain) {
    return tenantOf(email, NO_PASSWORD, domain);
  }

  private TenantId tenantOf(String email, String passwordHash, String domain) {
    TenantId tenant =
        new TenantStore(database, new AuditLog(time))
            .create(
                new Who.CommandLine(),
                Origin.NONE,
                email,
                new TenantStore.Owner(email, email, passwordHash));
    domain(tenant, domain);
    return tenant;
  }

  /** Makes a domain that is served, for push and play with the app {@code live}. */
  public void domain(TenantId tenant, String domain) {
    SecureRandom random = new SecureRandom();
    new DomainStore(database, box)
        .create(
            tenant,
            new NewDomain(
                new DomainName(domain),
                Set.of(new AppName("live")),
                SigningKey.generate("push-1", random),
                SigningKey.generate("play-1", random)));
  }

  /** Publishes to the house's directory. */
  public PolicyDesk desk() {
    return new PolicyDesk(new DomainStore(database, box), new DirectPublisher(policies));
  }

  /** A browser in which a new member of the tenant, in this role, is signed in. */
  public Browser signedIn(TenantId tenant, Role role) {
    Browser browser = browser();
    browser.cookies().put("weir-session", session(tenant, role));
    return browser;
  }

  /** The same for one of the platform's staff. */
  public Browser signedInAsStaff(TenantId tenant, Role role) {
    Browser browser = browser();
    String session = session(tenant, role);
    joinStaff(session);
    browser.cookies().put("weir-session", session);
    return browser;
  }

  /** The session of a new member of the tenant, in this role. */
  public String session(TenantId tenant, Role role) {
    String email = "member" + MEMBERS.incrementAndGet() + "@example.org";
    PersonId person =
        database.inPlatform(
            connection -> PersonStore.create(tenant, connection, email, email, NO_PASSWORD, role));
    return new SessionStore(database, time, new AuditLog(time))
        .open(new SignedIn(person, email, email, tenant, email, role), "", Origin.NONE);
  }

  /** Whoever has this session is of the platform's staff from now on. */
  public void joinStaff(String session) {
    sql(
        "INSERT INTO platform_staff SELECT person_id, now() FROM portal_session WHERE id_hash = sha256('%s')"
            .formatted(session));
  }

  /** A browser that has been nowhere yet. */
  public Browser browser() {
    return new Browser("http://127.0.0.1:" + portal.port());
  }

  /** Opens a second door, to the same rooms by another table of routes; gives its address. */
  public String serve(List<RouteEntry> table) {
    RequestDesk desk =
        new RequestDesk(portal.router(table), new Semaphore(RequestDesk.MAX_AT_ONCE));
    int port =
        vertx.createHttpServer().requestHandler(desk).listen(0, "127.0.0.1").await().actualPort();
    return "http://127.0.0.1:" + port;
  }

  public Portal portal() {
    return portal;
  }

  public Database database() {
    return database;
  }

  public SealedBox box() {
    return box;
  }

  /** Who records streams. */
  public MemoryRecorders recorders() {
    return recorders;
  }

  /** Where recordings lie. */
  public MemoryObjects objects() {
    return objects;
  }

  /** Whom doors did not let in. */
  public MemoryRefusals refusals() {
    return refusals;
  }

  public ManualTimeSource time() {
    return time;
  }

  public MemoryLive live() {
    return live;
  }

  /** What gateways say that tenants use. */
  public MemoryUsage usage() {
    return usage;
  }

  /** How keys are used. */
  public MemoryKeyUse keyUse() {
    return keyUse;
  }

  /** Tells the portal what happened to publishes. */
  public MemoryEvents events() {
    return events;
  }

  /** Tells the portal what nodes have counted. */
  public MemoryMeterLine meters() {
    return meters;
  }

  /** Tells the portal what nodes have counted of their audiences. */
  public MemoryAnalytics analytics() {
    return analytics;
  }

  /** What players told. */
  public MemoryQualityLine quality() {
    return quality;
  }

  /** The streams that the portal had ended on their nodes. */
  public List<StreamAddress> ended() {
    return ended;
  }

  public MemoryPolicyDirectory policies() {
    return policies;
  }

  /** What tells of certificates that end. */
  public CertificateNotices notices() {
    return portal.notices();
  }

  public PublishedCertificates certificates() {
    return certificates;
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Runs a statement as the database's superuser, behind the portal's back. */
  public void sql(String statement) {
    sql(jdbcUrl, statement);
  }

  /** A connection of the database's superuser, whom row-level security does not bind. */
  public Connection connect() {
    return connect(jdbcUrl);
  }

  /** A connection in the role that the portal's own have. */
  public Connection connectAsApplication() {
    return connect(jdbcUrl + "?options=-c%20role%3D" + Migrations.APPLICATION_ROLE);
  }

  /** All that a table holds, as text, read behind the portal's back. */
  public String dump(String table) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT string_agg(t::text, '|') FROM " + table + " t")) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    database.close().await();
    buckets.close();
    vertx.close().await();
  }

  /** A data plane that has exactly what is live. */
  private Future<Boolean> end(StreamAddress address, FaultCode reason) {
    if (boardAway) {
      return Future.failedFuture("no node can be asked");
    }
    boolean has = isLive(address);
    if (has) {
      ended.add(address);
    }
    return Future.succeededFuture(has);
  }

  private boolean isLive(StreamAddress address) {
    return live.streams(address.tenant()).result().stream()
        .anyMatch(entry -> entry.stream().address().equals(address));
  }

  private static synchronized EmbeddedPostgres server() {
    if (server.isEmpty()) {
      try {
        EmbeddedPostgres started = EmbeddedPostgres.builder().setPort(0).start();
        String url = "jdbc:postgresql://localhost:" + started.getPort() + "/";
        sql(url + "postgres", "CREATE DATABASE " + TEMPLATE);
        Migrations.run(url + TEMPLATE, "postgres", "");
        server = Optional.of(started);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return server.get();
  }

  private static void sql(String jdbcUrl, String sql) {
    try (Connection connection = connect(jdbcUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Connection connect(String jdbcUrl) {
    try {
      return DriverManager.getConnection(jdbcUrl, "postgres", "");
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The board in memory, or none. */
  private final class FlakyBoard implements LiveBoard {

    @Override
    public Future<List<LiveEntry>> streams(TenantId tenant) {
      return boardAway ? Future.failedFuture("the board is away") : live.streams(tenant);
    }

    @Override
    public Future<List<LiveHealth>> health() {
      return boardAway ? Future.failedFuture("the board is away") : live.health();
    }

    @Override
    public Subscription subscribe(TenantId tenant, Runnable listener) {
      return live.subscribe(tenant, listener);
    }
  }

  /** Publishes straight into a directory. */
  private record DirectPublisher(MemoryPolicyDirectory directory) implements PolicyPublisher {

    @Override
    public Future<Void> publish(DomainPolicy policy) {
      directory.put(policy);
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> remove(DomainName domain) {
      directory.remove(domain);
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> republishAll(Collection<DomainPolicy> policies) {
      Set<DomainName> gone = new HashSet<>();
      directory.all().forEach(known -> gone.add(known.domain()));
      policies.forEach(policy -> {
        gone.remove(policy.domain());
        directory.put(policy);
      });
      gone.forEach(directory::remove);
      directory.markLoaded();
      return Future.succeededFuture();
    }
  }
}
