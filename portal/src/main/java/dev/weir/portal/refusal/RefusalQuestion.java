package dev.weir.portal.refusal;

import dev.weir.contract.check.Door;
import dev.weir.contract.check.PageHost;
import dev.weir.contract.check.RefusedVisit;
import java.util.Optional;

/**
 * What somebody wants to have explained.
 *
 * @param what an address, or the id of a refused request
 * @param door what for, where an address leaves it open
 * @param address of the viewer or encoder, as text; empty when it is not known
 * @param referer the page that the player stands in; empty for none
 * @param agent what the player calls itself; empty for nothing
 */
public record RefusalQuestion(
    String what, Optional<Door> door, String address, String referer, String agent) {

  /** About an address or an id alone. */
  public static RefusalQuestion of(String what) {
    return new RefusalQuestion(what, Optional.empty(), "", "", "");
  }

  RefusedVisit.From from() {
    return new RefusedVisit.From(address.strip(), PageHost.of(referer.strip()), agent.strip());
  }
}
