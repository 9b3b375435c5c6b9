package dev.weir.app.wiring;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.gateway.edge.DistantWishes;
import dev.weir.gateway.edge.EdgeRooms;
import dev.weir.gateway.edge.EdgeSource;
import dev.weir.gateway.edge.LiveSource;
import dev.weir.gateway.edge.WakingSource;
import dev.weir.gateway.edge.Wishes;
import dev.weir.gateway.picture.EdgePictures;
import dev.weir.gateway.picture.PictureSource;
import dev.weir.gateway.shift.EdgeRecents;
import dev.weir.gateway.shift.RecentSource;
import dev.weir.runtime.boot.Parts;
import dev.weir.runtime.policy.PolicyDirectory;
import dev.weir.stream.hub.StreamRegistry;
import dev.weir.stream.lease.LocalOwner;
import dev.weir.stream.lease.OwnerProbe;
import dev.weir.stream.lease.StreamLeases;
import dev.weir.stream.lease.StreamOwners;
import dev.weir.stream.origin.NodeTokens;
import dev.weir.stream.origin.OriginClient;
import dev.weir.stream.origin.OriginRooms;
import dev.weir.stream.origin.OriginRouter;
import dev.weir.stream.origin.OriginVerticle;
import dev.weir.stream.picture.LatestPictures;
import dev.weir.stream.shift.RecentShifts;
import dev.weir.stream.timeline.Timelines;
import io.vertx.core.DeploymentOptions;
import java.util.List;
import java.util.function.Predicate;

/** The other nodes: they are served what is here, and asked for what is not. */
final class Neighbours {

  private static final int START_SECONDS = 30;
  private static final int LISTENERS = Runtime.getRuntime().availableProcessors();

  private final Parts parts;
  private final Shell shell;
  private final NodeTokens tokens;
  private final OriginClient client;

  private Neighbours(Parts parts, Shell shell, NodeTokens tokens, OriginClient client) {
    this.parts = parts;
    this.shell = shell;
    this.tokens = tokens;
    this.client = client;
  }

  static Neighbours open(Parts parts, Shell shell) {
    NodeTokens tokens = new NodeTokens(shell.secret().derive(NodeTokens.PURPOSE), shell.time());
    OriginClient client =
        parts.open(
            "node-client",
            () -> new OriginClient(shell.vertx(), tokens, shell.time()),
            Shell.closing(OriginClient::close));
    return new Neighbours(parts, shell, tokens, client);
  }

  /** Asks them how a stream of theirs is. */
  OwnerProbe probe() {
    return client;
  }

  /** Whether there can be any. */
  boolean mayBe() {
    return !shell.settings().redis().url().isEmpty();
  }

  /**
   * Opens the node port: they may take this node's streams.
   *
   * @param wanted is told of streams that their viewers ask for
   */
  void serve(
      StreamRegistry streams,
      Timelines timelines,
      LatestPictures pictures,
      RecentShifts shifts,
      StreamLeases leases,
      Predicate<StreamAddress> wanted) {
    LocalOwner owner = new LocalOwner(streams, leases);
    OriginRouter router =
        new OriginRouter(
            new OriginRooms(
                streams, timelines, pictures, shifts, owner, wanted, tokens, shell.faults()));
    router.show(shell.metrics());
    NodeDoor door = shell.settings().node().door();
    parts.open(
        "node-port",
        () ->
            Shell.await(
                shell
                    .vertx()
                    .deployVerticle(
                        () -> new OriginVerticle(door.host(), door.port(), shell.front(), router),
                        new DeploymentOptions().setInstances(LISTENERS)),
                START_SECONDS),
        Shell.closing(id -> shell.vertx().undeploy(id)));
  }

  /** What streams look like: this node's own, and theirs, unless there cannot be others. */
  PictureSource pictures(LatestPictures own, NodeId self, StreamOwners owners) {
    return mayBe() ? new EdgePictures(own, edge(self, owners)) : PictureSource.of(own);
  }

  /** What streams were a moment ago: this node's own, and theirs, unless there cannot be others. */
  RecentSource shifts(RecentShifts own, NodeId self, StreamOwners owners) {
    RecentSource here = RecentSource.of(own);
    return mayBe() ? new EdgeRecents(here, edge(self, owners)) : here;
  }

  private EdgeRooms edge(NodeId self, StreamOwners owners) {
    return new EdgeRooms(shell.vertx(), self, owners, client, shell.time());
  }

  /**
   * The same streams, of which those are made on demand that are asked for.
   *
   * @param maker of this process, who is told and says whether that is so
   * @param policies which streams of other nodes are made on demand
   */
  LiveSource waking(
      LiveSource source,
      Predicate<StreamAddress> maker,
      PolicyDirectory policies,
      NodeId self,
      StreamOwners owners) {
    Wishes here = Wishes.of(maker);
    Wishes wishes = mayBe() ? new DistantWishes(here, policies, edge(self, owners)) : here;
    return new WakingSource(source, wishes, shell.vertx());
  }

  /** What can be watched: this node's own streams, and theirs, unless there cannot be others. */
  LiveSource source(LiveSource own, NodeId self, StreamOwners owners) {
    if (!mayBe()) {
      return own;
    }
    StreamRegistry copies =
        parts.open(
            "copies",
            () -> new StreamRegistry(shell.settings().stream(), shell.time(), List.of()),
            StreamRegistry::close);
    Timelines mirrors = new Timelines(shell.settings().timeline(), shell.time());
    EdgeRooms rooms = edge(self, owners);
    EdgeSource source =
        parts.open("edge", () -> new EdgeSource(own, copies, mirrors, rooms), EdgeSource::close);
    source.show(shell.metrics());
    return source;
  }
}
