package dev.weir.portal.callback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.callback.CallbackSettings;
import dev.weir.portal.callback.Callbacks;
import dev.weir.portal.callback.event.CallbackEvent;
import dev.weir.portal.callback.outbox.Outbox;
import dev.weir.portal.identity.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What piled up about one subject is told in its order, at 50 a second or more. */
@Tag("long")
@Timeout(300)
class DrainTest {

  private static final int EVENTS = 3_000;
  private static final Logger LOG = LoggerFactory.getLogger(DrainTest.class);

  @Test
  void whatPiledUpIsToldInOrderAndQuickly() {
    try (PortalHouse house = PortalHouse.shut();
        Receiver receiver = new Receiver(house.vertx())) {
      TenantId tenant = house.tenantWithoutPassword("drain@example.org", "drain.example.org");
      CallbackCourier courier =
          new CallbackCourier(house.vertx(), new CallbackConfig(true), house.time());
      AuditLog audit = new AuditLog(house.time());
      new Callbacks(house.database(), house.box(), courier, audit, house.time())
          .create(
              Actor.commandLine(tenant),
              new CallbackSettings(
                  "drain", receiver.at("/drain"), Dialect.STANDARD, Set.of(), "", "", "", true),
              "");
      Outbox outbox = new Outbox(house.time());
      for (int i = 0; i < EVENTS; i += 100) {
        house
            .database()
            .inTenant(
                tenant,
                connection -> {
                  IntStream.range(0, 100)
                      .forEach(one ->
                          outbox.put(
                              connection,
                              tenant,
                              new CallbackEvent.Quota("VIEWERS", house.time().now(), false)));
                  return tenant;
                });
      }
      CallbackPost post = new CallbackPost(house.database(), house.box(), courier, house.time());
      long began = System.nanoTime();
      List<Lane> due = post.claim(CallbackVerticle.MAX_IN_FLIGHT);
      while (!due.isEmpty()) {
        due.forEach(post::work);
        due = post.claim(CallbackVerticle.MAX_IN_FLIGHT);
      }
      double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
      LOG.info("event=callback.drained events={} seconds={}", EVENTS, seconds);
      assertThat(receiver.told("/drain").stream().map(told -> told.json().getInteger("sequence")))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, EVENTS).boxed().toList());
      assertThat(EVENTS / seconds).isGreaterThan(50);
    }
  }
}
