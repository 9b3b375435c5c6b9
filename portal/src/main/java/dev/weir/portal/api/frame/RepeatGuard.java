package dev.weir.portal.api.frame;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.api.frame.RepeatStore.Memory;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Who;
import dev.weir.portal.web.Tokens;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Answers a request that is sent twice as if it had been sent once: {@code Idempotency-Key}
 * (draft-ietf-httpapi-idempotency-key-header). What was refused changed nothing and is not
 * remembered.
 */
public final class RepeatGuard implements Handler<RoutingContext> {

  /** The header that names a request. */
  public static final String HEADER = "Idempotency-Key";

  private final RepeatStore store;

  /** Remembers in this store. */
  public RepeatGuard(RepeatStore store) {
    this.store = store;
  }

  @Override
  public void handle(RoutingContext ctx) {
    ApiCall call = ApiCall.of(ctx);
    Optional<String> key = call.find(HEADER);
    if (key.isEmpty()) {
      ctx.next();
      return;
    }
    RepeatStore.Name name =
        new RepeatStore.Name(call.actor().tenant(), caller(call.actor()), key.get());
    switch (store.begin(name, hash(ctx, call))) {
      case Memory.Fresh _ -> answer(ctx, call, name);
      case Memory.Pending _ -> throw new WeirFault(FaultCode.REQUEST_IN_PROGRESS, key.get());
      case Memory.Other _ -> throw new WeirFault(FaultCode.IDEMPOTENCY_KEY_REUSED, key.get());
      case Memory.Answered(int status, String body) -> call.repeat(status, body);
    }
  }

  private void answer(RoutingContext ctx, ApiCall call, RepeatStore.Name name) {
    call.witnessed((status, text) -> store.answered(name, status, text));
    try {
      // Refusals are answered within, too.
      ctx.next();
    } finally {
      if (!call.answered()) {
        store.release(name);
      }
    }
  }

  private static byte[] hash(RoutingContext ctx, ApiCall call) {
    return Tokens.sha256(
        ctx.request().method() + " " + ctx.request().uri() + "\n" + call.body().encode());
  }

  private static String caller(Actor actor) {
    return actor.who() instanceof Who.Key key ? key.id().toString() : "";
  }
}
