package dev.weir.portal.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.Publishes;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.callback.Callback;
import dev.weir.portal.callback.CallbackId;
import dev.weir.portal.callback.CallbackSettings;
import dev.weir.portal.callback.Callbacks;
import dev.weir.portal.callback.Deliveries;
import dev.weir.portal.callback.Delivery;
import dev.weir.portal.callback.event.CallbackEvent;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.identity.Actor;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Endpoints that answer 500 for long, hang, lead elsewhere, or never stop answering, over real
 * sockets: order is kept, others are not disturbed, and nothing internal is reached. A day passes
 * on a clock of the test's own.
 */
@Timeout(120)
class DeliveryTest {

  private static final Duration PATIENCE = Duration.ofMillis(400);

  private static PortalHouse house;
  private static Receiver receiver;
  private static int tenants;

  private TenantId tenant;
  private Actor actor;
  private Outbox outbox;
  private Callbacks callbacks;
  private Deliveries deliveries;
  private CallbackPost post;

  @BeforeAll
  static void open() {
    house = PortalHouse.shut();
    receiver = new Receiver(house.vertx());
  }

  @AfterAll
  static void close() {
    receiver.close();
    house.close();
  }

  @BeforeEach
  void anEmptyOutbox() {
    house.sql("DELETE FROM callback");
    String name = "delivery" + ++tenants;
    tenant = house.tenantWithoutPassword(name + "@example.org", name + ".example.org");
    actor = Actor.commandLine(tenant);
    outbox = new Outbox(house.time());
    AuditLog audit = new AuditLog(house.time());
    CallbackCourier courier = courier();
    callbacks = new Callbacks(house.database(), house.box(), courier, audit, house.time());
    deliveries = new Deliveries(house.database(), audit, house.time());
    post = new CallbackPost(house.database(), house.box(), courier, house.time());
  }

  private static CallbackCourier courier() {
    return new CallbackCourier(house.vertx(), new CallbackConfig(true), house.time(), PATIENCE);
  }

  private Callbacks.Made endpoint(String path) {
    return endpoint(receiver.at(path), Dialect.STANDARD);
  }

  private Callbacks.Made endpoint(URI address, Dialect dialect) {
    return callbacks.create(
        actor,
        new CallbackSettings(address.getPath(), address, dialect, Set.of(), "", "", "", true),
        "");
  }

  private void happens(String... streams) {
    house
        .database()
        .inTenant(
            tenant,
            connection -> {
              for (String stream : streams) {
                StreamAddress address =
                    new StreamAddress(
                        tenant,
                        new DomainName("d.example.org"),
                        new AppName("live"),
                        new StreamName(stream));
                outbox.put(
                    connection,
                    tenant,
                    new CallbackEvent.Health(address, house.time().now(), false, "GOP", "long"));
              }
              return streams;
            });
  }

  /** Works on all that is due now. */
  private void run() {
    List<Lane> due = post.claim(CallbackVerticle.MAX_IN_FLIGHT);
    while (!due.isEmpty()) {
      due.forEach(post::work);
      due = post.claim(CallbackVerticle.MAX_IN_FLIGHT);
    }
  }

