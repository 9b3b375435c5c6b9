package dev.weir.portal.access;

import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.contract.policy.ViewerRules;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.audit.Masked;
import dev.weir.portal.domain.access.AccessDocument;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.domain.access.EntryKind;
import dev.weir.portal.domain.access.Proofs;
import java.net.URI;
import java.util.Optional;

/** Access settings as the audit log tells them. */
final class AccessFacts {

  private AccessFacts() {}

  static AuditFacts of(AccessSettings settings) {
    Proofs proofs = settings.proofs();
    AuditFacts facts =
        AuditFacts.none()
            .with("signature required", proofs.required())
            .with("signatures", AccessDocument.names(proofs.signatures()))
            .with("signature validity, s", proofs.validityS());
    return switch (settings) {
      case AccessSettings.OfPublishers publishers -> {
        AuditFacts more =
            list(
                facts.with("side", "PUSH"),
                "networks",
                EntryKind.NETWORK,
                publishers.rules().networks());
        yield list(more, "streams", EntryKind.STREAM, publishers.rules().streams());
      }
      case AccessSettings.OfViewers viewers ->
          remote(viewers(facts.with("side", "PLAY"), viewers.rules()), viewers.remote());
    };
  }

  private static AuditFacts viewers(AuditFacts facts, ViewerRules rules) {
    AuditFacts networks = list(facts, "networks", EntryKind.NETWORK, rules.networks());
    AuditFacts referers = list(networks, "websites", EntryKind.HOST, rules.referers());
    return list(referers, "players", EntryKind.AGENT, rules.agents())
        .with("without a website", rules.emptyReferer())
        .with("protocols", AccessDocument.names(rules.protocols()));
  }

  private static <T> AuditFacts list(
      AuditFacts facts, String name, EntryKind<T> kind, AccessList<T> list) {
    AuditFacts effect = facts.with(name, AccessDocument.name(list.effect()));
    return list.entries().isEmpty()
        ? effect
        : effect
            .with(name + ", entries", list.entries().size())
            .with(name + ", list", list.entries().stream().map(kind.write()).toList());
  }

  private static AuditFacts remote(AuditFacts facts, Optional<RemoteAuthorization> remote) {
    return remote
        .map(asked -> {
          URI endpoint = asked.endpoint();
          AuditFacts told =
              facts
                  .with("endpoint", endpoint.getScheme() + "://" + endpoint.getRawAuthority())
                  .with("endpoint, ms", asked.timeout().toMillis())
                  .with("endpoint, silent", asked.admitUnanswered() ? "admit" : "refuse")
                  .with("endpoint, facts", AccessDocument.names(asked.facts()))
                  .with("endpoint, admission, s", asked.remembersAdmission().toSeconds())
                  .with("endpoint, refusal, s", asked.remembersRefusal().toSeconds());
          // A path or a query may hold what lets one in there.
          String rest = endpoint.toString().substring(prefix(endpoint));
          return rest.length() <= 1 ? told : told.with("endpoint, path", Masked.of(rest));
        })
        .orElse(facts);
  }

  private static int prefix(URI endpoint) {
    return (endpoint.getScheme() + "://" + endpoint.getRawAuthority()).length();
  }
}
