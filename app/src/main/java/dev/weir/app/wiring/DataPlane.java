package dev.weir.app.wiring;

import dev.weir.contract.access.UserMarks;
import dev.weir.contract.command.EndStream;
import dev.weir.contract.command.StartRecording;
import dev.weir.contract.command.StopRecording;
import dev.weir.contract.command.StreamCommand;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.gateway.access.CountedKeys;
import dev.weir.gateway.access.CountedRefusals;
import dev.weir.gateway.access.LastWord;
import dev.weir.gateway.access.PlaybackAuthorizer;
import dev.weir.gateway.access.ProofRooms;
import dev.weir.gateway.access.RecordedRefusals;
import dev.weir.gateway.access.RefusalLog;
import dev.weir.gateway.analytics.AnalyticsReporter;
import dev.weir.gateway.analytics.AnalyticsVerticle;
import dev.weir.gateway.analytics.Tallies;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.edge.LiveSource;
import dev.weir.gateway.edge.LocalSource;
import dev.weir.gateway.flv.FlvDelivery;
import dev.weir.gateway.hls.HlsDelivery;
import dev.weir.gateway.live.AudienceRoll;
import dev.weir.gateway.live.LiveViewers;
import dev.weir.gateway.load.Admission;
import dev.weir.gateway.load.Egress;
import dev.weir.gateway.load.LoadVerticle;
import dev.weir.gateway.picture.PictureDelivery;
import dev.weir.gateway.picture.PictureSource;
import dev.weir.gateway.player.PlayerDelivery;
import dev.weir.gateway.player.PlayerFiles;
import dev.weir.gateway.player.StreamStatus;
import dev.weir.gateway.quality.BeaconDesk;
import dev.weir.gateway.quality.QualityBook;
import dev.weir.gateway.quality.QualityVerticle;
import dev.weir.gateway.quota.QuotaVerticle;
import dev.weir.gateway.quota.TenantQuotas;
import dev.weir.gateway.remote.RemoteDesk;
import dev.weir.gateway.route.GatewayPorts;
import dev.weir.gateway.route.GatewayRooms;
import dev.weir.gateway.route.GatewayRouter;
import dev.weir.gateway.route.GatewayVerticle;
import dev.weir.gateway.rtmp.RtmpPlayDesk;
import dev.weir.gateway.seat.RedisSeatBoard;
import dev.weir.gateway.seat.SeatVerticle;
import dev.weir.gateway.seat.Seats;
import dev.weir.gateway.shift.RecentSource;
import dev.weir.gateway.shift.ShiftDelivery;
import dev.weir.gateway.shift.ShiftReader;
import dev.weir.gateway.ticket.RedisTickets;
import dev.weir.gateway.viewer.CensusVerticle;
import dev.weir.gateway.viewer.SessionKey;
import dev.weir.gateway.viewer.SessionTokens;
import dev.weir.gateway.viewer.Users;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.gateway.vod.VodDelivery;
import dev.weir.ingest.health.HealthWatch;
import dev.weir.ingest.health.IngestReporter;
import dev.weir.ingest.meter.IngestMeter;
import dev.weir.ingest.publish.BlockedPublishers;
import dev.weir.ingest.publish.CountedPublishDesk;
import dev.weir.ingest.publish.IngestPublishDesk;
import dev.weir.ingest.publish.PublishTally;
import dev.weir.ingest.publish.PublishTeller;
import dev.weir.ingest.publish.RecordedPublishDesk;
import dev.weir.ingest.publish.RuledPublishers;
import dev.weir.ingest.publish.SuspendedPublishers;
import dev.weir.recorder.follow.Recorder;
import dev.weir.recorder.save.PosterMaker;
import dev.weir.rtmp.listener.PlayDesk;
import dev.weir.rtmp.listener.PublishDesk;
import dev.weir.rtmp.listener.RtmpDesks;
import dev.weir.rtmp.listener.RtmpDoor;
import dev.weir.rtmp.listener.RtmpListenerVerticle;
import dev.weir.rtmp.listener.WaitingRoom;
import dev.weir.runtime.analytics.RedisAnalyticsOutlet;
import dev.weir.runtime.audience.AudienceDesk;
import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.command.CommandDesk;
import dev.weir.runtime.keyuse.KeyTally;
import dev.weir.runtime.keyuse.RedisKeyTally;
import dev.weir.runtime.lifecycle.EventTeller;
import dev.weir.runtime.lifecycle.RedisEventTeller;
import dev.weir.runtime.live.LiveReporter;
import dev.weir.runtime.live.RedisLiveReporter;
import dev.weir.runtime.metering.Meters;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.runtime.policy.RedisPolicyDirectory;
import dev.weir.runtime.quality.RedisQualityLine;
import dev.weir.runtime.refusal.RedisRefusalTeller;
import dev.weir.runtime.refusal.RefusalTeller;
import dev.weir.runtime.storage.PolicyStores;
import dev.weir.runtime.tls.ServerTls;
import dev.weir.runtime.token.PlaybackTokens;
import dev.weir.runtime.usage.RedisUsageExchange;
import dev.weir.stream.hub.StreamObserver;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.lease.LeaseHolder;
import dev.weir.stream.lease.RedisLeases;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.stream.shift.RecentShifts;
import dev.weir.stream.timeline.Timelines;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Ingest and gateway around one registry of streams. Nothing here opens the database. */
final class DataPlane {

