package dev.weir.portal.api.token;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.secrets.ClusterSecret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;

/**
 * The keys that tokens are signed with: each day has its own, derived from the cluster's secret, so
 * that all nodes have it and nobody has to rotate anything. A token names its day as {@code kid}.
 * Today's key signs; those of yesterday and tomorrow are accepted too, for tokens that outlive
 * midnight and clocks that differ. Thread-safe.
 */
public final class TokenKeys {

  static final String ALGORITHM = "HS256";

  private static final String PURPOSE = "weir/api-token/";
  private static final long DAY_MS = 86_400_000;

  private final Vertx vertx;
  private final ClusterSecret secret;
  private final TimeSource time;

  private volatile Ring ring;

  /** Keys under this secret. */
  public TokenKeys(Vertx vertx, ClusterSecret secret, TimeSource time) {
    this.vertx = vertx;
    this.secret = secret;
    this.time = time;
    this.ring = ring(today());
  }

  private record Ring(long day, JWTAuth signer, JWTAuth reader) {}

  JWTAuth signer() {
    return current().signer();
  }

  JWTAuth reader() {
    return current().reader();
  }

  private Ring current() {
    long day = today();
    Ring known = ring;
    if (known.day() != day) {
      known = ring(day);
      ring = known;
    }
    return known;
  }

  private Ring ring(long day) {
    // A signer of several keys takes any of them.
    return new Ring(day, auth(day, day), auth(day - 1, day + 1));
  }

  private JWTAuth auth(long firstDay, long lastDay) {
    JWTAuthOptions options =
        // Times are judged by our own clock.
        new JWTAuthOptions()
            .setJWTOptions(new JWTOptions().setAlgorithm(ALGORITHM).setIgnoreExpiration(true));
    for (long day = firstDay; day <= lastDay; day++) {
      options.addPubSecKey(
          new PubSecKeyOptions()
              .setId(Long.toString(day))
              .setAlgorithm(ALGORITHM)
              .setBuffer(Buffer.buffer(secret.derive(PURPOSE + day))));
    }
    return JWTAuth.create(vertx, options);
  }

  private long today() {
    return Math.floorDiv(time.millis(), DAY_MS);
  }
}