  private void pass(Duration time, Duration step) {
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
      house.time().advance(step);
      run();
    }
  }

  private Callback now(CallbackId id) {
    return callbacks.find(actor, id);
  }

  private List<Delivery> listed(CallbackId id) {
    return deliveries.list(actor, id, Optional.empty(), Long.MAX_VALUE, 100);
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  @Test
  void eventsOfAStreamComeInTheirOrderAndAreSignedWithBothSecretsWhileTheyChange()
      throws Exception {
    Callbacks.Made made = endpoint("/signed");
    happens("cup", "cup", "match", "cup");
    run();
    assertThat(receiver.events("/signed"))
        .containsExactlyInAnyOrder("cup 1", "cup 2", "cup 3", "match 1")
        .containsSubsequence("cup 1", "cup 2", "cup 3");

    Callbacks.Made renewed = callbacks.rotate(actor, made.callback().id(), "");
    happens("cup");
    run();
    Receiver.Told last = receiver.told("/signed").getLast();
    assertThat(last.headers().get("webhook-signature"))
        .isEqualTo(signature(renewed, last) + " " + signature(made, last));
    house.time().advance(Callbacks.ROTATION);
    happens("cup");
    run();
    last = receiver.told("/signed").getLast();
    assertThat(last.headers().get("webhook-signature")).isEqualTo(signature(renewed, last));
    assertThat(last.headers().get("webhook-id")).isEqualTo(last.json().getString("id"));
    assertThat(last.json().getString("type")).isEqualTo("health.degraded");
  }

  /** As a receiver would compute it. */
  private static String signature(Callbacks.Made made, Receiver.Told told) throws Exception {
    byte[] key = Base64.getDecoder().decode(made.secret().text().substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    Map<String, String> headers = told.headers();
    String content =
        headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + told.body();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anEndpointThatFailsForLongLosesNothingAndNoOrder() {
    receiver.answers("/broken", 500);
    CallbackId broken = endpoint("/broken").callback().id();
    CallbackId well = endpoint("/well").callback().id();
    happens("cup", "cup", "match");
    run();
    happens("cup");
    pass(Duration.ofHours(20), Duration.ofMinutes(10));

    assertThat(receiver.events("/broken")).containsOnly("cup 1", "match 1");
    assertThat(receiver.told("/broken")).hasSizeBetween(12, 40);
    assertThat(receiver.events("/well")).hasSize(4);
    assertThat(now(well).waiting()).isZero();
    assertThat(now(broken).waiting()).isEqualTo(4);

    receiver.answers("/broken", 200);
    receiver.told("/broken").clear();
    pass(Duration.ofHours(5), Duration.ofMinutes(10));
    assertThat(receiver.events("/broken"))
        .containsExactlyInAnyOrder("cup 1", "cup 2", "cup 3", "match 1")
        .containsSubsequence("cup 1", "cup 2", "cup 3");
    assertThat(now(broken).failures()).isZero();
    assertThat(now(broken).dead()).isZero();
  }

  @Test
  void afterADayEventsAreGivenUpAndCanBeToldAgain() {
    receiver.answers("/dead", 503);
    CallbackId id = endpoint("/dead").callback().id();
    happens("cup", "cup", "match");
    run();
    pass(Duration.ofHours(25), Duration.ofMinutes(15));
    post.sweep();
    pass(Duration.ofMinutes(15), Duration.ofMinutes(15));

    assertThat(now(id).waiting()).isZero();
    assertThat(now(id).dead()).isEqualTo(3);
    Delivery first = listed(id).getLast();
    assertThat(first.trouble()).isEqualTo(AttemptTrouble.STATUS);
    assertThat(deliveries.attempts(actor, id, first.event().id())).hasSizeBetween(10, 40);
    assertThat(deliveries.attempts(actor, id, first.event().id()).getFirst().attempt().response())
        .contains("503", "taken by /dead")
        .doesNotContain(receiver.told("/dead").getLast().headers().get("webhook-signature"));

    receiver.answers("/dead", 200);
    receiver.told("/dead").clear();
    Deliveries.Range all =
        new Deliveries.Range(
            house.time().now().minus(Duration.ofDays(2)), house.time().now(), true);
    assertThat(deliveries.replay(actor, id, all)).isEqualTo(3);
    house.time().advance(Retries.LONGEST_REST.multipliedBy(2));
    run();
    assertThat(receiver.events("/dead")).containsSubsequence("cup 1", "cup 2").hasSize(3);
    deliveries.replay(actor, id, first.event().id());
    run();
    assertThat(receiver.told("/dead").getLast().headers().get("webhook-id"))
        .isEqualTo(first.event().id().toString());
    assertThat(house.dump("audit_entry")).contains("CALLBACK_REPLAYED");
  }

  @Test
  void whoLeadsElsewhereIsNotFollowed() {
    CallbackId id = endpoint("/redirect").callback().id();
    happens("cup");
    run();
    assertThat(receiver.told("/redirect")).hasSize(1);
    assertThat(receiver.told("/internal")).isEmpty();
    assertThat(listed(id).getFirst().trouble()).isEqualTo(AttemptTrouble.REDIRECT);
  }

  @Test
  void whoNeverStopsAnsweringIsCutOffAndItsStatusCounts() {
    CallbackId taken = endpoint("/endless/taken").callback().id();
    receiver.answers("/endless/refused", 500);
    CallbackId refused = endpoint("/endless/refused").callback().id();
    happens("cup");
    run();
    assertThat(listed(taken).getFirst().state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(listed(refused).getFirst().trouble()).isEqualTo(AttemptTrouble.STATUS);
    String kept =
        deliveries
            .attempts(actor, refused, listed(refused).getFirst().event().id())
            .getFirst()
            .attempt()
            .response();
    assertThat(kept.length()).isBetween(4_000, 5_000);
  }

  @Test
  void whoSaysThatItIsGoneIsNotAskedAgain() {
    receiver.answers("/gone", 410);
    CallbackId id = endpoint("/gone").callback().id();
    happens("cup");
    run();
    happens("cup");
    pass(Duration.ofHours(1), Duration.ofMinutes(10));
    assertThat(receiver.told("/gone")).hasSize(1);
    assertThat(now(id).state()).isEqualTo(Callback.State.GONE);
  }

  @Test
  void whatLiesInThisMachinesNeighbourhoodIsNotAsked() {
    CallbackCourier strict =
        new CallbackCourier(house.vertx(), CallbackConfig.DEFAULTS, house.time());
    for (String address :
        List.of(
            "https://localhost/hook",
            "https://127.0.0.1:8443/hook",
            "https://[::1]/hook",
            "https://[::ffff:10.0.0.1]/hook",
            "https://169.254.169.254/latest",
            "http://example.org/hook",
            "https://example.org:9090/hook",
            "https://user@example.org/hook")) {
      Endpoint endpoint =
          new Endpoint(
              tenant,
              tenant.value(),
              URI.create(address),
              Dialect.STANDARD,
              new CallbackSecret("whsec_AAAA"),
              Optional.empty());
      Attempt attempt = strict.carry(endpoint, Forms.published(tenant)).await().orElseThrow();
      assertThat(attempt.trouble()).as(address).isEqualTo(AttemptTrouble.ADDRESS_REFUSED);
    }
    strict.close().await();
  }

  @Test
  void aSlowEndpointDelaysNobodyElse() throws InterruptedException {
    Vertx vertx = house.vertx();
    CallbackId hanging = endpoint("/hang").callback().id();
    CallbackId quick = endpoint("/quick").callback().id();
    String[] streams = IntStream.range(0, 40).mapToObj(i -> "stream" + i).toArray(String[]::new);
    happens(streams);
    String deployed =
        vertx
            .deployVerticle(
                new CallbackVerticle(post),
                new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
            .await();
    try {
      until("the quick one has all", () -> receiver.told("/quick").size() == streams.length);
      until("and that is known", () -> now(quick).waiting() == 0);
      until("the other one was given up", () -> now(hanging).failures() > 0);
      assertThat(receiver.told("/hang").size()).isLessThanOrEqualTo(2 * Lanes.AT_ONCE);
      assertThat(now(hanging).waiting()).isEqualTo(streams.length);
    } finally {
      vertx.undeploy(deployed).await();
    }
  }

  @Test
  void twoPortalsTellNobodyTwice() throws InterruptedException {
    Vertx vertx = house.vertx();
    endpoint("/once");
    String[] streams =
        IntStream.range(0, 120).mapToObj(i -> "stream" + i % 12).toArray(String[]::new);
    happens(streams);
    CallbackPost other = new CallbackPost(house.database(), house.box(), courier(), house.time());
    DeploymentOptions threads =
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    List<String> deployed =
        List.of(
            vertx.deployVerticle(new CallbackVerticle(post), threads).await(),
            vertx.deployVerticle(new CallbackVerticle(other), threads).await());
    try {
      until("all are told", () -> receiver.told("/once").size() >= streams.length);
    } finally {
      deployed.forEach(one -> vertx.undeploy(one).await());
    }
    assertThat(new HashSet<>(receiver.events("/once"))).hasSize(streams.length);
    assertThat(receiver.told("/once")).hasSize(streams.length);
    Map<String, List<Integer>> numbers =
        receiver.told("/once").stream()
            .collect(
                Collectors.groupingBy(
                    told -> Objects.requireNonNull(told.json().getString("stream")),
                    Collectors.mapping(
                        told -> told.json().getInteger("sequence"), Collectors.toList())));
    numbers.values().forEach(each -> assertThat(each).isSorted());
  }

  @Test
  void existingReceiversOfApsaraVideoAreToldInItsForms() {
    Callbacks.Made made = endpoint(receiver.at("/ali?tenant=7"), Dialect.APSARAVIDEO);
    house
        .database()
        .inTenant(
            tenant,
            connection -> {
              outbox.put(
                  connection,
                  tenant,
                  new CallbackEvent.Published(
                      Publishes.begin(tenant, "push.example.org", "cup", house.time().now())));
              return tenant;
            });
    happens("cup");
    run();
    assertThat(receiver.told("/ali")).hasSize(1);
    assertThat(receiver.told("/ali").getFirst().target())
        .startsWith("/ali?tenant=7&action=publish&ip=192.0.2.17&id=cup&app=push.example.org")
        .contains("&appname=live&time=" + house.time().now().getEpochSecond());
    assertThat(made.secret().text()).matches("[A-Za-z0-9]{32}");
    assertThat(now(made.callback().id()).waiting()).isZero();
    assertThat(listed(made.callback().id()).getFirst().trouble())
        .isEqualTo(AttemptTrouble.NOT_IN_DIALECT);
  }

  @Test
  void aTrialIsToldAtOnceAndLogged() {
    Callbacks.Made made = endpoint("/trial");
    Attempt attempt = callbacks.tried(actor, made.callback().id());
    assertThat(attempt.taken()).isTrue();
    assertThat(attempt.response()).contains("200", "taken by /trial");
    assertThat(receiver.told("/trial").getFirst().json().getString("type"))
        .isEqualTo("callback.test");
    assertThat(house.dump("callback_attempt")).contains("taken by /trial");
    assertThat(house.dump("callback")).doesNotContain(made.secret().text());
  }
}