  private static final int START_SECONDS = 30;
  private static final int LISTENERS = Runtime.getRuntime().availableProcessors();

  private final Parts parts;
  private final Shell shell;
  private final Settings settings;
  private final LeaseHolder self;
  private final NodeId node;
  private final PolicyDirectory policies;
  private final ServerTls tls;
  private final NodeLoad load = new NodeLoad();
  private final RefusalTeller refusals;
  private final Meters bill;

  private DataPlane(
      Parts parts, Shell shell, LeaseHolder self, PolicyDirectory policies, ServerTls tls) {
    this.parts = parts;
    this.shell = shell;
    this.settings = shell.settings();
    this.self = self;
    this.node = self.node();
    this.policies = policies;
    this.tls = tls;
    this.bill = Counting.open(parts, shell, self);
    this.refusals =
        parts.open(
            "refusals",
            () -> RedisRefusalTeller.open(shell.vertx(), shell.redis(), shell.box(), shell.time()),
            RedisRefusalTeller::close);
  }

  static DataPlane open(Parts parts, Shell shell, LeaseHolder self, Set<Role> roles) {
    NodeConfig node = shell.settings().node();
    RedisPolicyDirectory policies =
        parts.open(
            "policies",
            () ->
                RedisPolicyDirectory.open(
                    shell.vertx(),
                    shell.redis(),
                    shell.box(),
                    node.dataDir().resolve("policies.sealed"),
                    shell.time()),
            Shell.closing(RedisPolicyDirectory::close));
    DataPlane plane = new DataPlane(parts, shell, self, policies, ListenerTls.open(parts, shell));
    plane.open(roles);
    return plane;
  }

  /** What this process knows of domains. */
  PolicyDirectory policies() {
    return policies;
  }

  /** What it carries. */
  NodeLoad load() {
    return load;
  }

  private void open(Set<Role> roles) {
    LiveReporter reporter = new RedisLiveReporter(shell.redis(), node);
    RedisKeyTally keys =
        parts.open(
            "key-use",
            () -> RedisKeyTally.open(shell.vertx(), shell.redis(), shell.time()),
            RedisKeyTally::close);
    Timelines timelines = new Timelines(settings.timeline(), shell.time());
    Neighbours neighbours = Neighbours.open(parts, shell);
    RedisLeases leases =
        parts.open(
            "leases",
            () ->
                RedisLeases.open(
                    shell.vertx(), shell.redis(), self, neighbours.probe(), shell.time()),
            Shell.closing(RedisLeases::close));
    LatestPictures pictures = new LatestPictures();
    EventTeller events = events();
    Encoding encoding = new Encoding(shell, policies, pictures, bill, events);
    HealthWatch health = new HealthWatch(events, self.boot(), shell.time());
    IngestReporter ingestReporter = new IngestReporter(node, health, reporter);
    RecentShifts shifts = new RecentShifts();
    Recording recording = recording(roles, timelines, shifts, events, encoding);
    StreamRegistry streams =
        streams(
            List.of(timelines, ingestReporter, health, new IngestMeter(bill, shell.time()), leases),
            encoding,
            recording);
    leases.show(shell.metrics());
    leases.onLost(streams::giveUp);
    PublishDesk publishDesk = RtmpDesks.noPublishDesk();
    if (roles.contains(Role.INGEST)) {
      load.ingests(streams);
      parts.open(
          "ingest-reporter",
          () -> {
            health.show(shell.metrics());
            ingestReporter.start(streams, shell.vertx().getOrCreateContext());
            return ingestReporter;
          },
          IngestReporter::stop);
      policies.onChange(new SuspendedPublishers(policies, streams)::look);
      publishDesk = publishDesk(streams, leases, keys, events, recording.recorder());
      neighbours.serve(streams, timelines, pictures, shifts, leases, encoding.renditions()::wanted);
    }
    if (roles.contains(Role.TRANSCODER)) {
      encoding.open(
          parts, streams, node, reporter, roles.contains(Role.GATEWAY) || neighbours.mayBe());
    }
    PlayDesk playDesk =
        roles.contains(Role.GATEWAY)
            ? gateway(
                watchable(neighbours, new LocalSource(streams, timelines), encoding, leases),
                neighbours.pictures(pictures, node, leases),
                neighbours.shifts(shifts, node, leases),
                reporter,
                keys)
            : RtmpDesks.noPlayDesk();
    rtmp(new RtmpDesks(publishDesk, playDesk));
  }

