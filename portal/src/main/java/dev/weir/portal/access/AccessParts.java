package dev.weir.portal.access;

import dev.weir.portal.domain.Side;
import java.util.List;

/** The parts that the settings of a side have, in the order of their page. */
final class AccessParts {

  static final AccessPart PROOFS = new ProofPart();
  static final AccessPart REMOTE = new RemotePart();

  private static final AccessPart PUBLISHERS = new PublisherPart();
  private static final AccessPart VIEWERS = new ViewerPart();

  private AccessParts() {}

  /** The rules of a side. */
  static AccessPart rules(Side side) {
    return switch (side) {
      case PUSH -> PUBLISHERS;
      case PLAY -> VIEWERS;
    };
  }

  static List<AccessPart> of(Side side) {
    return switch (side) {
      case PUSH -> List.of(PROOFS, PUBLISHERS);
      case PLAY -> List.of(PROOFS, VIEWERS, REMOTE);
    };
  }
}
