package dev.weir.portal.guide;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.account.secondfactor.SecondFactors;
import dev.weir.portal.domain.Domain;
import dev.weir.portal.domain.DomainState;
import dev.weir.portal.domain.Domains;
import dev.weir.portal.history.HistoryQuery;
import dev.weir.portal.history.PublishHistory;
import dev.weir.portal.history.PublishRecord;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.PersonId;
import dev.weir.portal.identity.Who;
import dev.weir.portal.member.Invitations;
import dev.weir.portal.member.Members;
import dev.weir.portal.stream.LiveStreams;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.live.LiveEntry;
import dev.weir.runtime.postgres.Database;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out how far somebody is. It asks the rooms that know; what none of them keeps, it remembers
 * once it has seen it. For virtual threads.
 */
public final class Guide {

  /** Publishes among which one is looked for that brought something. */
  private static final int LAST_PUBLISHES = 20;

  /** One is whoever looks at the guide, which plays the stream. */
  private static final int VIEWERS_OF_A_SHARED_STREAM = 2;

  /** From the furthest to the one that is furthest from it. */
  private static final List<DomainState> BY_PROGRESS =
      List.of(
          DomainState.ONLINE,
          DomainState.CONFIGURING,
          DomainState.PENDING,
          DomainState.FAILED,
          DomainState.DISABLED);

  private final Rooms rooms;
  private final GuideStore store;

  /** Asks these, and remembers in this database. */
  public Guide(Rooms rooms, Database database, TimeSource time) {
    this.rooms = rooms;
    this.store = new GuideStore(database, time);
  }

  /** The rooms that know. */
  public record Rooms(
      Domains domains,
      LiveStreams live,
      PublishHistory history,
      Members members,
      Invitations invitations,
      SecondFactors factors) {}

  /** How far a person is. Wants {@link Permission#URLS_SIGN}: the guide shows push addresses. */
  public Progress progress(Actor actor) {
    actor.require(Permission.URLS_SIGN);
    PersonId person = self(actor);
    GuideStore.Remembered remembered = store.read(actor.tenant(), person);
    List<LiveEntry> live = rooms.live().of(actor.tenant()).orElse(List.of());
    List<PublishRecord> past =
        rooms.history().search(actor, HistoryQuery.everything(), LAST_PUBLISHES).records();
    Optional<Domain> domain = furthest(rooms.domains().list(actor));

    Set<GuideStep> done = EnumSet.noneOf(GuideStep.class);
    domain.ifPresent(known -> done.add(GuideStep.DOMAIN));
    if (domain.filter(known -> known.state() == DomainState.ONLINE).isPresent()) {
      done.add(GuideStep.ONLINE);
    }
    if (pictured(actor, remembered, live, past)) {
      // Whoever got that far is not sent back for a domain that was switched off since.
      done.addAll(EnumSet.of(GuideStep.DOMAIN, GuideStep.ONLINE, GuideStep.PICTURE));
    }
    if (shared(actor, remembered, live)) {
      done.add(GuideStep.SHARED);
    }
    if (invites(actor) && hasCompany(actor)) {
      done.add(GuideStep.COLLEAGUE);
    }
    if (rooms.factors().has(person)) {
      done.add(GuideStep.SECOND_FACTOR);
    }
    return new Progress(
        steps(actor), done, domain, stream(live, past), !live.isEmpty(), remembered.putAway());
  }

  /** Whether there is a guide for somebody at all. */
  public static boolean isFor(Actor actor) {
    return actor.may(Permission.URLS_SIGN) && actor.who() instanceof Who.Person;
  }

  /** Takes the guide out of a person's way, or brings it back. A view of one's own: not audited. */
  public void putAway(Actor actor, boolean away) {
    actor.require(Permission.URLS_SIGN);
    store.putAway(actor.tenant(), self(actor), away);
  }

  private boolean pictured(
      Actor actor,
      GuideStore.Remembered remembered,
      List<LiveEntry> live,
      List<PublishRecord> past) {
    if (remembered.pictured()) {
      return true;
    }
    boolean seen =
        live.stream().anyMatch(entry -> !entry.stream().tracks().isEmpty())
            || past.stream().flatMap(one -> one.end().stream()).anyMatch(end -> end.bytes() > 0);
    if (seen) {
      store.pictured(actor.tenant());
    }
    return seen;
  }

  private boolean shared(Actor actor, GuideStore.Remembered remembered, List<LiveEntry> live) {
    if (remembered.shared()) {
      return true;
    }
    boolean seen =
        live.stream().anyMatch(entry -> entry.totalViewers() >= VIEWERS_OF_A_SHARED_STREAM);
    if (seen) {
      store.shared(actor.tenant());
    }
    return seen;
  }

  private boolean hasCompany(Actor actor) {
    return rooms.members().list(actor).size() > 1 || !rooms.invitations().list(actor).isEmpty();
  }

  private static boolean invites(Actor actor) {
    return actor.may(Permission.MEMBERS_WRITE);
  }

  private static List<GuideStep> steps(Actor actor) {
    EnumSet<GuideStep> steps = EnumSet.allOf(GuideStep.class);
    if (!invites(actor)) {
      steps.remove(GuideStep.COLLEAGUE);
    }
    return List.copyOf(steps);
  }

  private static Optional<Domain> furthest(List<Domain> domains) {
    return domains.stream()
        .filter(domain -> domain.use().push() && BY_PROGRESS.contains(domain.state()))
        .min(Comparator.comparingInt(domain -> BY_PROGRESS.indexOf(domain.state())));
  }

  /** What is live comes before what was; what shows something before what is only there. */
  private static Optional<StreamAddress> stream(List<LiveEntry> live, List<PublishRecord> past) {
    return live.stream()
        .max(Comparator.comparingInt(entry -> entry.stream().tracks().size()))
        .map(entry -> entry.stream().address())
        .or(() -> past.stream().findFirst().map(record -> record.begin().address()));
  }

  private static PersonId self(Actor actor) {
    if (actor.who() instanceof Who.Person person) {
      return person.id();
    }
    throw new WeirFault(FaultCode.FORBIDDEN, "the guide is for people: " + actor.who());
  }
}
