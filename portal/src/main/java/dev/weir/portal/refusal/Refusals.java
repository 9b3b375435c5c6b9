package dev.weir.portal.refusal;

import dev.weir.contract.access.UserMarks;
import dev.weir.contract.check.Door;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.domain.DomainStore;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.refusal.RefusalBoard;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who was not let in, and why. Whoever may see streams may ask; what a right signature would have
 * been is told to those who may sign. Where Redis is away, {@code WeirFault
 * LIVE_STATE_UNAVAILABLE}.
 */
public final class Refusals {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private static final Comparator<CauseCount> MOST_FIRST =
      Comparator.comparing((CauseCount count) -> count.cause().domain())
          .thenComparing(CauseCount::count, Comparator.reverseOrder())
          .thenComparing(count -> count.cause().code());

  private final DomainStore domains;
  private final RefusalBoard board;
  private final UserMarks marks;
  private final TimeSource time;

  /**
   * Explains by the rules of {@code domains} what doors told {@code board}.
   *
   * @param marks by which the rules know users
   */
  public Refusals(DomainStore domains, RefusalBoard board, UserMarks marks, TimeSource time) {
    this.domains = domains;
    this.board = board;
    this.marks = marks;
    this.time = time;
  }

  /** The tenant's last refusals, newest first. */
  public List<RefusedVisit> last(Actor actor) {
    actor.require(Permission.STREAMS_READ);
    return known(board.last(actor.tenant()));
  }

  /** How many there were in the last 24 hours, by domain and cause. */
  public List<CauseCount> counts(Actor actor) {
    actor.require(Permission.STREAMS_READ);
    return known(board.counts(actor.tenant())).entrySet().stream()
        .map(entry -> new CauseCount(entry.getKey(), entry.getValue()))
        .sorted(MOST_FIRST)
        .toList();
  }

  /**
   * Explains. Throws {@code WeirFault}: {@code REQUEST_MALFORMED} for what is neither an address
   * nor the id of a request, {@code DOMAIN_UNKNOWN} for an address of no domain of the tenant's,
   * {@code NOT_FOUND} for a refusal that nobody told of, or that is forgotten.
   */
  public Explanation explain(Actor actor, RefusalQuestion question) {
    actor.require(Permission.STREAMS_READ);
    boolean secrets = actor.may(Permission.URLS_SIGN);
    String what = question.what().strip();
    if (!what.contains("/")) {
      return explain(actor, known(actor, what)).explain(secrets);
    }
    PastedAddress address =
        PastedAddress.read(what)
            .orElseThrow(() -> new WeirFault(FaultCode.REQUEST_MALFORMED, "no address"));
    DomainPolicy policy = own(actor, address.domain());
    Door door =
        question
            .door()
            .filter(_ -> address.rtmp())
            .orElse(address.rtmp() && policy.push().isPresent() ? Door.PUBLISH : Door.PLAY);
    return new Explainer(
            policy, marks, door, address.asked(), question.from(), time.now(), Optional.empty())
        .explain(secrets);
  }

  private RefusedVisit known(Actor actor, String id) {
    return last(actor).stream()
        .filter(visit -> visit.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new WeirFault(FaultCode.NOT_FOUND, "no refusal with this id"));
  }

  private Explainer explain(Actor actor, RefusedVisit visit) {
    return new Explainer(
        own(actor, visit.domain()),
        marks,
        visit.door(),
        visit.asked(),
        visit.from(),
        visit.at(),
        Optional.of(new Explanation.Told(visit.id(), visit.code(), visit.detail())));
  }

  private DomainPolicy own(Actor actor, DomainName name) {
    return domains.of(actor.tenant()).policies().stream()
        .filter(policy -> policy.domain().equals(name))
        .findFirst()
        .orElseThrow(() -> new WeirFault(FaultCode.DOMAIN_UNKNOWN, "domain=" + name));
  }

  private static <T> T known(Future<T> answer) {
    try {
      return answer.await();
    } catch (Exception unanswered) {
      LOG.warn("event=portal.refusals.unknown cause={}", String.valueOf(unanswered));
      throw new WeirFault(FaultCode.LIVE_STATE_UNAVAILABLE, "refusals");
    }
  }
}