  /** This node's streams and those of others; of both, what is made when somebody asks for it. */
  private LiveSource watchable(
      Neighbours neighbours, LiveSource own, Encoding encoding, RedisLeases leases) {
    return neighbours.waking(
        neighbours.source(own, node, leases),
        encoding.renditions()::wanted,
        policies,
        node,
        leases);
  }

  /**
   * The streams of this process.
   *
   * @param first follow each of them before whoever makes and keeps something of them
   */
  private StreamRegistry streams(
      List<StreamObserver> first, Encoding encoding, Recording recording) {
    List<StreamObserver> observers =
        Stream.concat(
                first.stream(),
                Stream.of(
                    encoding.renditions(),
                    encoding.snapshots(),
                    recording.recorder(),
                    recording.timeShift()))
            .toList();
    StreamRegistry streams =
        parts.open(
            "streams",
            () -> new StreamRegistry(settings.stream(), shell.time(), observers),
            StreamRegistry::close);
    streams.show(shell.metrics(), "here");
    return streams;
  }

  private EventTeller events() {
    return parts.open(
        "events",
        () -> RedisEventTeller.open(shell.vertx(), shell.redis(), self.boot()),
        Shell.closing(RedisEventTeller::close));
  }

  /** Before there are streams: it ends behind them, so that their last segments are recorded. */
  private Recording recording(
      Set<Role> roles,
      Timelines timelines,
      RecentShifts shifts,
      EventTeller events,
      Encoding encoding) {
    Recording recording = new Recording(shell, timelines, policies, shifts, bill);
    if (roles.contains(Role.RECORDER)) {
      boolean decodes = roles.contains(Role.TRANSCODER);
      recording.open(
          parts, self, events, decodes ? encoding.stills(parts)::make : PosterMaker.none());
    }
    return recording;
  }

  /** Publishers are let in, told of, and ended when the control plane says so. */
  private PublishDesk publishDesk(
      StreamRegistry streams,
      RedisLeases leases,
      KeyTally keys,
      EventTeller events,
      Recorder recorder) {
    BlockedPublishers blocked = new BlockedPublishers(policies, streams, shell.time());
    parts.open(
        "commands",
        () ->
            CommandDesk.open(
                shell.redis(),
                shell.box(),
                shell.time(),
                command -> execute(command, blocked, recorder)),
        CommandDesk::close);
    policies.onChange(blocked::look);
    policies.onChange(new RuledPublishers(policies, streams, shell.time())::look);
    PublishTally tally = new PublishTally(events);
    tally.show(shell.metrics());
    PublishTeller teller = new PublishTeller(tally, node, self.boot(), shell.time());
    PublishDesk desk =
        new RecordedPublishDesk(
            new IngestPublishDesk(policies, streams, leases, teller),
            policies,
            refusals,
            shell.time());
    return new CountedPublishDesk(desk, policies, keys, shell.time());
  }

  private static boolean execute(
      StreamCommand command, BlockedPublishers publishers, Recorder recorder) {
    return switch (command) {
      case EndStream end -> publishers.end(end.address(), end.reason(), "command=" + end.id());
      case StartRecording start -> recorder.begin(start.address());
      case StopRecording stop -> recorder.end(stop.address());
    };
  }

