package dev.weir.portal.domain.settings;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.portal.audit.AuditFacts;
import java.util.List;

/**
 * Rules for the viewers of a play domain. They apply now, to those who are watching, too.
 *
 * @param pushDomain the push domain whose streams are played
 * @param sessionLifetimeS how long a viewer's session lasts, seconds
 * @param corsOrigins origins that may read media from scripts; {@code *} alone allows any
 * @param frameAncestors origins that may embed the watch page; {@code *} alone allows any
 * @param container what HLS segments are made of unless a player asks otherwise
 * @param maxViewers most viewers at once
 */
public record PlaySettings(
    DomainName pushDomain,
    int sessionLifetimeS,
    List<String> corsOrigins,
    List<String> frameAncestors,
    HlsContainer container,
    int maxViewers) {

  /** Throws {@code WeirFault SETTING_INVALID} for what is out of its range. */
  public PlaySettings {
    corsOrigins = List.copyOf(corsOrigins);
    frameAncestors = List.copyOf(frameAncestors);
    Range.SESSION_LIFETIME_S.require("session-lifetime", sessionLifetimeS);
    Range.VIEWERS.require("max-viewers", maxViewers);
    if (!WebOrigins.fit(corsOrigins) || !WebOrigins.fit(frameAncestors)) {
      throw new WeirFault(FaultCode.SETTING_INVALID, "origins");
    }
  }

  AuditFacts facts() {
    return AuditFacts.none()
        .with("plays", pushDomain.value())
        .with("session lifetime, s", sessionLifetimeS)
        .with("scripts from", corsOrigins)
        .with("embedded by", frameAncestors)
        .with("container", container.name())
        .with("viewers at most", maxViewers);
  }
}
