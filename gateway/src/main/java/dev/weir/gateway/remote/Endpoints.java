package dev.weir.gateway.remote;

import io.vertx.core.Future;

/** The way to tenants' endpoints. */
@FunctionalInterface
interface Endpoints {

  /** Asks; fails with {@link UnansweredException}, within the question's timeout. */
  Future<Answer> ask(RemoteQuestion question);
}
