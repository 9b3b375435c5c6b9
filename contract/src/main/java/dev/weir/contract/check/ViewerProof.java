package dev.weir.contract.check;

import dev.weir.contract.policy.PlayPolicy;

/** What a viewer brought along. */
public interface ViewerProof extends Proof {

  /** The session that it goes on with, or begins. To be asked for once the proof is good. */
  Viewing viewing(PlayPolicy play);
}
