package dev.weir.portal.domain;

import dev.weir.contract.access.SigningKey;
import dev.weir.runtime.secrets.SealedBox;

/** How signing keys rest: sealed, and bound to their domain and side. */
public final class SigningKeySeal {

  private final SealedBox box;

  /** Seals in this box. */
  public SigningKeySeal(SealedBox box) {
    this.box = box;
  }

  /** A key as it is stored. */
  public String seal(DomainId domain, Side side, SigningKey key) {
    return box.seal(key.secret(), PolicyRows.context(domain.value(), side));
  }

  /** The key again; throws {@code UnopenedException} when it is another domain's. */
  public SigningKey open(DomainId domain, Side side, String name, String sealed) {
    return new SigningKey(name, box.open(sealed, PolicyRows.context(domain.value(), side)));
  }
}
