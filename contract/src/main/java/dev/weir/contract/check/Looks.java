package dev.weir.contract.check;

import dev.weir.contract.access.AddressLiteral;
import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NameRule;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.AccessList.Effect;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.Revocations;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** How single things are looked at, on either side of a domain. */
final class Looks {

  /** Most characters of a stranger's text in a finding. */
  private static final int MAX_TEXT = 200;

  private Looks() {}

  static Finding standing(DomainPolicy policy) {
    return policy.suspended()
        ? refused(FaultCode.TENANT_SUSPENDED, "tenant=" + policy.tenant())
        : Finding.passed();
  }

  static Finding app(Set<AppName> apps, String app) {
    if (!NameRule.accepts(app)) {
      return refused(FaultCode.NAME_INVALID, "app");
    }
    return apps.contains(new AppName(app))
        ? Finding.passed()
        : refused(FaultCode.APP_UNKNOWN, "app=" + app);
  }

  static Finding stream(String stream) {
    return NameRule.accepts(stream) ? Finding.passed() : refused(FaultCode.NAME_INVALID, "stream");
  }

  /** Whoever has no address that can be read is on no list, and is let in by none. */
  static Finding network(AccessList<Cidr> networks, String address) {
    if (networks.effect() == Effect.OFF) {
      return Finding.skipped();
    }
    return AddressLiteral.ofPeer(address)
        .map(from ->
            listed(networks, n -> n.contains(from), FaultCode.NETWORK_REFUSED, "address", address))
        .orElseGet(() -> refused(FaultCode.NETWORK_REFUSED, "address-unreadable=true"));
  }

  static <T> Finding listed(
      AccessList<T> list, Predicate<T> matches, FaultCode refusal, String key, String value) {
    return switch (list.effect()) {
      case OFF -> Finding.skipped();
      case ALLOW ->
          list.first(matches)
              .<Finding>map(entry -> new Finding.Passed(entry.toString()))
              .orElseGet(() -> refused(refusal, key + "=" + text(value) + " listed=false"));
      case DENY ->
          list.first(matches)
              .map(entry -> refused(refusal, key + "=" + text(value) + " entry=" + entry))
              .orElse(Finding.passed());
    };
  }

  static Finding proof(Authentication authentication, Proof proof, String app, String stream) {
    if (!authentication.required() && !proof.continues()) {
      return Finding.skipped();
    }
    return switch (proof.check(authentication)) {
      case SignatureCheck.Valid valid -> new Finding.Passed(valid.keyId());
      case SignatureCheck.Refused refused ->
          refused(refused.code(), "stream=" + text(app + "/" + stream));
    };
  }

  /** A proof may say where alone it is good. */
  static Finding proofNetwork(Authentication authentication, Proof proof, String address) {
    boolean asked = authentication.required() || proof.continues();
    if (!asked || !(proof.check(authentication) instanceof SignatureCheck.Valid valid)) {
      return Finding.skipped();
    }
    Optional<Cidr> network = valid.limits().network();
    if (network.isEmpty()) {
      return Finding.skipped();
    }
    return AddressLiteral.ofPeer(address).filter(network.get()::contains).isPresent()
        ? new Finding.Passed(network.get().toString())
        : refused(
            FaultCode.PROOF_ADDRESS_WRONG, "address=" + address + " network=" + network.get());
  }

  /** Names that are none cannot be blocked. */
  static Finding block(
      DomainPolicy policy, DomainName pushDomain, String app, String stream, Instant now) {
    if (policy.blocks().until().isEmpty() || !NameRule.accepts(app) || !NameRule.accepts(stream)) {
      return Finding.passed();
    }
    StreamAddress address =
        new StreamAddress(policy.tenant(), pushDomain, new AppName(app), new StreamName(stream));
    return policy.blocks().holds(address, now)
        ? refused(FaultCode.STREAM_BLOCKED, "stream=" + address)
        : Finding.passed();
  }

  static Finding revocation(ViewerQuestion asked, PlayPolicy play) {
    Revocations revocations = asked.policy().revocations();
    if (revocations.isEmpty()) {
      return Finding.passed();
    }
    Viewing viewing = asked.proof().viewing(play);
    return revocations
        .ending(viewing.viewer(), viewing.begunAt(), asked.visitor().address(), asked.now())
        .map(entry -> refused(FaultCode.VIEWER_ENDED, entry))
        .orElse(Finding.passed());
  }

  static Finding refused(FaultCode code, String detail) {
    return new Finding.Refused(code, detail);
  }

  /** What a stranger chose, so that it cannot look like something else beside it. */
  private static String text(String value) {
    int length = Math.min(value.length(), MAX_TEXT);
    StringBuilder plain = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      plain.append(c < ' ' || c == '"' || c == '\\' || c >= 0x7F ? '?' : c);
    }
    return plain.toString();
  }
}
