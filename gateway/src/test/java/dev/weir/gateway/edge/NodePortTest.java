package dev.weir.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.gateway.house.Await;
import dev.weir.gateway.house.Rules;
import dev.weir.gateway.live.Pictures;
import dev.weir.gateway.shift.EdgeRecents;
import dev.weir.gateway.shift.Past;
import dev.weir.gateway.shift.RecentSource;
import dev.weir.media.hls.TrackKind;
import dev.weir.stream.lease.LeaseHolder;
import dev.weir.stream.lease.OwnerState;
import dev.weir.stream.lease.StreamLease;
import dev.weir.stream.origin.StreamOutline;
import dev.weir.stream.origin.StreamOutline.TrackOutline;
import dev.weir.stream.picture.Picture;
import dev.weir.stream.shift.RecentShifts;
import dev.weir.stream.shift.ShiftSlice;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a node says to others, and to nobody else. */
@Timeout(30)
final class NodePortTest {

  private static final Duration WINDOW = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private final TwoNodes nodes = new TwoNodes();

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void anOwnerSaysHowItsStreamIs() {
    StreamLease lease = nodes.leases.take(nodes.owner().holder(), TwoNodes.ADDRESS);
    Await.until(() -> ask(lease) == OwnerState.UNKNOWN_STREAM, "a node that has no such stream");
    OwnerNode.Encoder encoder = nodes.owner().publish(TwoNodes.STREAM, WINDOW);
    Await.until(() -> ask(lease) == OwnerState.LIVE, "a stream that is live");
    encoder.end();
    Await.until(() -> ask(lease) == OwnerState.INTERRUPTED, "a publisher who is gone");
  }

  @Test
  void aNodeThatIsGoneIsDeadAndOneThatSaysNothingIsSilent() throws IOException {
    StreamLease lease;
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      LeaseHolder holder =
          new LeaseHolder(
              new NodeId("silent"), new BootId("boot"), "127.0.0.1", silent.getLocalPort());
      lease = nodes.leases.take(holder, TwoNodes.ADDRESS);
      assertThat(ask(lease)).isEqualTo(OwnerState.SILENT);
    }
    assertThat(ask(lease)).isEqualTo(OwnerState.DEAD);
  }

  @Test
  void aWatchPageIsToldOfAStreamElsewhere() {
    nodes.lease();
    nodes.owner().publish(TwoNodes.STREAM, WINDOW).send(new Pictures(100, 5).start());
    Await.until(() -> !nodes.owner().stream().facts().tracks().isEmpty(), "the tracks are known");
    Optional<StreamOutline> outline = nodes.ask(() -> nodes.source.outline(TwoNodes.ADDRESS));
    assertThat(outline).isPresent();
    assertThat(outline.get())
        .isEqualTo(
            new StreamOutline(
                true,
                List.of(
                    new TrackOutline(true, "avc1.64001f"), new TrackOutline(false, "mp4a.40.2"))));
    assertThat(nodes.owner().metric("weir_origin_pulls{kind=\"tags\"}")).isZero();
  }

  @Test
  void aGatewayShowsThePictureThatTheOwnerTook() {
    nodes.lease();
    nodes.owner().publish(TwoNodes.STREAM, WINDOW);
    Picture picture =
        new Picture(
            SnapshotRule.Format.WEBP,
            Buffer.buffer(new byte[300_000]),
            Instant.ofEpochMilli(1_800_000_000_123L));
    nodes.owner().pictures().put(TwoNodes.ADDRESS, picture);

    assertThat(nodes.ask(() -> nodes.pictures.find(TwoNodes.ADDRESS))).contains(picture);
    assertThat(nodes.ask(() -> nodes.pictures.find(Rules.stream("other")))).isEmpty();
  }

  @Test
  void aGatewayReadsWhatOnlyTheOwnerHasOfThePast() throws IOException {
    nodes.lease();
    ShiftSlice slice = Past.minute(1_800_000_000_000L, 1_800_000_000L, true);
    Path file = Files.write(folder.resolve("slice.mp4"), Past.bytes(slice));
    nodes.owner().shifts().put(TwoNodes.ADDRESS, slice, Map.of(TrackKind.VIDEO, file));
    EdgeRecents recents = new EdgeRecents(RecentSource.of(new RecentShifts()), nodes.rooms);

    assertThat(recents.slices(TwoNodes.ADDRESS)).containsExactly(slice);
    RecentSource.File there =
        recents.file(TwoNodes.ADDRESS, slice.id(), TrackKind.VIDEO).orElseThrow();
    assertThat(there.bytes()).isEqualTo(Files.size(file));
    try (InputStream bytes = there.source().open(90, 100_000)) {
      assertThat(bytes.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(Past.bytes(slice), 90, 100_090));
    }
    assertThat(recents.slices(Rules.stream("other"))).isEmpty();
    try (InputStream gone =
        recents
            .file(TwoNodes.ADDRESS, slice.id(), TrackKind.AUDIO)
            .orElseThrow()
            .source()
            .open(0, 10)) {
      assertThatThrownBy(gone::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whoHasNoTokenIsToldNothing() throws Exception {
    nodes.owner().publish(TwoNodes.STREAM, WINDOW);
    String path =
        "/node/v1/stream/" + TwoNodes.ADDRESS.tenant() + "/push.localhost/live/" + TwoNodes.STREAM;
    URI uri = URI.create("http://127.0.0.1:" + nodes.owner().holder().port() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String token : new String[] {"none", "w1.9999999999.AAAA"}) {
        HttpRequest request =
            HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
            .isEqualTo(401);
      }
    }
  }

  private OwnerState ask(StreamLease lease) {
    return nodes.ask(() -> nodes.client.ask(lease));
  }
}
