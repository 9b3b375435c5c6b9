package dev.weir.rtmp.listener;

import dev.weir.contract.fault.FaultCode;
import dev.weir.rtmp.listener.WaitingRoom.Seat;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Accepts RTMP and RTMPS connections. Deploy one instance per event loop; they share the ports, and
 * each connection stays on the loop that accepted it. Nothing here blocks.
 */
public final class RtmpListenerVerticle extends VerticleBase {

  private static final int ACCEPT_BACKLOG = 1024;

  private final RtmpDoor door;

  private final Set<RtmpConnection> connections = new HashSet<>();
  private List<NetServer> servers = List.of();
  private @Nullable EventLoopTools tools;
  private boolean draining;

  /** A listener that is not open yet. */
  public RtmpListenerVerticle(RtmpDoor door) {
    this.door = door;
  }

  @Override
  public Future<?> start() {
    EventLoopTools loop = new EventLoopTools(context, door.time());
    tools = loop;
    return open(loop, new TlsDoor(door.tls().rtmp(), door.config().tlsHandshake()));
  }

  /** Tells everybody to leave, gives them a moment, and closes the ports. */
  @Override
  public Future<?> stop() {
    draining = true;
    List.copyOf(connections)
        .forEach(connection -> connection.cut(FaultCode.SHUTTING_DOWN, "the listener stops"));
    Promise<Void> left = Promise.promise();
    if (connections.isEmpty()) {
      left.complete();
    } else {
      vertx.setTimer(door.config().linger().toMillis() + 100, _ -> left.complete());
    }
    return left.future()
        .compose(_ -> {
          List.copyOf(connections).forEach(RtmpConnection::closeNow);
          return Future.join(servers.stream().map(NetServer::close).toList());
        })
        .onComplete(_ -> {
          if (tools != null) {
            tools.close();
          }
        });
  }

  /** The port that plain connections are accepted on, once started. */
  public int plainPort() {
    return servers.getFirst().actualPort();
  }

  /** The port that TLS connections are accepted on, once started. */
  public int tlsPort() {
    return servers.getLast().actualPort();
  }

  private Future<?> open(EventLoopTools loop, TlsDoor tls) {
    NetServer plain =
        server()
            .connectHandler(socket ->
                admit(socket, loop)
                    .ifPresent(arrival -> {
                      arrival.channel().receiveInto(loop.received());
                      begin(arrival, loop, Optional.empty());
                    }));
    NetServer encrypted =
        server()
            .connectHandler(
                socket -> admit(socket, loop).ifPresent(arrival -> handshake(arrival, loop, tls)));
    servers = List.of(plain, encrypted);
    return plain
        .listen(door.config().plainPort(), door.host())
        .compose(_ -> encrypted.listen(door.config().tlsPort(), door.host()));
  }

  private NetServer server() {
    return vertx.createNetServer(options(door.config()));
  }

  static NetServerOptions options(RtmpListenerConfig config) {
    return new NetServerOptions()
        .setAcceptBacklog(ACCEPT_BACKLOG)
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true)
        // The kernel lets go of a peer that has vanished, with whatever it holds for it.
        .setTcpUserTimeout(Math.toIntExact(config.vanished().toMillis()))
        .setRegisterWriteHandler(false);
  }

  private Optional<Arrival> admit(NetSocket socket, EventLoopTools loop) {
    NetSocketInternal internal = (NetSocketInternal) socket;
    // A broken connection is a closed one; the close handler tells.
    internal.exceptionHandler(_ -> {});
    PeerChannel channel = new PeerChannel(internal);
    Optional<Seat> seat =
        draining ? Optional.empty() : door.waitingRoom().enter(channel.remoteAddress());
    if (seat.isEmpty()) {
      turnAway(channel, draining ? FaultCode.SHUTTING_DOWN : FaultCode.CONNECTIONS_EXCEEDED, loop);
    }
    return seat.map(taken -> new Arrival(internal, channel, taken));
  }

  private void handshake(Arrival arrival, EventLoopTools loop, TlsDoor tls) {
    tls.guard(
        arrival.channel().pipeline(),
        new TlsDoor.Threshold() {
          @Override
          public void passed(String serverName) {
            begin(arrival, loop, Optional.of(serverName));
          }

          @Override
          public void failed() {
            arrival.seat().leave();
            turnAway(arrival.channel(), FaultCode.TLS_HANDSHAKE_FAILED, loop);
          }
        });
  }

  private void begin(Arrival arrival, EventLoopTools loop, Optional<String> tlsName) {
    RtmpConnection connection =
        new RtmpConnection(arrival.socket(), door, arrival.seat(), loop, tlsName);
    connections.add(connection);
    arrival
        .socket()
        .closeHandler(_ -> {
          connections.remove(connection);
          connection.onClosed();
        });
    connection.start();
  }

  private void turnAway(PeerChannel channel, FaultCode code, EventLoopTools loop) {
    door.observer().closed(code);
    String subject = channel.remoteAddress().getHostAddress();
    loop.log().tell(RtmpEvent.CONNECTION_TURNED_AWAY, subject, "code", code);
    channel.closeNow();
  }

  /** A connection that was let in and has said nothing yet. */
  private record Arrival(NetSocketInternal socket, PeerChannel channel, Seat seat) {}
}
