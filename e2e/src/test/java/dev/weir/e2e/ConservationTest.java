package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.contract.metering.Meter;
import dev.weir.contract.metering.MeterDetail;
import dev.weir.e2e.media.Source;
import dev.weir.e2e.meter.Counted;
import dev.weir.e2e.meter.CounterFiles;
import dev.weir.e2e.meter.LedgerView;
import dev.weir.e2e.meter.MonthEnd;
import dev.weir.e2e.rtmp.MessageBodies;
import dev.weir.e2e.rtmp.RawRtmp;
import dev.weir.e2e.server.Cluster;
import dev.weir.e2e.server.ControlApi;
import dev.weir.e2e.server.ControlApi.Recorded;
import dev.weir.e2e.server.Quickstart;
import dev.weir.e2e.server.WeirProcess;
import dev.weir.e2e.viewer.AnyCertificate;
import dev.weir.e2e.viewer.CountingHls;
import dev.weir.e2e.viewer.Http2Viewer;
import dev.weir.e2e.viewer.RawViewer;
import dev.weir.portal.billing.card.Priced;
import dev.weir.portal.billing.invoice.InvoiceDocument;
import dev.weir.portal.billing.rating.Ratio;
import dev.weir.testkit.ffmpeg.Ffmpeg;
import dev.weir.testkit.ffmpeg.Running;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What viewers receive is what is counted, what is in the ledger, and what is billed. Each viewer
 * has a stream of its own, so that the ledger tells them apart; each receives no more than 64 KiB
 * ahead of what it has read. Their bytes are those of bodies: no framing, no encryption.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class ConservationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PLAYED = Duration.ofSeconds(14);
  private static final int FILM_S = 30;
  private static final int RECORDED_S = 12;
  private static final int KILOBITS = 3_000;

  /** More than a cut viewer has read: the rest waits for it when it goes. */
  private static final long SOME_BYTES = 200_000;

  private static final long MOST_NOT_RECEIVED = 512 << 10;
  private static final double DIFFERENCE = 0.001;

  private final Map<String, Callable<Long>> inOrder = new LinkedHashMap<>();
  private final Map<String, Callable<Long>> cut = new LinkedHashMap<>();
  private final Instant begun = Instant.now();

  private Path folder;
  private Cluster cluster;
  private WeirProcess weir;
  private Quickstart play;
  private ControlApi api;
  private HttpClient http1;
  private HttpClient http2;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    cluster = Cluster.start(folder);
    weir =
        cluster.node(
            "one",
            "ingest,gateway,transcoder,recorder,portal",
            Map.of("WEIR_METERING_INTERVAL", "1s", "WEIR_GATEWAY_LOAD_MAX_LATENESS", "0s"));
    play = cluster.quickstart(weir);
    api = cluster.api(weir);
    http1 = AnyCertificate.client(HttpClient.Version.HTTP_1_1);
    http2 = AnyCertificate.client(HttpClient.Version.HTTP_2);
  }

  @AfterAll
  void stop() {
    http1.close();
    http2.close();
    cluster.close();
  }

  @Test
  void whatIsReceivedIsWhatIsBilled() throws Exception {
    api.timeShift(60);
    api.record("film*");
    live();
    leaving();
    Map<String, Long> received = new LinkedHashMap<>();
    try (Running recorded = push(RECORDED_S, 6, List.of("film", "filmcut", "filmfin", "filmh2"));
        Running encoder =
            push(
                FILM_S,
                1,
                Stream.concat(inOrder.keySet().stream(), cut.keySet().stream()).toList());
        ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      play.awaitLive(List.copyOf(cut.keySet()).getLast());
      Map<String, Future<Long>> results = new LinkedHashMap<>();
      inOrder.forEach((stream, viewer) -> results.put(stream, viewers.submit(viewer)));
      cut.forEach((stream, viewer) -> results.put(stream, viewers.submit(viewer)));
      recorded.finish(PATIENCE).expectSuccess();
      replays();
      Stream.of("film", "filmcut", "filmfin", "filmh2")
          .forEach(stream -> results.put(stream, viewers.submit(viewer(stream))));
      for (Map.Entry<String, Future<Long>> one : results.entrySet()) {
        received.put(one.getKey(), one.getValue().get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      }
      encoder.finish(PATIENCE).expectSuccess();
    }
    LedgerView ledger = new LedgerView(cluster.postgresUrl());
    Map<Counted, Long> sums = ledgerOfAllThatWasCounted(ledger);
    isConserved(received, sums);
    weir.stop();
    isBilled(ledger, sums);
  }

  private Callable<Long> viewer(String stream) {
    return inOrder.containsKey(stream) ? inOrder.get(stream) : cut.get(stream);
  }

  /** One encoder for all of these streams. */
  private Running push(int seconds, int speed, List<String> streams) {
    Path film =
        Source.h264AndAac()
            .at(KILOBITS)
            .draw(folder, "film" + seconds, seconds, "noise=alls=40:allf=t");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-readrate", Integer.toString(speed), "-i", film.toString()));
    for (String stream : streams) {
      arguments.addAll(List.of("-c", "copy", "-f", "flv", play.pushUrl(stream)));
    }
    return Ffmpeg.start(arguments);
  }

  private URI secure(String file) {
    return play.playUrl("https", weir.port("WEIR_GATEWAY_HTTPS_PORT"), file);
  }

  /** Those who stay until the end. */
  private void live() {
    inOrder.put("flv", () -> all(RawViewer.get(play.playUrl("flv.flv"))));
    inOrder.put(
        "flvslow", () -> all(RawViewer.get(play.playUrl("flvslow.flv")).dawdle(PLAYED, 40)));
    inOrder.put("flvtls", () -> all(RawViewer.get(secure("flvtls.flv"))));
    inOrder.put(
        "flvh2",
        () -> {
          try (Http2Viewer viewer = Http2Viewer.get(secure("flvh2.flv"))) {
            return viewer.awaitEnd().received();
          }
        });
    inOrder.put("ws", () -> all(RawViewer.webSocket(play.playUrl("ws.flv"))));
    inOrder.put(
        "rtmp",
        () -> {
          String url = play.rtmpUrl("rtmp");
          try (RawRtmp viewer = RawRtmp.connect(url)) {
            viewer.play(url);
            viewer.over().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return MessageBodies.bytes(viewer.received());
          }
        });
    inOrder.put(
        "hls", () -> new CountingHls(http1).play(play.playUrl("hls.m3u8"), PLAYED).received());
    inOrder.put(
        "hlsh2", () -> new CountingHls(http2).play(secure("hlsh2.m3u8"), PLAYED).received());
    inOrder.put(
        "hlsts",
        () ->
            new CountingHls(http1)
                .play(play.playUrl("hlsts.m3u8", "container=ts"), PLAYED)
                .received());
    inOrder.put(
        "parts",
        () -> new CountingHls(http1).playParts(play.playUrl("parts.m3u8"), PLAYED).received());
    inOrder.put(
        "partsh2",
        () -> new CountingHls(http2).playParts(secure("partsh2.m3u8"), PLAYED).received());
    inOrder.put(
        "shift",
        () -> {
          RawViewer.pause(PLAYED);
          long now = System.currentTimeMillis() / 1_000;
          String past = "start=%d&end=%d".formatted(now - 12, now - 4);
          return new CountingHls(http1).playPast(play.playUrl("shift.m3u8", past)).received();
        });
  }

  private static long all(RawViewer viewer) {
    return viewer.readToTheEnd().received();
  }

  /** Those who go in the middle, while much waits for them. */
  private void leaving() {
    Duration moment = Duration.ofSeconds(2);
    cut.put("cutflv", () -> some(play.playUrl("cutflv.flv")).idle(moment).reset().received());
    cut.put("cutfin", () -> some(play.playUrl("cutfin.flv")).idle(moment).finish().received());
    cut.put(
        "cutunread",
        () -> RawViewer.get(play.playUrl("cutunread.flv")).idle(PLAYED).reset().received());
    cut.put("cuttls", () -> some(secure("cuttls.flv")).idle(moment).reset().received());
    cut.put("cuth2", () -> some2(secure("cuth2.flv"), moment, Http2Viewer::cancel));
    cut.put("cuth2gone", () -> some2(secure("cuth2gone.flv"), moment, Http2Viewer::disconnect));
    cut.put(
        "cutws",
        () ->
            RawViewer.webSocket(play.playUrl("cutws.flv"))
                .read(SOME_BYTES)
                .idle(moment)
                .reset()
                .received());
    cut.put(
        "cutrtmp",
        () -> {
          String url = play.rtmpUrl("cutrtmp");
          try (RawRtmp viewer = RawRtmp.connect(url)) {
            viewer.play(url);
            viewer.awaitBytes((int) (10 * SOME_BYTES), PATIENCE);
            viewer.reset();
            return MessageBodies.bytes(viewer.received());
          }
        });
    cut.put(
        "cuthls",
        () -> {
          CountingHls player = new CountingHls(http1);
          URI segment = player.segment(play.playUrl("cuthls.m3u8"));
          return player.received() + some(segment).idle(moment).reset().received();
        });
    cut.put(
        "cuthlstls",
        () -> {
          CountingHls player = new CountingHls(http1);
          URI segment = player.segment(secure("cuthlstls.m3u8"));
          return player.received() + some(segment).idle(moment).reset().received();
        });
    cut.put(
        "cuthlsh2",
        () -> {
          CountingHls player = new CountingHls(http2);
          URI segment = player.segment(secure("cuthlsh2.m3u8"));
          return player.received() + some2(segment, moment, Http2Viewer::disconnect);
        });
  }

  /** Viewers of what was recorded, once it is there. */
  private void replays() {
    Duration moment = Duration.ofSeconds(1);
    inOrder.put(
        "film",
        () -> {
          CountingHls viewer = new CountingHls(http1);
          CountingHls secureViewer = new CountingHls(http2);
          viewer.download(play.playUrl(recording("film", "mp4")));
          secureViewer.download(secure(recording("film", "flv")));
          secureViewer.download(secure(recording("film", "hls")));
          return viewer.received() + secureViewer.received();
        });
    cut.put(
        "filmcut",
        () -> some(play.playUrl(recording("filmcut", "mp4"))).idle(moment).reset().received());
    cut.put(
        "filmfin",
        () -> some(secure(recording("filmfin", "flv"))).idle(moment).finish().received());
    cut.put("filmh2", () -> some2(secure(recording("filmh2", "mp4")), moment, Http2Viewer::cancel));
  }

  private String recording(String stream, String format) {
    Recorded file =
        await(format + " of " + stream)
            .atMost(PATIENCE)
            .until(
                () ->
                    api.recordings(stream).stream()
                        .filter(one -> one.format().equals(format) && one.state().equals("READY"))
                        .toList(),
                found -> !found.isEmpty())
            .getFirst();
    return stream + "/recordings/" + file.id() + "." + (format.equals("hls") ? "m3u8" : format);
  }

  private static RawViewer some(URI uri) {
    return RawViewer.get(uri).read(SOME_BYTES);
  }

  private static long some2(URI uri, Duration moment, UnaryOperator<Http2Viewer> leave) {
    try (Http2Viewer viewer = Http2Viewer.get(uri, SOME_BYTES)) {
      viewer.awaitEnough();
      RawViewer.pause(moment);
      return leave.apply(viewer).received();
    }
  }

  /** The ledger once it has all that the counters stand at: exactly that. */
  private Map<Counted, Long> ledgerOfAllThatWasCounted(LedgerView ledger) {
    return await("the ledger has what was counted")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(ledger::sums, sums -> sums.equals(new CounterFiles().note(weir.dataDir()).sums()));
  }

  private void isConserved(Map<String, Long> received, Map<Counted, Long> sums) {
    long totalReceived = 0;
    long totalBilled = 0;
    for (Map.Entry<String, Long> one : received.entrySet()) {
      long billed = egress(sums, one.getKey());
      long got = one.getValue();
      System.out.printf(
          "%-10s received %,11d billed %,11d: %+,d%n", one.getKey(), got, billed, billed - got);
      if (inOrder.containsKey(one.getKey())) {
        totalReceived += got;
        totalBilled += billed;
      }
    }
    System.out.printf("in order: received %,d billed %,d%n", totalReceived, totalBilled);
    received.forEach((stream, got) -> {
      long billed = egress(sums, stream);
      if (inOrder.containsKey(stream)) {
        assertThat(Math.abs(billed - got))
            .as(stream)
            .isLessThanOrEqualTo((long) (got * DIFFERENCE));
      } else {
        assertThat(billed).as(stream).isBetween(got, got + MOST_NOT_RECEIVED);
      }
    });
  }

  private static long egress(Map<Counted, Long> sums, String stream) {
    return MeterDetail.of(Meter.EGRESS_BYTES).stream()
        .mapToLong(detail -> sums.getOrDefault(new Counted(stream, detail.name()), 0L))
        .sum();
  }

  /** Lines of the invoice are the ledger's sums, to the byte. */
  private void isBilled(LedgerView ledger, Map<Counted, Long> sums) throws Exception {
    try (MonthEnd end = new MonthEnd(cluster.postgresUrl(), begun)) {
      assertThat(end.enter()).isEmpty();
      for (InvoiceDocument.Line line : end.bill(ledger.tenant())) {
        long counted =
            sums.entrySet().stream()
                .filter(one -> details(line.thing()).contains(one.getKey().detail()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        System.out.printf(
            "%s: %s GiB, counted %,d bytes%n", line.thing(), line.quantity().decimal(6), counted);
        assertThat(line.quantity()).isEqualTo(Ratio.of(counted, 1L << 30));
      }
    }
  }

  private static List<String> details(Priced thing) {
    return thing == Priced.EGRESS_TRAFFIC
        ? MeterDetail.of(Meter.EGRESS_BYTES).stream().map(Enum::name).toList()
        : thing.details().stream().map(Enum::name).toList();
  }
}
