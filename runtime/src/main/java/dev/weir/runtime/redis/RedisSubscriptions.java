package dev.weir.runtime.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens to which channel. A connection of its own carries nothing but subscriptions: the
 * client library mixes answers and messages up when both travel on one. Everything runs on the
 * bus's event loop.
 */
final class RedisSubscriptions implements RedisLink.Duty {

  /** Subscribing again is the only question that a subscribed connection may safely be asked. */
  private static final String HEARTBEAT_CHANNEL = "weir:heartbeat";

  private static final Logger LOG = LoggerFactory.getLogger(RedisSubscriptions.class);

  private final Map<String, List<Consumer<String>>> listeners = new LinkedHashMap<>();
  private final List<Runnable> onSubscribed = new ArrayList<>();

  private @Nullable Promise<Void> sign;
  private boolean inForce;
  private int unconfirmed;

  void listen(RedisLink link, String channel, Consumer<String> listener) {
    boolean first = !listeners.containsKey(channel);
    listeners.computeIfAbsent(channel, name -> new ArrayList<>()).add(listener);
    if (first) {
      // A connection that is only now being made asks for all channels, this one among them.
      link.use().onSuccess(connection -> subscribe(connection, List.of(channel)));
    }
  }

  void forget(String channel, Consumer<String> listener) {
    // The channel stays subscribed: its messages find nobody, and the next listener need not wait.
    listeners.getOrDefault(channel, new ArrayList<>()).remove(listener);
  }

  /** Runs {@code action} whenever all subscriptions have come into force, now included. */
  void onSubscribed(Runnable action) {
    onSubscribed.add(action);
    if (inForce) {
      action.run();
    }
  }

  @Override
  public void connected(RedisConnection connection) {
    inForce = false;
    unconfirmed = 0;
    connection.handler(this::receive);
    subscribe(connection, listeners.keySet());
  }

  @Override
  public Future<?> probe(RedisConnection connection) {
    Promise<Void> asked = Promise.promise();
    sign = asked;
    subscribe(connection, List.of());
    return asked.future();
  }

  /** Redis confirms in the order in which it was asked, so the last channel confirms all. */
  private void subscribe(RedisConnection connection, Collection<String> channels) {
    if (!channels.isEmpty()) {
      inForce = false;
    }
    unconfirmed++;
    Request request = Request.cmd(Command.SUBSCRIBE);
    channels.forEach(request::arg);
    request.arg(HEARTBEAT_CHANNEL);
    // A failed write ends the connection, which the link notices.
    connection.send(request).onFailure(failed -> LOG.debug("redis subscribe failed", failed));
  }

  private void receive(Response push) {
    if (push.size() != 3) {
      return;
    }
    String channel = push.get(1).toString();
    switch (push.get(0).toString()) {
      case "message" -> deliver(channel, push.get(2).toString());
      case "subscribe" -> confirmed(channel);
      default -> LOG.debug("redis push of an unknown kind");
    }
  }

  private void confirmed(String channel) {
    if (!channel.equals(HEARTBEAT_CHANNEL)) {
      return;
    }
    unconfirmed--;
    if (sign != null) {
      sign.tryComplete();
    }
    if (!inForce && unconfirmed == 0) {
      inForce = true;
      List.copyOf(onSubscribed).forEach(Runnable::run);
    }
  }

  private void deliver(String channel, String message) {
    for (Consumer<String> listener : List.copyOf(listeners.getOrDefault(channel, List.of()))) {
      try {
        listener.accept(message);
      } catch (RuntimeException faulty) {
        LOG.error("event=redis.listener-failed channel={}", channel, faulty);
      }
    }
  }
}
