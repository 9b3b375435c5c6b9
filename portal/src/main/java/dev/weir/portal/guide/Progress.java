package dev.weir.portal.guide;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.domain.Domain;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far somebody is, by what is so and not by what was clicked. Pure.
 *
 * @param steps those that this person can take, in order
 * @param done those that are done
 * @param domain the push domain that is furthest; empty without one
 * @param stream a stream that is live now, or was last; empty before the first
 * @param live whether anything is live now
 * @param putAway whether the person wants the guide out of the way
 */
public record Progress(
    List<GuideStep> steps,
    Set<GuideStep> done,
    Optional<Domain> domain,
    Optional<StreamAddress> stream,
    boolean live,
    boolean putAway) {

  /** Copies the collections. */
  public Progress {
    steps = List.copyOf(steps);
    done = Set.copyOf(done);
  }

  /** The first step that is left; empty when all are done. */
  public Optional<GuideStep> next() {
    return steps.stream().filter(step -> !done.contains(step)).findFirst();
  }

  /** How many of the steps are done. */
  public long doneCount() {
    return steps.stream().filter(done::contains).count();
  }

  /** Whether the guide is what the person comes home to. */
  public boolean isHome() {
    return !live && !putAway && next().isPresent();
  }
}
