package dev.weir.portal.isolation;

import static dev.weir.portal.isolation.TenantFixture.ofATenant;
import static dev.weir.portal.isolation.TenantFixture.ofEverybody;
import static dev.weir.portal.isolation.TenantFixture.ofThePlatform;

import dev.weir.portal.PortalHouse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rows for every table there is, in an order that foreign keys allow. A table without a line here
 * fails the walk: whoever adds one adds its line.
 */
public final class TenantFixtures {

  private static final String INVOICE =
      """
      {"issuer": {"name": "Weir", "address": "", "taxNumber": ""}, "payment": "",
      "recipient": {"name": "{mark}", "address": "", "taxNumber": ""},
      "terms": {"card": "{mark}", "cardVersion": 1, "method": "TRAFFIC",
      "discountBasisPoints": 0, "minimumMinor": 0},
      "lines": [{"thing": "EGRESS_TRAFFIC", "quantity": "1/1", "included": 0,
      "parts": [{"quantity": "1/1", "price": "1"}], "amountMinor": 100}],
      "discountMinor": 0, "minimumMinor": 0, "creditMinor": 0, "note": ""}
      """;

  static final List<TenantFixture> ALL =
      List.of(
          ofATenant("tenant", "INSERT INTO tenant (id, name) VALUES ('{tenant}', '{mark}')"),
          ofATenant(
              "person",
              """
              INSERT INTO person (id, email, name)
              VALUES ('{id}', '{mark}@example.org', '{mark}')
              """),
          ofThePlatform(
              "person_password",
              "INSERT INTO person_password (person_id, hash) VALUES ('{id}', '{mark}')"),
          ofThePlatform("platform_staff", "INSERT INTO platform_staff VALUES ('{id}', now())"),
          ofATenant(
              "membership",
              """
              INSERT INTO membership (tenant_id, person_id, role)
              VALUES ('{tenant}', '{id}', 'OWNER')
              """),
          ofThePlatform(
              "portal_session",
              """
              INSERT INTO portal_session
              VALUES (sha256('{mark}'), '{tenant}', '{id}', now(), now(), '{mark}', '{mark}')
              """),
          ofThePlatform(
              "mail",
              """
              INSERT INTO mail (id, recipient, subject, sealed_text, created_at)
              VALUES ('{id}', '{mark}@example.org', '{mark}', '{mark}', now())
              """),
          ofThePlatform(
              "sign_up",
              """
              INSERT INTO sign_up (email, name, tenant_name, password_hash, token_hash, expires_at)
              VALUES ('{mark}@example.org', '{mark}', '{mark}', '{mark}', sha256('of {mark}'), now())
              """),
          ofThePlatform(
              "password_link",
              "INSERT INTO password_link VALUES ('{id}', sha256('of {mark}'), now())"),
          ofThePlatform(
              "email_change",
              """
              INSERT INTO email_change
              VALUES ('{id}', '{mark}@example.org', sha256('of {mark}'), now())
              """),
          ofThePlatform(
              "email_undo",
              """
              INSERT INTO email_undo
              VALUES (sha256('of {mark}'), '{id}', '{mark}@example.org', now(), now())
              """),
          ofThePlatform(
              "second_factor",
              """
              INSERT INTO second_factor (person_id, sealed_secret, last_step, created_at)
              VALUES ('{id}', '{mark}', 0, now())
              """),
          ofThePlatform(
              "recovery_code", "INSERT INTO recovery_code VALUES ('{id}', sha256('{mark}'))"),
          ofThePlatform(
              "sign_in_challenge",
              "INSERT INTO sign_in_challenge VALUES (sha256('{mark}'), '{id}', 0, now())"),
          ofATenant(
              "domain",
              """
              INSERT INTO domain (tenant_id, id, name, state, proven_by, proven_at)
              VALUES ('{tenant}', '{id}', '{mark}.example.org', 'ONLINE', 'PLATFORM', now())
              """),
          ofATenant(
              "domain_push",
              """
              INSERT INTO domain_push (tenant_id, domain_id, ladders)
              VALUES ('{tenant}', '{id}', '[{"id": "{id}", "stream": "{mark}-*",
                "templates": ["lhd", "zz{letter}template"]}]')
              """),
          ofATenant(
              "template",
              """
              INSERT INTO template (tenant_id, name, document, changed_at, changed_by)
              VALUES ('{tenant}', 'zz{letter}template', '{"audio": {"codec": "aac"}}', now(),
                '{mark}')
              """),
          ofATenant(
              "tenant_store",
              """
              INSERT INTO tenant_store (tenant_id, name, document, sealed_secret, changed_at,
                changed_by)
              VALUES ('{tenant}', '{mark}store', '{"endpoint": "https://127.0.0.1",
                "bucket": "{mark}bucket", "accessKey": "{mark}"}', '{sealed:STORE}', now(),
                '{mark}')
              """),
          ofATenant(
              "callback",
              """
              INSERT INTO callback (tenant_id, id, name, url, dialect, kinds, stream, sealed_secret,
                state, changed_at, changed_by)
              VALUES ('{tenant}', '{id}', '{mark}', 'https://{mark}.example.org/hook', 'standard',
                '{}', '{mark}-*', '{sealed:CALLBACK}', 'PAUSED', now(), '{mark}')
              """),
          ofATenant(
              "callback_sequence",
              "INSERT INTO callback_sequence VALUES ('{tenant}', '{mark}', 1, now())"),
          ofATenant(
              "callback_event",
              """
              INSERT INTO callback_event VALUES ('{tenant}', '{id}', 'stream.published',
                '{mark}.example.org/live/{mark}', 1, '{mark}.example.org', 'live', '{mark}', now(),
                '{}', now())
              """),
          ofATenant(
              "callback_delivery",
              """
              INSERT INTO callback_delivery (tenant_id, callback_id, event_id, subject, put_at,
                deadline)
              VALUES ('{tenant}', '{id}', '{id}', '{mark}.example.org/live/{mark}', now(),
                now() + interval '1 day')
              """),
          ofATenant(
              "callback_lane",
              """
              INSERT INTO callback_lane VALUES ('{tenant}', '{id}',
                '{mark}.example.org/live/{mark}', now() + interval '1 day')
              """),
          ofATenant(
              "callback_attempt",
              """
              INSERT INTO callback_attempt VALUES ('{tenant}', '{id}', '{id}', '{id}', 1, now(), 1,
                'STATUS', 500, '{mark}', '{mark}')
              """),
          ofATenant(
              "alarm_rule",
              """
              INSERT INTO alarm_rule (tenant_id, id, name, kind, stream, bound, clear, hold_s, calm_s,
                mail_to, changed_at, changed_by)
              VALUES ('{tenant}', '{id}', '{mark}', 'viewers-high', '{mark}-*', 1000, 900, 0, 0,
                '{owners}', now(), '{mark}')
              """),
          ofATenant(
              "alarm",
              """
              INSERT INTO alarm (tenant_id, id, rule_id, rule_name, kind, domain, app, stream, state,
                since, known_at, raised_at, resolved_at, measured, bound, told_at)
              VALUES ('{tenant}', '{id}', '{id}', '{mark}', 'viewers-high', '{mark}.example.org',
                'live', '{mark}', 'RESOLVED', now(), now(), now(), now(), 1200, 1000, now())
              """),
          ofATenant(
              "alarm_silence",
              """
              INSERT INTO alarm_silence (tenant_id, id, rule_id, everything, stream, until, reason,
                created_at, created_by)
              VALUES ('{tenant}', '{id}', '{id}', false, '{mark}', '2036-01-01', '{mark}', now(),
                '{mark}')
              """),
          ofEverybody("alarm_clock"),
          ofATenant(
              "quota_reached", "INSERT INTO quota_reached VALUES ('{tenant}', '{mark}', now())"),
          ofATenant(
              "watermark",
              """
              INSERT INTO watermark (tenant_id, name, document, changed_at, changed_by)
              VALUES ('{tenant}', 'zz{letter}template', '{"image": {"sha256": "%s", "width": 10,
                "height": 10}, "place": "top"}', now(), '{mark}')
              """
                  .formatted("0a".repeat(32))),
          ofATenant(
              "keeping_rules",
              """
              INSERT INTO keeping_rules (tenant_id, domain_id, kind, rules, revision, changed_by)
              VALUES ('{tenant}', '{id}', 'recordings', '[{"id": "{id}", "stream": "{mark}-*",
                "formats": ["mp4"]}]', 2, '{mark}')
              """),
          ofATenant(
              "recording",
              """
              INSERT INTO recording (tenant_id, id, domain, app, stream, node, boot, format, state,
                cause, started_at, told_at, duration_ms, bytes, width, height, object_name, title)
              VALUES ('{tenant}', '{id}', '{mark}.example.org', 'live', '{mark}', 'node1', 'boot',
                'MP4', 'READY', '', now(), now(), 1000, 200000000000, 640, 360, 'record/{mark}.mp4',
                '{mark}')
              """),
          ofATenant(
              "deleted_recording",
              "INSERT INTO deleted_recording VALUES ('{tenant}', '{id}', now())"),
          ofATenant(
              "health_episode",
              """
              INSERT INTO health_episode VALUES ('{tenant}', '{mark}.example.org', 'live', '{mark}',
                'ARRIVES_LATE', now(), 'boot', 'FAIR', 2000, 0, now())
              """),
          ofATenant(
              "health_minute",
              """
              INSERT INTO health_minute VALUES ('{tenant}', '{mark}.example.org', 'live', '{mark}',
                date_trunc('minute', now()), 60, 25, 1, 1, 0, 0, 0)
              """),
          ofATenant(
              "quality",
              """
              INSERT INTO quality VALUES ('{tenant}', 5, '2026-11-22T12:00:00Z',
                '{mark}.example.org', 'live', '{mark}', 'HLS', '')
              """),
          ofATenant(
              "quality_whole",
              """
              INSERT INTO quality_whole VALUES ('{tenant}', 5, '2026-11-22T12:00:00Z',
                '{mark}.example.org', 'HLS', '')
              """),
          ofThePlatform(
              "quality_taken", "INSERT INTO quality_taken VALUES ('{mark}', '{mark}', 1, now())"),
          ofATenant("full_store", "INSERT INTO full_store VALUES ('{tenant}', now())"),
          ofATenant(
              "analytics_series",
              """
              INSERT INTO analytics_series (tenant_id, domain, app, stream, dimension, value)
              VALUES ('{tenant}', '{mark}.example.org', 'live', '{mark}', 'TOTAL', '')
              """),
          ofEverybody("analytics_batch"),
          ofATenant("analytics_minute", ofAnalytics("analytics_minute", "'2026-11-22T12:00:00Z'")),
          ofATenant("analytics_five", ofAnalytics("analytics_five", "'2026-11-22T12:00:00Z'")),
          ofATenant("analytics_hour", ofAnalytics("analytics_hour", "'2026-11-22T12:00:00Z'")),
          ofATenant("analytics_day", ofAnalytics("analytics_day", "'2026-11-22T00:00:00Z'")),
          ofATenant(
              "usage_series",
              """
              INSERT INTO usage_series (tenant_id, domain, app, stream, rendition, meter, detail)
              VALUES ('{tenant}', '{mark}.example.org', 'live', '{mark}', '', 'EGRESS_BYTES', 'FLV')
              """),
          ofThePlatform(
              "usage_boot",
              """
              INSERT INTO usage_boot (id, node, boot, sealed_at)
              VALUES ('{id}', '{mark}', '{mark}', now())
              """),
          ofThePlatform(
              "usage_batch", "INSERT INTO usage_batch VALUES ('{id}', 1, now(), now(), 1)"),
          ofThePlatform("usage_position", ofUsage("usage_position", "'{id}', tenant_id, id, 1")),
          ofATenant(
              "usage_open",
              ofUsage("usage_open", "tenant_id, id, '2100-01-01T00:00:00Z'::timestamptz, 1")),
          ofATenant(
              "usage_ledger",
              "SELECT usage_prepare('2026-11-22T12:00:00Z');"
                  + ofUsage(
                      "usage_ledger",
                      "tenant_id, id, '2026-11-22T12:00:00Z'::timestamptz, now(), 'COUNTED', 1")),
          ofATenant(
              "usage_hour",
              ofUsage("usage_hour", "tenant_id, id, '2026-11-22T12:00:00Z'::timestamptz, 1")),
          ofATenant("usage_day", ofUsage("usage_day", "tenant_id, id, '2026-11-22'::date, 1")),
          ofThePlatform(
              "usage_intake",
              "INSERT INTO usage_intake VALUES ('{tenant}', '2026-11-22', '{id}', 1)"),
          ofEverybody("usage_clock"),
          ofThePlatform(
              "billing_card",
              "INSERT INTO billing_card VALUES ('{mark}', '{mark}', 'EUR', now(), '{mark}')"),
          ofThePlatform(
              "billing_card_version",
              """
              INSERT INTO billing_card_version VALUES ('{mark}', 1, '2026-01-01',
                '{"EGRESS_TRAFFIC": "1"}', now(), '{mark}')
              """),
          ofATenant(
              "billing_account",
              "INSERT INTO billing_account VALUES ('{tenant}', 'UTC', '2026-01-01', now())"),
          ofATenant(
              "billing_terms",
              """
              INSERT INTO billing_terms VALUES ('{tenant}', '2026-01-01', '{mark}', 'TRAFFIC', 0, 0,
                '', 0, now(), '{mark}')
              """),
          ofATenant(
              "billing_address",
              """
              INSERT INTO billing_address VALUES ('{tenant}', '{mark}', '{mark}', '{mark}',
                '{mark}@example.org', now(), '{mark}')
              """),
          ofATenant(
              "invoice",
              """
              INSERT INTO invoice (tenant_id, id, kind, month, zone, state, number, currency,
                net_minor, tax_minor, total_minor, document, ledger_until, made_at, final_at, due_on)
              VALUES ('{tenant}', '{id}', 'INVOICE', '2026-10-01', 'UTC', 'FINAL', '{mark}', 'EUR',
                100, 0, 100, '%s', now(), now(), now(), '2026-12-01')
              """
                  .formatted(INVOICE)),
          ofATenant(
              "billing_posting",
              """
              INSERT INTO billing_posting (tenant_id, at, book, reason, amount_minor, currency, note,
                posted_by)
              VALUES ('{tenant}', now(), 'OWED', 'INVOICE', 100, 'EUR', '{mark}', '{mark}')
              """),
          ofATenant(
              "billing_budget",
              """
              INSERT INTO billing_budget (tenant_id, amount_minor, changed_at, changed_by)
              VALUES ('{tenant}', 100, now(), '{mark}')
              """),
          ofATenant(
              "billing_reminder",
              "INSERT INTO billing_reminder VALUES ('{tenant}', '{id}', 1, now())"),
          ofEverybody("billing_issuer"),
          ofEverybody("billing_number"),
          ofEverybody("billing_clock"),
          ofATenant(
              "stored_count",
              """
              INSERT INTO stored_count
              VALUES ('{tenant}', 'SLICES', '{mark}.example.org', 'live', '{mark}', 1, now())
              """),
          ofATenant(
              "domain_play",
              """
              INSERT INTO domain_play (tenant_id, domain_id, push_domain_id)
              VALUES ('{tenant}', '{id}', '{id}')
              """),
          ofATenant(
              "app",
              """
              INSERT INTO app (tenant_id, domain_id, name)
              VALUES ('{tenant}', '{id}', 'live'), ('{tenant}', '{id}', '{mark}')
              """),
          ofATenant(
              "signing_key",
              """
              INSERT INTO signing_key (tenant_id, domain_id, side, rank, name, sealed_secret)
              VALUES ('{tenant}', '{id}', 'PUSH', 1, '{mark}', '{sealed:PUSH}'),
                ('{tenant}', '{id}', 'PLAY', 1, 'play-1', '{sealed:PLAY}')
              """),
          ofATenant(
              "access_version",
              """
              INSERT INTO access_version (tenant_id, domain_id, side, revision, access, saved_by)
              VALUES ('{tenant}', '{id}', 'PLAY', 1, '{}', '{mark}')
              """),
          ofATenant(
              "token_key",
              """
              INSERT INTO token_key (tenant_id, domain_id, name, algorithm, sealed_material)
              VALUES ('{tenant}', '{id}', '{mark}', 'HS256', '{sealed:TOKEN}')
              """),
          ofATenant(
              "domain_certificate",
              """
              INSERT INTO domain_certificate (tenant_id, domain_id, chain, sealed_key, subject,
                names, issuer, not_before, not_after, fingerprint, key_kind, certificates,
                stored_at, stored_by)
              VALUES ('{tenant}', '{id}', '{mark}', '{mark}', '{mark}', '{}', '{mark}',
                now(), now() + interval '1 year', '{mark}', '{mark}', 1, now(), '{mark}')
              """),
          ofATenant(
              "api_key",
              """
              INSERT INTO api_key (tenant_id, id, name, prefix, secret_hash, scopes)
              VALUES ('{tenant}', '{id}', '{mark}', '{mark}', sha256('{mark}'), '{}')
              """),
          ofATenant(
              "api_request",
              """
              INSERT INTO api_request (tenant_id, caller, key, request_hash, created_at)
              VALUES ('{tenant}', '{id}', '{mark}', sha256('{mark}'), now())
              """),
          ofATenant(
              "invitation",
              """
              INSERT INTO invitation (tenant_id, id, email, role, token_hash, invited_at, invited_by,
                expires_at)
              VALUES ('{tenant}', '{id}', '{mark}@example.org', 'VIEWER',
                sha256('what the link of {mark} holds'), now(), '{mark}', now() + interval '7 days')
              """),
          ofATenant(
              "tenant_setting",
              """
              INSERT INTO tenant_setting (tenant_id, changed_at, changed_by)
              VALUES ('{tenant}', now(), '{mark}')
              """),
          ofATenant(
              "approval",
              """
              INSERT INTO approval (tenant_id, id, kind, object, payload, requested_by,
                requester_name, requested_at, expires_at)
              VALUES ('{tenant}', '{id}', 'DOMAIN_DELETION', '{mark}', '{}', '{id}',
                '{mark}', now(), now() + interval '7 days')
              """),
          ofThePlatform(
              "platform_setting",
              """
              INSERT INTO platform_setting VALUES ('{mark}', '{mark}', 1, now(), '{mark}@example.org')
              """),
          ofEverybody("quota_default"),
          ofATenant(
              "tenant_quota",
              """
              INSERT INTO tenant_quota (tenant_id, kind, maximum, changed_at, changed_by)
              VALUES ('{tenant}', 'MEMBERS', 49, now(), '{mark}')
              """),
          ofATenant(
              "publish_session",
              """
              INSERT INTO publish_session (tenant_id, id, domain, app, stream, node, boot, software,
                address, started_at, ended_at, reason)
              VALUES ('{tenant}', '{id}', '{mark}.example.org', 'live', '{mark}',
                'node1', 'boot1', '{mark}', '{mark}', now(), now(), 'FINISHED')
              """),
          ofATenant(
              "stream_block",
              """
              INSERT INTO stream_block (tenant_id, domain_id, app, stream, note, created_by)
              VALUES ('{tenant}', '{id}', 'live', '{mark}', '{mark}', '{mark}')
              """),
          ofATenant(
              "viewer_revocation",
              """
              INSERT INTO viewer_revocation (tenant_id, domain_id, id, kind, subject, title, until,
                created_at, created_by)
              VALUES ('{tenant}', '{id}', '{id}', 'USER', '0a0b0c0d0e0f',
                '{mark}', now() + interval '7 days', now(), '{mark}')
              """),
          ofATenant(
              "stream_label",
              """
              INSERT INTO stream_label (tenant_id, domain_id, app, stream, key, value)
              VALUES ('{tenant}', '{id}', 'live', '{mark}', 'event', '{mark}')
              """),
          ofATenant(
              "audit_entry",
              """
              INSERT INTO audit_entry VALUES ('{tenant}', 1, now(), 'PERSON', '{id}', '{mark}',
                '{mark}', '{mark}', '{mark}', 'DOMAIN_ADDED', 'DOMAIN', '{mark}', '{}', '{}',
                sha256('{mark}'), sha256('{mark}'))
              """),
          ofATenant(
              "audit_chain", "INSERT INTO audit_chain VALUES ('{tenant}', 1, sha256('{mark}'))"));

