package dev.weir.contract.policy;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.live.PlayProtocol;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which viewers a play domain lets in, whatever they can prove.
 *
 * @param networks where they may come from
 * @param referers hosts of the pages that players may stand in, such as {@code *.example.com}
 * @param emptyReferer whether one who names no page may enter while {@code referers} is looked at:
 *     players other than browsers name none
 * @param agents what players may call themselves ({@code User-Agent})
 * @param protocols how streams may be received
 * @param renditions in which qualities streams may be watched, by the names of templates; {@link
 *     dev.weir.contract.ladder.TemplateId#SOURCE} is the stream as it is pushed
 */
public record ViewerRules(
    AccessList<Cidr> networks,
    AccessList<Wildcard> referers,
    boolean emptyReferer,
    AccessList<Wildcard> agents,
    Set<PlayProtocol> protocols,
    AccessList<Wildcard> renditions) {

  private static final ViewerRules NONE =
      new ViewerRules(
          AccessList.off(),
          AccessList.off(),
          true,
          AccessList.off(),
          EnumSet.allOf(PlayProtocol.class),
          AccessList.off());

  /** Copies the set. */
  public ViewerRules {
    protocols = Set.copyOf(protocols);
  }

  /** Rules that open all renditions. */
  public ViewerRules(
      AccessList<Cidr> networks,
      AccessList<Wildcard> referers,
      boolean emptyReferer,
      AccessList<Wildcard> agents,
      Set<PlayProtocol> protocols) {
    this(networks, referers, emptyReferer, agents, protocols, AccessList.off());
  }

  /** Everybody may enter. */
  public static ViewerRules none() {
    return NONE;
  }
}
