package dev.weir.portal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.domain.proof.ProofConfig;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Role;
import dev.weir.testkit.dns.DnsRecord;
import dev.weir.testkit.dns.DnsUnderTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Domains from claim to end, over HTTP, against a real database and a real name server. */
@Timeout(120)
class DomainLifeTest {

  private static final Pattern TOKEN = Pattern.compile("weir-[0-9a-f]{32}");
  private static final Pattern TARGET = Pattern.compile("d-[0-9a-f]{12}\\.base\\.test");
  private static final AtomicReference<String> FILE = new AtomicReference<>("");

  private static DnsUnderTest dns;
  private static HttpServer web;
  private static DomainsConfig config;
  private static PortalHouse house;
  private static TenantId tenantA;
  private static TenantId tenantB;

  @BeforeAll
  static void open() {
    dns = DnsUnderTest.open();
    web =
        Vertx.vertx()
            .createHttpServer()
            .requestHandler(request ->
                request
                    .response()
                    .setStatusCode(request.path().endsWith(FILE.get()) ? 200 : 404)
                    .end(FILE.get() + "\n"))
            .listen(0, "127.0.0.1")
            .await();
    config =
        new DomainsConfig(
            Optional.of(new DomainName("base.test")),
            Duration.ofDays(7),
            new ProofConfig(
                Optional.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), dns.port())),
                true,
                web.actualPort()));
    house = PortalHouse.open(config);
    tenantA = house.tenant("a@example.org", "a long enough password", "first-a.example.org");
    tenantB = house.tenant("b@example.org", "a long enough password", "first-b.example.org");
  }

  @AfterAll
  static void close() {
    house.close();
    web.close().await();
    dns.close();
  }

  @Test
  void aDomainIsAddedProvenPointedHereAndServed() {
    Browser browser = house.signedIn(tenantA, Role.OWNER);
    DomainName name = new DomainName("live.example.test");
    String page = add(browser, "Live.Example.TEST", "both");
    String token = find(TOKEN, page);
    assertThat(check(browser, name)).contains("Neither the TXT record nor the file was found.");

    dns.put("_weir.live.example.test", new DnsRecord.Txt("something else"));
    assertThat(check(browser, name)).contains("but with another value");

    dns.put("_weir.live.example.test", new DnsRecord.Txt(token));
    assertThat(check(browser, name)).contains("Waits for DNS").contains("no CNAME record");
    assertThat(house.policies().find(name)).isEmpty();

    dns.put(name.value(), new DnsRecord.Cname("elsewhere.test"));
    dns.put("elsewhere.test", new DnsRecord.A("127.0.0.9"));
    assertThat(check(browser, name)).contains("The name leads to another place.");

    dns.put(name.value(), new DnsRecord.Cname(find(TARGET, page)));
    assertThat(check(browser, name)).contains("Online").doesNotContain("What is left to do");
    assertThat(house.policies().find(name).orElseThrow().tenant()).isEqualTo(tenantA);
    assertThat(house.dump("audit_entry")).contains("DOMAIN_ADDED").contains("DOMAIN_VERIFIED");
  }

  @Test
  void theAddressesOfTheTargetCountAsMuchAsAnAlias() {
    Browser browser = house.signedIn(tenantA, Role.OWNER);
    DomainName name = new DomainName("apex.test");
    String page = add(browser, name.value(), "both");
    dns.put("_weir.apex.test", new DnsRecord.Txt(find(TOKEN, page)));
    dns.put(name.value(), new DnsRecord.A("127.0.0.7"));
    dns.put(find(TARGET, page), new DnsRecord.A("127.0.0.7"), new DnsRecord.A("127.0.0.8"));
    assertThat(check(browser, name)).contains("Online");
  }

  @Test
  void aFileProvesADomainToo() {
    Browser browser = house.signedIn(tenantA, Role.OWNER);
    DomainName name = new DomainName("file.example.test");
    FILE.set(find(TOKEN, add(browser, name.value(), "push")));
    dns.put(name.value(), new DnsRecord.A("127.0.0.1"));
    assertThat(check(browser, name)).contains("Waits for DNS");
    assertThat(house.dump("domain")).contains("FILE");
  }

  @Test
  void silentNameServersAreSaidToBeSilent() {
    Browser browser = house.signedIn(tenantA, Role.OWNER);
    add(browser, "refused.example.test", "push");
    DomainRoom deaf =
        room(
            new DomainsConfig(
                config.base(),
                config.deletionGrace(),
                new ProofConfig(
                    Optional.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9)),
                    true,
                    9)));
    Domain looked =
        new Domains(deaf).check(Actor.commandLine(tenantA), new DomainName("refused.example.test"));
    assertThat(looked.finding()).isEqualTo(Finding.DNS_SILENT);
    assertThat(looked.state()).isEqualTo(DomainState.PENDING);
  }

  @Test
  void aNameThatSomebodyHasProvenIsTakenAndNobodyLearnsWhose() {
    Browser stranger = house.signedIn(tenantB, Role.OWNER);
    HttpResponse<String> refused = tryToAdd(stranger, "first-a.example.org", "both");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Somebody else has already proven")
        .contains("value=\"first-a.example.org\"")
        .doesNotContain(tenantA.toString())
        .doesNotContain("a@example.org");
    assertThat(tryToAdd(stranger, "first-b.example.org", "both").body())
        .contains("You have this domain already.");
    assertThat(stranger.get("/domains/first-a.example.org").statusCode()).isEqualTo(404);
  }

  @Test
  void namesThatCannotBeHadAreExplainedBesideTheField() {
    Browser browser = house.signedIn(tenantA, Role.OWNER);
    for (String name :
        List.of(
            "localhost",
            "one",
            "192.0.2.7",
            "[::1]",
            "a..b",
            "x.localhost",
            "printer.local",
            "base.test",
            "mine.base.test",
            "*.example.org",
            "https://example.org",
            "a b.test",
            "example.org:8080",
            "-x.example.org")) {
      HttpResponse<String> refused = tryToAdd(browser, name, "both");
      assertThat(refused.statusCode()).as(name).isEqualTo(422);
      assertThat(refused.body()).as(name).contains("This is no name that can be added");
    }
  }

  @Test
  void aNameInAnotherScriptIsKeptAsItIsSent() {
    Browser browser = house.signedIn(tenantA, Role.OWNER);
    add(browser, "bücher.example.test", "push");
    assertThat(browser.get("/domains").body())
        .contains("xn--bcher-kva.example.test")
        .contains("bücher.example.test");
  }

  @Test
  void whoeverProvesANameFirstHasItAndTheOtherIsTold() {
    Browser a = house.signedIn(tenantA, Role.OWNER);
    Browser b = house.signedIn(tenantB, Role.OWNER);
    DomainName name = new DomainName("both.example.test");
    add(a, name.value(), "both");
    String page = add(b, name.value(), "both");
    dns.put("_weir.both.example.test", new DnsRecord.Txt(find(TOKEN, page)));
    dns.put(name.value(), new DnsRecord.Cname(find(TARGET, page)));
    assertThat(check(b, name)).contains("Online");
    assertThat(a.get("/domains/" + name).body())
        .contains("Failed")
        .contains("Somebody else has proven that this domain is theirs.");

    // The end of a claim that failed is not the end of the domain.
    post(a, name, "/delete", Map.of("name", name.value()));
    assertThat(house.policies().find(name).orElseThrow().tenant()).isEqualTo(tenantB);
  }

  @Test
  void ofTwoWhoProveANameAtOnceOneHasIt() throws ExecutionException, InterruptedException {
    Domains domains = new Domains(room(config));
    for (int i = 0; i < 8; i++) {
      DomainName name = new DomainName("race" + i + ".example.test");
      Domains.Claim claim = new Domains.Claim(name.value(), true, true, Optional.empty());
      Domain first = domains.add(Actor.commandLine(tenantA), claim);
      Domain second = domains.add(Actor.commandLine(tenantB), claim);
      dns.put("_weir." + name, new DnsRecord.Txt(first.token()), new DnsRecord.Txt(second.token()));
      dns.put(name.value(), new DnsRecord.Cname(first.target().orElseThrow().value()));
      try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Domain> a = both.submit(() -> domains.check(Actor.commandLine(tenantA), name));
        Future<Domain> b = both.submit(() -> domains.check(Actor.commandLine(tenantB), name));
        a.get();
        b.get();
      }
      List<Domain> ends =
          List.of(
              domains.find(Actor.commandLine(tenantA), name),
              domains.find(Actor.commandLine(tenantB), name));
      assertThat(ends).filteredOn(Domain::proven).hasSize(1);
      assertThat(ends)
          .filteredOn(domain -> !domain.proven())
          .singleElement()
          .returns(DomainState.FAILED, Domain::state)
          .returns(Finding.TAKEN, Domain::finding);
    }
  }

  @Test
  void roundsLookAtWhatIsDueAndGiveUpInTheEnd() {
    DomainRoom room = room(config);
    Domains domains = new Domains(room);
    DomainName name = new DomainName("slow.example.test");
    Actor actor = Actor.commandLine(tenantB);
    Domain added =
        domains.add(actor, new Domains.Claim(name.value(), true, true, Optional.empty()));
    room.checks().round();
    assertThat(domains.find(actor, name).times().checks()).isZero();
    house.time().advance(DomainChecks.FIRST_DELAY);
    roundUntil(() -> domains.find(actor, name).finding() != Finding.NONE);
    Domain looked = domains.find(actor, name);
    assertThat(looked.finding()).isEqualTo(Finding.PROOF_MISSING);
    assertThat(looked.times().nextCheckAt().orElseThrow()).isAfter(house.time().now());
    house.time().advance(DomainChecks.WINDOW.plusDays(1));
    roundUntil(() -> domains.find(actor, name).state() == DomainState.FAILED);
    assertThat(house.dump("audit_entry"))
        .contains(",PLATFORM,\"\",\"\",\"\",\"\",\"\",DOMAIN_CHANGED,DOMAIN,slow.example.test,");
    dns.put("_weir." + name, new DnsRecord.Txt(added.token()));
    dns.put(name.value(), new DnsRecord.Cname(added.target().orElseThrow().value()));
    house.time().advance(Duration.ofMinutes(1));
    assertThat(domains.check(actor, name).state()).isEqualTo(DomainState.ONLINE);
  }

  @Test
  void aDeletedDomainIsRestoredWithinItsGracePeriodAndGoneAfterwards() {
    TenantId tenant = house.tenant("d@example.org", "a long enough password", "d.example.org");
    Browser browser = house.signedIn(tenant, Role.ADMINISTRATOR);
    DomainName name = new DomainName("d.example.org");
    house.desk().publish(tenant, name);
    assertThat(house.policies().find(name)).isPresent();

    assertThat(post(browser, name, "/delete", Map.of("name", "another")).statusCode())
        .isEqualTo(422);
    assertThat(post(browser, name, "/delete", Map.of("name", name.value())).statusCode())
        .isEqualTo(303);
    assertThat(house.policies().find(name)).isEmpty();
    assertThat(browser.get("/domains").body()).contains("Being deleted");

    assertThat(post(browser, name, "/restore", Map.of()).statusCode()).isEqualTo(303);
    assertThat(house.policies().find(name)).isPresent();

    post(browser, name, "/delete", Map.of("name", name.value()));
    house.time().advance(config.deletionGrace().plusSeconds(1));
    Browser again = house.signedIn(tenant, Role.ADMINISTRATOR);
    roundUntil(() -> again.get("/domains/" + name).statusCode() == 404);
    assertThat(again.get("/domains").body()).contains("No domain yet");
  }

  @Test
  void aDomainThatOthersPlayIsNotDeleted() {
    TenantId tenant = house.tenant("e@example.org", "a long enough password", "e.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    browser.get("/domains/new");
    HttpResponse<String> added =
        browser.post(
            "/domains/new",
            Map.of("name", "play.example.test", "use", "play", "plays", "e.example.org"));
    assertThat(added.statusCode()).isEqualTo(303);
    DomainName name = new DomainName("e.example.org");
    HttpResponse<String> refused = post(browser, name, "/delete", Map.of("name", name.value()));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("Other domains play its streams.");
    assertThat(tryToAdd(browser, "other.example.test", "play").body())
        .contains("Choose the domain whose streams it plays.");
  }

  @Test
  void aDomainIsSwitchedOffAndOn() {
    TenantId tenant = house.tenant("f@example.org", "a long enough password", "f.example.org");
    Browser browser = house.signedIn(tenant, Role.OWNER);
    DomainName name = new DomainName("f.example.org");
    assertThat(post(browser, name, "/disable", Map.of()).statusCode()).isEqualTo(303);
    assertThat(house.policies().find(name)).isEmpty();
    assertThat(post(browser, name, "/disable", Map.of()).statusCode()).isEqualTo(409);
    assertThat(post(browser, name, "/check", Map.of()).statusCode()).isEqualTo(409);
    assertThat(post(browser, name, "/enable", Map.of()).statusCode()).isEqualTo(303);
    assertThat(house.policies().find(name)).isPresent();
  }

  @Test
  void whoHasNoDomainYetTakesANameOfThePlatform() {
    TenantId one = house.tenant("Ünique Media GmbH", "a long enough password", "g.example.org");
    TenantId two = house.tenant("unique-media-gmbh", "a long enough password", "h.example.org");
    for (TenantId tenant : List.of(one, two)) {
      house.sql("DELETE FROM domain WHERE tenant_id = '" + tenant + "'");
      Browser browser = house.signedIn(tenant, Role.OWNER);
      assertThat(browser.get("/domains").body()).contains("Use unique-media-gmbh.base.test");
      assertThat(browser.post("/domains/of-platform", Map.of()).statusCode()).isEqualTo(303);
    }
    assertThat(house.policies().find(new DomainName("unique-media-gmbh.base.test")))
        .get()
        .returns(one, policy -> policy.tenant());
    assertThat(house.policies().all()).filteredOn(policy -> policy.tenant().equals(two)).hasSize(1);
  }

  private static DomainRoom room(DomainsConfig settled) {
    return DomainRoom.of(
        new DomainRoom.Seams(
            house.vertx(), house.database(), house.box(), house.desk(), house.time()),
        settled,
        "localhost");
  }

  /** Goes round until something is so: the house has rounds of its own, and takes domains too. */
  private static void roundUntil(BooleanSupplier done) {
    DomainRoom room = room(config);
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      room.checks().round();
    }
  }

  private static String add(Browser browser, String name, String use) {
    HttpResponse<String> added = tryToAdd(browser, name, use);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(303);
    return browser.get(added.headers().firstValue("Location").orElseThrow()).body();
  }

  private static HttpResponse<String> tryToAdd(Browser browser, String name, String use) {
    browser.get("/domains/new");
    return browser.post("/domains/new", Map.of("name", name, "use", use));
  }

  private static HttpResponse<String> post(
      Browser browser, DomainName name, String action, Map<String, String> fields) {
    browser.get("/domains/new");
    return browser.post("/domains/" + name + action, fields);
  }

  /** Looks, later than the last look. */
  private static String check(Browser browser, DomainName name) {
    house.time().advance(DomainChecks.MIN_GAP.plusSeconds(1));
    HttpResponse<String> looked = post(browser, name, "/check", Map.of());
    assertThat(looked.statusCode()).as(looked.body()).isEqualTo(303);
    return browser.get("/domains/" + name).body();
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group();
  }
}