  private TenantFixtures() {}

  /** Both twins' rows in every table. */
  public static void fill(PortalHouse house) {
    for (TenantFixture fixture : ALL) {
      for (Twin twin : List.of(Twin.A, Twin.B)) {
        if (fixture.sight() != TenantFixture.Sight.EVERYBODYS) {
          house.sql(sealed(house, twin, twin.fill(fixture.sql())));
        }
      }
    }
  }

  /** What is counted of the twin's series. */
  private static String ofUsage(String table, String row) {
    return "INSERT INTO "
        + table
        + " SELECT "
        + row
        + " FROM usage_series WHERE tenant_id = '{tenant}'";
  }

  private static String ofAnalytics(String table, String at) {
    return "SELECT analytics_prepare('2026-11-22T12:00:00Z'); INSERT INTO "
        + table
        + " SELECT tenant_id, id, "
        + at
        + ", 60000, 1, 1, 1, 0, 1 FROM analytics_series WHERE tenant_id = '{tenant}'";
  }

  /** By their tables. */
  static Map<String, TenantFixture> byTable() {
    return ALL.stream().collect(Collectors.toMap(TenantFixture::table, Function.identity()));
  }

  /** Secrets that open: otherwise the domain could not be shown to its own tenant. */
  private static String sealed(PortalHouse house, Twin twin, String sql) {
    String filled = sql;
    for (String side : List.of("PUSH", "PLAY")) {
      String context = "signing-key/" + twin.tenant() + "/" + side;
      filled = filled.replace("{sealed:" + side + "}", house.box().seal(twin.secret(), context));
    }
    String token = house.box().seal(twin.secret(), "token-key/" + twin.tenant());
    String store =
        house.box().seal(twin.secret(), "store/%s/%sstore".formatted(twin.tenant(), twin.mark()));
    String callback =
        house.box().seal(twin.secret(), "callback/%s/%s".formatted(twin.tenant(), twin.tenant()));
    return filled
        .replace("{sealed:TOKEN}", token)
        .replace("{sealed:STORE}", store)
        .replace("{sealed:CALLBACK}", callback);
  }
}
