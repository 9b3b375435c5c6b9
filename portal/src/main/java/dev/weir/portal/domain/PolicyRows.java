package dev.weir.portal.domain;

import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TokenKey;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.BlockList;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.contract.policy.TenantQuota;
import dev.weir.contract.policy.Transport;
import dev.weir.portal.domain.access.AccessDocument;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.domain.access.Proofs;
import dev.weir.portal.domain.keeping.RuleDocument;
import dev.weir.portal.domain.ladder.LadderDocument;
import dev.weir.portal.domain.store.StoreDocument;
import dev.weir.runtime.secrets.SealedBox;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One row of {@link #SELECT} to one policy, keys unsealed. */
final class PolicyRows {

  /** A domain with everything that its policy is made of; conditions on {@code d} may follow. */
  static final String SELECT =
      """
      SELECT d.tenant_id, d.id, d.name, d.version,
        (SELECT state FROM tenant WHERE id = d.tenant_id) AS tenant_state,
        pu.domain_id AS push_id, pu.access AS push_access, pu.reconnect_window_s,
        pu.max_live_streams, pu.ladders,
        (SELECT jsonb_object_agg(t.name, t.document) FROM template t
         WHERE t.tenant_id = d.tenant_id AND t.name IN (
           SELECT jsonb_array_elements_text(rule.document -> 'templates')
           FROM jsonb_array_elements(pu.ladders) AS rule(document))) AS templates,
        (SELECT jsonb_object_agg(w.name, w.document) FROM watermark w
         WHERE w.tenant_id = d.tenant_id AND w.name IN (
           SELECT rule.document ->> 'watermark'
           FROM jsonb_array_elements(pu.ladders) AS rule(document))) AS watermarks,
        (SELECT jsonb_object_agg(k.kind, k.rules) FROM keeping_rules k
         WHERE k.tenant_id = d.tenant_id AND k.domain_id = pu.domain_id
           AND (k.kind <> 'recordings' OR NOT EXISTS (
             SELECT FROM full_store f WHERE f.tenant_id = d.tenant_id))) AS keeping,
        (SELECT jsonb_agg(jsonb_build_object('name', s.name, 'document', s.document,
           'sealed', s.sealed_secret))
         FROM tenant_store s WHERE s.tenant_id = pu.tenant_id) AS stores,
        ARRAY(SELECT name FROM app
              WHERE tenant_id = d.tenant_id AND domain_id = d.id ORDER BY name) AS push_apps,
        ARRAY(SELECT name FROM app
              WHERE tenant_id = d.tenant_id AND domain_id = d.id AND takeover) AS takeover_apps,
        pl.domain_id AS play_id, pd.name AS push_domain, pl.access AS play_access,
        pl.session_lifetime_s, pl.cors_origins, pl.frame_ancestors, pl.default_container,
        pl.max_viewers, pl.force_https, pl.hsts_max_age_s,
        quota(d.tenant_id, 'LIVE_STREAMS') AS tenant_streams,
        quota(d.tenant_id, 'VIEWERS') AS tenant_viewers,
        quota(d.tenant_id, 'EGRESS_BITS_PER_S') AS tenant_egress,
        quota(d.tenant_id, 'TRANSCODES') AS tenant_transcodes,
        ARRAY(SELECT name FROM app
              WHERE tenant_id = d.tenant_id AND domain_id = pl.push_domain_id ORDER BY name)
          AS play_apps,
        ARRAY(SELECT name FROM signing_key WHERE tenant_id = d.tenant_id AND domain_id = d.id
              AND side = 'PUSH' ORDER BY rank) AS push_key_names,
        ARRAY(SELECT sealed_secret FROM signing_key WHERE tenant_id = d.tenant_id
              AND domain_id = d.id AND side = 'PUSH' ORDER BY rank) AS push_keys,
        ARRAY(SELECT name FROM signing_key WHERE tenant_id = d.tenant_id AND domain_id = d.id
              AND side = 'PLAY' ORDER BY rank) AS play_key_names,
        ARRAY(SELECT sealed_secret FROM signing_key WHERE tenant_id = d.tenant_id
              AND domain_id = d.id AND side = 'PLAY' ORDER BY rank) AS play_keys,
        (SELECT jsonb_agg(jsonb_build_object('id', t.name, 'algorithm', t.algorithm,
           'sealed', t.sealed_material) ORDER BY t.created_at, t.name)
         FROM token_key t WHERE t.tenant_id = d.tenant_id AND t.domain_id = d.id) AS token_keys,
        (SELECT jsonb_agg(jsonb_build_object('domain', bd.name, 'app', b.app, 'stream', b.stream,
           'until', floor(extract(epoch FROM b.until) * 1000)))
         FROM stream_block b JOIN domain bd ON bd.tenant_id = b.tenant_id AND bd.id = b.domain_id
         WHERE b.tenant_id = d.tenant_id AND b.domain_id IN (d.id, pl.push_domain_id)) AS blocks,
        (SELECT jsonb_agg(jsonb_build_object('kind', r.kind, 'subject', r.subject,
           'until', floor(extract(epoch FROM r.until) * 1000),
           'since', floor(extract(epoch FROM r.created_at) * 1000)))
         FROM viewer_revocation r
         WHERE r.tenant_id = d.tenant_id AND r.domain_id = pl.push_domain_id) AS revocations
      FROM domain d
      LEFT JOIN domain_push pu ON pu.tenant_id = d.tenant_id AND pu.domain_id = d.id
      LEFT JOIN domain_play pl ON pl.tenant_id = d.tenant_id AND pl.domain_id = d.id
      LEFT JOIN domain pd ON pd.tenant_id = pl.tenant_id AND pd.id = pl.push_domain_id
      """;

  private final SealedBox box;

  PolicyRows(SealedBox box) {
    this.box = box;
  }

  /** What a sealed key is bound to: moved to another domain or side, it does not open. */
  static String context(UUID domainId, Side side) {
    return "signing-key/" + domainId + "/" + side;
  }

  /** The same for a key of playback tokens. */
  static String tokenContext(UUID domainId) {
    return "token-key/" + domainId;
  }

  DomainPolicy policy(Row row) {
    return new DomainPolicy(
        new TenantId(row.getUUID("tenant_id")),
        new DomainName(row.getString("name")),
        row.getLong("version"),
        row.getUUID("push_id") == null ? Optional.empty() : push(row),
        row.getUUID("play_id") == null ? Optional.empty() : play(row),
        !row.getString("tenant_state").equals("ACTIVE"),
        blocks(row),
        RevocationColumn.read(row.getJsonArray("revocations")),
        new TenantQuota(
            row.getLong("tenant_streams"),
            row.getLong("tenant_viewers"),
            row.getLong("tenant_egress"),
            row.getLong("tenant_transcodes")));
  }

  private static BlockList blocks(Row row) {
    JsonArray list = row.getJsonArray("blocks");
    if (list == null) {
      return BlockList.none();
    }
    TenantId tenant = new TenantId(row.getUUID("tenant_id"));
    Map<StreamAddress, Optional<Instant>> until = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      JsonObject block = list.getJsonObject(i);
      until.put(
          new StreamAddress(
              tenant,
              new DomainName(block.getString("domain")),
              new AppName(block.getString("app")),
              new StreamName(block.getString("stream"))),
          Optional.ofNullable(block.getLong("until")).map(Instant::ofEpochMilli));
    }
    return new BlockList(until);
  }

  private Optional<PushPolicy> push(Row row) {
    AccessSettings.OfPublishers access =
        AccessDocument.publishers(row.getJsonObject("push_access"));
    return keys(row, Side.PUSH, "push_key_names", "push_keys")
        .map(keys ->
            new PushPolicy(
                apps(row, "push_apps"),
                authentication(access.proofs(), keys, List.of(), Optional.empty()),
                access.rules(),
                apps(row, "takeover_apps"),
                Duration.ofSeconds(row.getInteger("reconnect_window_s")),
                row.getInteger("max_live_streams"),
                LadderDocument.ladders(
                    row.getJsonArray("ladders"),
                    object(row, "templates"),
                    object(row, "watermarks")),
                keeping(row)));
  }

  private Keeping keeping(Row row) {
    return RuleDocument.keeping(object(row, "keeping"))
        .in(
            StoreDocument.stores(
                new TenantId(row.getUUID("tenant_id")), row.getJsonArray("stores"), box));
  }

  /** One of nothing where nothing was gathered. */
  private static JsonObject object(Row row, String column) {
    return Optional.ofNullable(row.getJsonObject(column)).orElseGet(JsonObject::new);
  }

  private Optional<PlayPolicy> play(Row row) {
    AccessSettings.OfViewers access = AccessDocument.viewers(row.getJsonObject("play_access"));
    return keys(row, Side.PLAY, "play_key_names", "play_keys")
        .map(keys ->
            new PlayPolicy(
                new DomainName(row.getString("push_domain")),
                apps(row, "play_apps"),
                authentication(access.proofs(), keys, tokenKeys(row), access.remote()),
                access.rules(),
                Duration.ofSeconds(row.getInteger("session_lifetime_s")),
                Set.of(row.getArrayOfStrings("cors_origins")),
                Set.of(row.getArrayOfStrings("frame_ancestors")),
                HlsContainer.valueOf(row.getString("default_container")),
                row.getInteger("max_viewers"),
                new Transport(
                    row.getBoolean("force_https"),
                    Duration.ofSeconds(row.getInteger("hsts_max_age_s")))));
  }

  private static Authentication authentication(
      Proofs proofs,
      SigningKeyRing keys,
      List<TokenKey> tokenKeys,
      Optional<RemoteAuthorization> remote) {
    return new Authentication(
        proofs.required(),
        proofs.signatures(),
        keys,
        Duration.ofSeconds(proofs.validityS()),
        tokenKeys,
        remote);
  }

  private List<TokenKey> tokenKeys(Row row) {
    JsonArray list = row.getJsonArray("token_keys");
    List<TokenKey> keys = new ArrayList<>();
    for (int i = 0; list != null && i < list.size(); i++) {
      JsonObject key = list.getJsonObject(i);
      keys.add(
          new TokenKey(
              key.getString("id"),
              TokenKey.Algorithm.valueOf(key.getString("algorithm")),
              box.open(key.getString("sealed"), tokenContext(row.getUUID("id")))));
    }
    return keys;
  }

  /** A side without a key is not served: nothing could be verified there. */
  private Optional<SigningKeyRing> keys(Row row, Side side, String names, String secrets) {
    String[] ids = row.getArrayOfStrings(names);
    String[] sealed = row.getArrayOfStrings(secrets);
    List<SigningKey> keys = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      keys.add(new SigningKey(ids[i], box.open(sealed[i], context(row.getUUID("id"), side))));
    }
    return keys.isEmpty() ? Optional.empty() : Optional.of(new SigningKeyRing(keys));
  }

  private static Set<AppName> apps(Row row, String column) {
    return Arrays.stream(row.getArrayOfStrings(column))
        .map(AppName::new)
        .collect(Collectors.toUnmodifiableSet());
  }
}
