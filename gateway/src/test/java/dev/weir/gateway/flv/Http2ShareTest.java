package dev.weir.gateway.flv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.live.LeakWatch;
import dev.weir.gateway.live.LiveHouse.Encoder;
import dev.weir.gateway.live.Pictures;
import dev.weir.stream.fanout.FlushRule;
import dev.weir.stream.fanout.ViewerBounds;
import dev.weir.stream.hub.GopLimits;
import dev.weir.stream.hub.StreamConfig;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Several viewers on one HTTP/2 connection whose window is no larger than that of one stream, which
 * is what a client has that says nothing about it.
 */
@Timeout(60)
class Http2ShareTest {

  private static final int PICTURE_BYTES = 20_000;
  private static final long MUCH_BYTES = 2_000_000;
  private static final long CANCEL = 0x8;

  /** Longer than the test takes, so that nobody is cut for it. */
  private static final Duration STALL = Duration.ofSeconds(30);

  private final Pictures pictures = new Pictures(PICTURE_BYTES, 10);
  private final Http2 viewers = Http2.narrow();
  private LeakWatch leaks;
  private FlvServer server;
  private Encoder encoder;

  @BeforeEach
  void open() throws Exception {
    server =
        new FlvServer(
            new StreamConfig(
                GopLimits.defaults(),
                new ViewerBounds(500_000, 2_000_000, STALL),
                FlushRule.onEachVideoFrame()));
    leaks = new LeakWatch();
    encoder = server.house.publish("demo").send(pictures.start()).send(pictures.group());
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    leaks.close();
  }

  private void everybodyLeaves() throws Exception {
    viewers.close();
    Await.until(() -> server.house.watching() == 0, "nobody is left");
  }

  /** A viewer who reads as long as {@code reads}, and counts. */
  private HttpClientResponse watch(AtomicLong bytes, Predicate<HttpClientResponse> reads)
      throws Exception {
    return viewers
        .get(
            server.tlsPort(),
            "demo",
            response ->
                response.handler(piece -> {
                  bytes.addAndGet(piece.length());
                  if (!reads.test(response)) {
                    response.pause();
                  }
                }))
        .await(10, TimeUnit.SECONDS);
  }

  private void sendUntil(AtomicLong bytes) {
    while (bytes.get() < MUCH_BYTES) {
      long then = bytes.get();
      encoder.send(pictures.group());
      Await.until(() -> bytes.get() > then, "more arrives");
    }
  }

  @Test
  void aStreamThatIsNoLongerReadLeavesRoomForOneThatIs() throws Exception {
    AtomicLong unread = new AtomicLong();
    HttpClientResponse stopped = watch(unread, _ -> false);
    Await.until(() -> unread.get() > 0, "it has begun");
    for (int i = 0; i < 10; i++) {
      encoder.send(pictures.group());
    }
    AtomicLong bytes = new AtomicLong();
    HttpClientResponse reading = watch(bytes, _ -> true);
    assertThat(reading.request().connection()).isSameAs(stopped.request().connection());
    sendUntil(bytes);
    assertThat(server.house.faults().total(FaultCode.VIEWER_TOO_SLOW)).isZero();
    everybodyLeaves();
    assertThat(leaks.found()).isEmpty();
  }

  @Test
  void oneThatIsReadAgainGoesOnWithItsStream() throws Exception {
    AtomicLong bytes = new AtomicLong();
    AtomicBoolean reads = new AtomicBoolean();
    HttpClientResponse viewer = watch(bytes, _ -> reads.get());
    Await.until(() -> bytes.get() > 0, "it has begun");
    for (int i = 0; i < 20; i++) {
      encoder.send(pictures.group());
    }
    reads.set(true);
    viewer.resume();
    sendUntil(bytes);
    encoder.end();
    everybodyLeaves();
    assertThat(leaks.found()).isEmpty();
  }

  @Test
  void aStreamThatIsLeftWhileMuchWaitsForItLeavesNothingBehind() throws Exception {
    AtomicLong bytes = new AtomicLong();
    HttpClientResponse viewer = watch(bytes, _ -> false);
    Await.until(() -> bytes.get() > 0, "it has begun");
    for (int i = 0; i < 10; i++) {
      encoder.send(pictures.group());
    }
    viewer.request().reset(CANCEL);
    Await.until(() -> server.house.watching() == 0, "it has left");
    AtomicLong others = new AtomicLong();
    watch(others, _ -> true);
    sendUntil(others);
    everybodyLeaves();
    assertThat(leaks.found()).isEmpty();
  }
}
