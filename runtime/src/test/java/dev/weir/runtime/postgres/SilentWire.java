package dev.weir.runtime.postgres;

import dev.weir.runtime.Soon;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** A wire to a server that can fall silent without an end: what a stopped server looks like. */
final class SilentWire {

  private final NetServer server;
  private volatile boolean silent;

  SilentWire(Vertx vertx, int port) {
    this(vertx, port, 0);
  }

  /** At a port of one's own choice. */
  SilentWire(Vertx vertx, int port, int ownPort) {
    NetClient client = vertx.createNetClient();
    server =
        vertx
            .createNetServer()
            .connectHandler(near -> {
              near.pause();
              client
                  .connect(port, "127.0.0.1")
                  .onSuccess(far -> {
                    join(near, far);
                    join(far, near);
                    near.resume();
                  });
            });
    Soon.of(server.listen(ownPort, "127.0.0.1"));
  }

  int port() {
    return server.actualPort();
  }

  void fallSilent() {
    silent = true;
  }

  private void join(NetSocket from, NetSocket to) {
    from.handler(bytes -> {
      if (!silent) {
        to.write(bytes);
      }
    });
    from.closeHandler(closed -> to.close());
  }
}
