package dev.weir.portal.api.token;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.ApiKeyId;
import dev.weir.portal.identity.Origin;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Who;
import dev.weir.portal.web.Tokens;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.postgres.Database;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Short-lived tokens for programs that an API key should not be given to: JWTs (RFC 7519) with the
 * claims {@code iss}, {@code aud}, {@code sub} (the API key's id), {@code tid} (the tenant's),
 * {@code scope} (RFC 8693, 4.2), {@code iat}, {@code exp} and {@code jti}. A token does what its
 * key still may, and ends with it. For virtual threads.
 */
public final class ApiTokens {

  /** How long a token is valid unless it is asked for less, and at most. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  /** Longest text that is looked at, characters. */
  static final int MAX_CHARS = 4_096;

  private static final String ISSUER = "weir";
  private static final String AUDIENCE = "weir-api";
  private static final int ID_BITS = 128;

  /** How far ahead another node's clock may be. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final TokenKeys keys;
  private final KeyStanding standing;
  private final TimeSource time;

  /** Tokens signed with these keys, for API keys in this database. */
  public ApiTokens(TokenKeys keys, Database database, TimeSource time) {
    this.keys = keys;
    this.standing = new KeyStanding(database, time);
    this.time = time;
  }

  /**
   * Makes a token for whoever asks with an API key. Throws {@code WeirFault FORBIDDEN} when the
   * actor is no key, or lacks one of the scopes.
   */
  public ApiToken issue(Actor actor, Set<Permission> scopes, Duration lifetime) {
    if (!(actor.who() instanceof Who.Key key)) {
      throw new WeirFault(FaultCode.FORBIDDEN, "only an API key has tokens made");
    }
    scopes.forEach(actor::require);
    Instant now = time.now();
    Instant end = now.plus(lifetime);
    JsonObject claims =
        new JsonObject()
            .put("iss", ISSUER)
            .put("aud", AUDIENCE)
            .put("sub", key.id().toString())
            .put("tid", actor.tenant().toString())
            .put(
                "scope",
                scopes.stream().map(Permission::text).sorted().collect(Collectors.joining(" ")))
            .put("iat", now.getEpochSecond())
            .put("exp", end.getEpochSecond())
            .put("jti", Tokens.random(ID_BITS));
    String text =
        keys.signer()
            .generateToken(
                claims, new JWTOptions().setAlgorithm(TokenKeys.ALGORITHM).setNoTimestamp(true));
    return new ApiToken(text, Instant.ofEpochSecond(end.getEpochSecond()), scopes);
  }

  /** Who acts with this token, if it is one of ours and its time and key are not over. */
  public Optional<Actor> read(String text, Origin origin) {
    if (text.length() > MAX_CHARS || text.chars().filter(c -> c == '.').count() != 2) {
      return Optional.empty();
    }
    return claims(text).filter(this::isValidNow).flatMap(claims -> actor(claims, origin));
  }

  private Optional<JsonObject> claims(String text) {
    try {
      User user = keys.reader().authenticate(new TokenCredentials(text)).await();
      return Optional.of(user.attributes().getJsonObject("accessToken"));
    } catch (Exception notOurs) {
      // Of many kinds, declared or not: wrong signature, no JSON, no base64, another algorithm.
      return Optional.empty();
    }
  }

  private boolean isValidNow(JsonObject claims) {
    long now = time.now().getEpochSecond();
    return ISSUER.equals(claims.getString("iss"))
        && AUDIENCE.equals(claims.getString("aud"))
        && claims.getLong("exp", 0L) > now
        && claims.getLong("iat", Long.MAX_VALUE) <= now + SKEW.toSeconds();
  }

  private Optional<Actor> actor(JsonObject claims, Origin origin) {
    TenantId tenant = TenantId.parse(claims.getString("tid"));
    ApiKeyId id = new ApiKeyId(UUID.fromString(claims.getString("sub")));
    return standing
        .of(tenant, id)
        .map(key -> {
          Set<Permission> scopes = EnumSet.noneOf(Permission.class);
          for (String text : claims.getString("scope").split(" ", -1)) {
            Permission.parse(text).filter(key.scopes()::contains).ifPresent(scopes::add);
          }
          return new Actor(tenant, key.key(), scopes, origin);
        });
  }
}
