package dev.weir.portal.domain;

import dev.weir.contract.access.TokenKey;
import dev.weir.runtime.secrets.SealedBox;

/** How keys of playback tokens rest: sealed, and bound to their domain. */
public final class TokenKeySeal {

  private final SealedBox box;

  /** Seals in this box. */
  public TokenKeySeal(SealedBox box) {
    this.box = box;
  }

  /** The secret or public key as it is stored. */
  public String seal(DomainId domain, TokenKey key) {
    return box.seal(key.material(), PolicyRows.tokenContext(domain.value()));
  }
}
