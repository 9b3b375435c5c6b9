package dev.weir.contract.check;

import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.policy.Authentication;

/** What was brought along to prove a right. */
public interface Proof {

  /**
   * Whether it continues what an earlier proof began. Then it is always looked at, whether or not
   * the domain asks for proofs.
   */
  boolean continues();

  /** What it is worth under these rules. Found out once, however often it is asked. */
  SignatureCheck check(Authentication authentication);
}
