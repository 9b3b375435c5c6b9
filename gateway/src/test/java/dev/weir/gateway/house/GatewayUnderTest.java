package dev.weir.gateway.house;

import dev.weir.contract.access.UserMarks;
import dev.weir.contract.identity.NodeId;
import dev.weir.gateway.access.CountedRefusals;
import dev.weir.gateway.access.PlayGrant;
import dev.weir.gateway.access.PlaybackAuthorizer;
import dev.weir.gateway.analytics.Tallies;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.edge.LiveSource;
import dev.weir.gateway.edge.LocalSource;
import dev.weir.gateway.flv.FlvDelivery;
import dev.weir.gateway.hls.HlsDelivery;
import dev.weir.gateway.live.LiveViewers;
import dev.weir.gateway.load.Admission;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.load.LoadLimits;
import dev.weir.gateway.picture.PictureDelivery;
import dev.weir.gateway.picture.PictureSource;
import dev.weir.gateway.player.PlayerDelivery;
import dev.weir.gateway.player.PlayerFiles;
import dev.weir.gateway.player.StreamStatus;
import dev.weir.gateway.quality.BeaconDesk;
import dev.weir.gateway.quality.QualityBook;
import dev.weir.gateway.quota.TenantQuotas;
import dev.weir.gateway.route.FlvDoor;
import dev.weir.gateway.route.GatewayConfig;
import dev.weir.gateway.route.GatewayPorts;
import dev.weir.gateway.route.GatewayRooms;
import dev.weir.gateway.route.GatewayRouter;
import dev.weir.gateway.route.GatewayVerticle;
import dev.weir.gateway.shift.RecentSource;
import dev.weir.gateway.shift.ShiftDelivery;
import dev.weir.gateway.shift.ShiftReader;
import dev.weir.gateway.viewer.SessionKey;
import dev.weir.gateway.viewer.SessionTokens;
import dev.weir.gateway.viewer.Users;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.gateway.vod.VodDelivery;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.http.HttpFront;
import dev.weir.runtime.http.HttpLimits;
import dev.weir.runtime.http.TrustedProxies;
import dev.weir.runtime.metering.MemoryMeters;
import dev.weir.runtime.metrics.FaultCounter;
import dev.weir.runtime.policy.MemoryPolicyDirectory;
import dev.weir.runtime.storage.DirectoryStore;
import dev.weir.runtime.storage.ObjectStore;
import dev.weir.runtime.tls.SelfSignedCertificate;
import dev.weir.runtime.usage.MemoryUsage;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamConfig;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.stream.shift.RecentShifts;
import dev.weir.stream.timeline.TimelineConfig;
import dev.weir.stream.timeline.Timelines;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A whole gateway on ports of its own. */
public final class GatewayUnderTest implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final MemoryPolicyDirectory policies = new MemoryPolicyDirectory();
  private final FaultCounter faults = new FaultCounter();
  private final GatewayPorts ports = new GatewayPorts();
  private final Others others = new Others(TimeSource.system());
  private final LatestPictures pictures = new LatestPictures();
  private final RecentShifts shifts = new RecentShifts();
  private final MemoryMeters meters = new MemoryMeters();
  private final Tallies tallies = new Tallies();
  private final QualityBook beacons = new QualityBook();
  private final Path folder;
  private final ObjectStore objects;
  private final ObjectStore tenants;
  private final ViewerCensus census;
  private final Timelines timelines;
  private final StreamRegistry streams;

  private GatewayUnderTest(TimelineConfig config, LoadLimits limits, Flv flv) throws Exception {
    TimeSource time = TimeSource.system();
    folder = Files.createTempDirectory("weir-gateway");
    objects = new DirectoryStore(folder.resolve("objects"));
    tenants = new DirectoryStore(folder.resolve("own"));
    timelines = new Timelines(config, time);
    streams = new StreamRegistry(StreamConfig.defaults(), time, List.of(timelines));
    census = new ViewerCensus(new NodeId("edge-1"), time);
    policies.put(Rules.signed());
    policies.put(Rules.open());
    PlayDirectory directory = new PlayDirectory(policies);
    SessionTokens tokens =
        new SessionTokens(
            List.of(new SessionKey(new byte[SessionKey.BYTES])),
            new Users(new UserMarks(new byte[SessionKey.BYTES])));
    Egress egress = new Egress(meters, tallies);
    PlaybackAuthorizer authorizer =
        new PlaybackAuthorizer(
            directory,
            tokens,
            others.proofs(),
            census,
            new TenantQuotas(census, egress, new MemoryUsage().of(new NodeId("edge-1")), time),
            new CountedRefusals(faults),
            time);
    Admission admission = new Admission(limits, census, egress, time);
    LiveSource source = new LocalSource(streams, timelines);
    GatewayRooms rooms =
        new GatewayRooms(
            directory,
            authorizer,
            admission,
            tokens,
            source,
            flv.door(new LiveViewers(authorizer, census, egress, others.seats()), faults),
            new HlsDelivery(source, census, others.seats(), egress, faults),
            new VodDelivery((_, store) -> store.isPresent() ? tenants : objects, egress, faults),
            new ShiftDelivery(
                new ShiftReader(directory, objects, RecentSource.of(shifts), time),
                census,
                others.seats(),
                egress,
                faults,
                time),
            new PlayerDelivery(PlayerFiles.load()),
            new StreamStatus(source, time),
            new PictureDelivery(PictureSource.of(pictures), source, egress, faults),
            tallies,
            new BeaconDesk(beacons, faults),
            TrustedProxies.none(),
            faults);
    GatewayVerticle verticle =
        new GatewayVerticle(
            new GatewayConfig("127.0.0.1", 0, 0, TrustedProxies.none(), limits),
            new HttpFront(HttpLimits.DEFAULTS, time, faults),
            SelfSignedCertificate.loadOrCreate(folder, Set.of(), time).tls(),
            new GatewayRouter(rooms, ports),
            ports);
    vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
  }

  /** Starts one; FLV is answered with one word, so that answers end. */
  public static GatewayUnderTest start(TimelineConfig config) throws Exception {
    return new GatewayUnderTest(config, LoadLimits.DEFAULTS, (viewers, faults) -> new OneWord());
  }

  /** Starts one with the usual timelines; FLV is answered with one word. */
  public static GatewayUnderTest start() throws Exception {
    return start(TimelineConfig.defaults());
  }

  /** Starts one that answers FLV with the stream. */
  public static GatewayUnderTest startWhole() throws Exception {
    return startWhole(LoadLimits.DEFAULTS);
  }

  /** The same, with room up to {@code limits}. */
  public static GatewayUnderTest startWhole(LoadLimits limits) throws Exception {
    return new GatewayUnderTest(TimelineConfig.defaults(), limits, FlvDelivery::new);
  }

  /** How FLV is answered. */
  private interface Flv {
    FlvDoor door(LiveViewers viewers, FaultCounter faults);
  }

  /** Where recordings are. */
  public ObjectStore objects() {
    return objects;
  }

  /** Every store that a tenant brought. */
  public ObjectStore tenants() {
    return tenants;
  }

  /** What the store may not have yet. */
  public RecentShifts shifts() {
    return shifts;
  }

  /** Begins a stream of the app {@code live}. */
  public Push push(String name) {
    return Push.begin(vertx, streams, Rules.stream(name));
  }

  /** The port in clear text. */
  public int port() {
    return ports.http();
  }

  /** The port with TLS. */
  public int tlsPort() {
    return ports.https();
  }

  /** What is billed. */
  public MemoryMeters meters() {
    return meters;
  }

  /** What is counted of the audience. */
  public Tallies tallies() {
    return tallies;
  }

  /** What players told. */
  public QualityBook beacons() {
    return beacons;
  }

  /** Who watches. */
  public ViewerCensus census() {
    return census;
  }

  /** What is cut. */
  public Timelines timelines() {
    return timelines;
  }

  /** What streams look like. */
  public LatestPictures pictures() {
    return pictures;
  }

  /** The domains' rules. */
  public MemoryPolicyDirectory policies() {
    return policies;
  }

  /** Those who have the last word. */
  public Others others() {
    return others;
  }

  /** What was refused. */
  public FaultCounter faults() {
    return faults;
  }

  @Override
  public void close() throws IOException {
    streams.close();
    vertx.close().await();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toArray(Path[]::new)) {
        Files.delete(file);
      }
    }
  }

  private static final class OneWord implements FlvDoor {

    @Override
    public void serve(HttpServerRequest request, PlayGrant grant, LiveStream stream) {
      request.response().end("flv of " + stream.address().path());
    }

    @Override
    public void serveWebSocket(HttpServerRequest request, PlayGrant grant, LiveStream stream) {
      request.toWebSocket().onSuccess(socket -> socket.writeTextMessage("flv"));
    }
  }
}