  private PlayDesk gateway(
      LiveSource source,
      PictureSource pictures,
      RecentSource shifts,
      LiveReporter reporter,
      KeyTally keys) {
    ViewerCensus census = new ViewerCensus(node, shell.time());
    PlayDirectory directory = new PlayDirectory(policies);
    Users users = new Users(new UserMarks(shell.secret().derive(UserMarks.PURPOSE)));
    SessionTokens tokens =
        new SessionTokens(
            List.of(new SessionKey(shell.secret().derive(SessionKey.PURPOSE))), users);
    ShiftReader past = new ShiftReader(directory, shell.objects(), shifts, shell.time());
    Tallies tallies = new Tallies();
    Egress egress = new Egress(bill, tallies);
    TenantQuotas quotas =
        new TenantQuotas(census, egress, new RedisUsageExchange(shell.redis(), node), shell.time());
    Seats seats = new Seats(new RedisSeatBoard(shell.redis()), shell.time());
    PlaybackAuthorizer authorizer = authorizer(directory, tokens, seats, census, quotas, keys);
    Admission admission = new Admission(settings.gateway().load(), census, egress, shell.time());
    admission.show(shell.metrics());
    load.serves(census, admission);
    LiveViewers viewers = new LiveViewers(authorizer, census, egress, seats);
    AudienceRoll roll = new AudienceRoll(shell.vertx(), node, viewers, census, users);
    parts.open(
        "audience",
        () -> AudienceDesk.open(shell.redis(), shell.box(), roll::call),
        AudienceDesk::close);
    GatewayRooms rooms =
        new GatewayRooms(
            directory,
            authorizer,
            admission,
            tokens,
            source,
            new FlvDelivery(viewers, shell.faults()),
            new HlsDelivery(source, census, seats, egress, shell.faults()),
            recordings(egress),
            new ShiftDelivery(past, census, seats, egress, shell.faults(), shell.time()),
            new PlayerDelivery(PlayerFiles.load()),
            new StreamStatus(source, shell.time()),
            new PictureDelivery(pictures, source, egress, shell.faults()),
            tallies,
            beacons(),
            settings.proxies(),
            shell.faults());
    GatewayPorts ports = new GatewayPorts();
    GatewayRouter router = new GatewayRouter(rooms, ports);
    analytics(tallies);
    deploy(
        "gateway",
        LISTENERS,
        () -> new GatewayVerticle(settings.gateway(), shell.front(), tls, router, ports));
    deploy("load", LISTENERS, () -> new LoadVerticle(admission, shell.time()));
    deploy("census", 1, () -> new CensusVerticle(census, reporter));
    deploy("quotas", 1, () -> new QuotaVerticle(quotas));
    deploy("seats", 1, () -> new SeatVerticle(seats));
    return new RtmpPlayDesk(admission, authorizer, source, viewers);
  }

  /** Before the listeners: it ends behind them, and tells what they counted last. */
  private void analytics(Tallies tallies) {
    AnalyticsReporter reporter =
        new AnalyticsReporter(
            tallies,
            new RedisAnalyticsOutlet(shell.redis()),
            new MeterBoot(node, self.boot()),
            shell.time());
    DeploymentOptions options =
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    parts.open(
        "analytics",
        () ->
            Shell.await(
                shell.vertx().deployVerticle(new AnalyticsVerticle(reporter), options),
                START_SECONDS),
        Shell.closing(id -> shell.vertx().undeploy(id)));
  }

  private PlaybackAuthorizer authorizer(
      PlayDirectory directory,
      SessionTokens tokens,
      Seats seats,
      ViewerCensus census,
      TenantQuotas quotas,
      KeyTally keys) {
    return new PlaybackAuthorizer(
        directory,
        tokens,
        proofs(seats),
        census,
        quotas,
        new CountedKeys(refusalLog(), keys),
        shell.time());
  }

  /** What players tell, on its way to the control plane. */
  private BeaconDesk beacons() {
    QualityBook book = new QualityBook();
    BeaconDesk desk = new BeaconDesk(book, shell.faults());
    desk.show(shell.metrics());
    QualityVerticle sealing =
        new QualityVerticle(
            book, new RedisQualityLine(shell.redis()), node, self.boot(), shell.time());
    sealing.show(shell.metrics());
    deploy("quality", 1, () -> sealing);
    return desk;
  }

  private VodDelivery recordings(Egress egress) {
    return new VodDelivery(
        new PolicyStores(shell.objects(), policies, shell.buckets()), egress, shell.faults());
  }

  private ProofRooms proofs(Seats seats) {
    RemoteDesk remote =
        RemoteDesk.open(shell.vertx(), shell.redis(), settings.remote(), shell.time());
    return new ProofRooms(
        new PlaybackTokens(),
        new LastWord(remote::admit, seats, new RedisTickets(shell.redis(), shell.time())));
  }

  private RefusalLog refusalLog() {
    return new RecordedRefusals(
        new CountedRefusals(shell.faults()), policies, refusals, shell.time());
  }

  private void rtmp(RtmpDesks desks) {
    RtmpDoor door =
        new RtmpDoor(
            settings.node().listenHost(),
            settings.rtmp(),
            tls,
            desks,
            new WaitingRoom(settings.rtmp().maxWaitingPerAddress(), settings.rtmp().maxWaiting()),
            shell.time(),
            shell.faults()::count);
    deploy("rtmp", LISTENERS, () -> new RtmpListenerVerticle(door));
  }

  private void deploy(String name, int instances, Supplier<Deployable> verticle) {
    parts.open(
        name,
        () ->
            Shell.await(
                shell
                    .vertx()
                    .deployVerticle(verticle, new DeploymentOptions().setInstances(instances)),
                START_SECONDS),
        Shell.closing(id -> shell.vertx().undeploy(id)));
  }
}
