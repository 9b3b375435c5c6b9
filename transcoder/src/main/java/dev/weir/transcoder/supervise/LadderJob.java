package dev.weir.transcoder.supervise;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.ladder.Watermark;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.LadderReport.RungState;
import dev.weir.media.flv.FlvTag;
import dev.weir.stream.fanout.Loop;
import dev.weir.stream.hub.LiveStream;
import dev.weir.stream.hub.StreamListener;
import dev.weir.transcoder.ladder.LadderPlan;
import dev.weir.transcoder.ladder.Rung;
import dev.weir.transcoder.ladder.SourceLimits;
import dev.weir.transcoder.process.ExitReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ladder of one live stream: at most one process at a time, begun at a key frame. Lives on the
 * stream's loop, and never keeps the stream waiting.
 */
final class LadderJob implements StreamListener {

  /** How long a ladder waits that the node has no room for at all. */
  static final Duration NO_ROOM = Duration.ofSeconds(30);

  /**
   * For so long a ladder on demand is made, whoever asks again: whoever asked waits for its
   * beginning, and does not ask again meanwhile.
   */
  static final Duration AWAITED = Duration.ofSeconds(10);

  /** Least time from one start to the next, however often a source changes what it is. */
  static final Duration APART = Duration.ofSeconds(1);

  private final JobRooms rooms;
  private final LiveStream source;
  private final Loop loop;
  private final Runnable onOver;

  private final SourceWatch watch = new SourceWatch();
  private final SourceMeasure measure = new SourceMeasure();
  private final Demand demand = new Demand();
  private final Patience patience = new Patience(ThreadLocalRandom.current());
  private final Map<TemplateId, Rendition> renditions = new LinkedHashMap<>();
  private List<Template> templates = List.of();
  private Optional<Watermark> watermark = Optional.empty();
  private boolean planned;
  private Loop.@Nullable Timer pause;
  private final CompletableFuture<Void> halted = new CompletableFuture<>();
  private final Standing standing = new Standing();
  private @Nullable LadderRun run;
  private @Nullable Grant grant;
  private int affordable = Integer.MAX_VALUE;
  private boolean present = true;
  private boolean halting;
  private boolean resting;
  private boolean over;

  /**
   * Begins to follow a stream.
   *
   * @param onOver called once, when nothing of the job is left
   */
  LadderJob(JobRooms rooms, LiveStream source, Runnable onOver) {
    this.rooms = rooms;
    this.source = source;
    this.loop = source.loop();
    this.onOver = onOver;
    readRule();
  }

  @Override
  public void onTag(FlvTag tag) {
    boolean another = watch.note(tag);
    if (another) {
      measure.clear();
    }
    boolean changed = measure.note(tag) || another;
    if (changed) {
      planned = false;
    }
    LadderRun running = run;
    if (running != null) {
      if (changed) {
        running.stop(new ExitReason.Stopped());
      } else if (!demand.isAlways() && watch.canBeginWith(tag) && isLeft(running)) {
        resting = true;
        running.stop(new ExitReason.Stopped());
      } else if (SourceWatch.isFirstTrack(tag)) {
        running.offer(tag);
      }
    } else if (isReady() && watch.canBeginWith(tag) && isWanted()) {
      start(tag);
    }
  }

  /** Somebody asks for a rendition; whether it will come of that. Any thread. */
  boolean wanted(TemplateId rendition) {
    return demand.ask(rendition, rooms.time().nanos());
  }

  /** Whether nobody wants any more what is being made. */
  private boolean isLeft(LadderRun running) {
    return !isWanted() && running.age().compareTo(AWAITED) >= 0;
  }

  /** Whoever watches on a connection asks once alone. */
  private boolean isWanted() {
    return demand.isThere(rooms.time().nanos())
        || renditions.values().stream().anyMatch(Rendition::isWatched);
  }

  private boolean isReady() {
    return pause == null && !planned && !halting && !templates.isEmpty();
  }

  @Override
  public void onInterrupted() {
    present = false;
    if (run != null) {
      run.finish();
    }
  }

  @Override
  public void onResumed() {
    present = true;
    planned = false;
    affordable = Integer.MAX_VALUE;
    watch.clear();
    measure.clear();
    if (run != null) {
      run.stop(new ExitReason.Stopped());
    }
  }

  @Override
  public void onEnded() {
    over = true;
    forgetPause();
    if (run == null) {
      end();
    } else {
      run.finish();
    }
  }

  /** The domain's policy has changed. On the loop. */
  void reconsider() {
    if (!over && readRule()) {
      planned = false;
      affordable = Integer.MAX_VALUE;
      patience.succeeded();
      forgetPause();
      if (run != null) {
        run.stop(new ExitReason.Stopped());
      } else {
        endUnwanted(templates.stream().map(Template::id).toList());
      }
    }
  }

  /** The node stops: ends the process, and starts no other. Any thread; done when it is no more. */
  CompletableFuture<Void> halt() {
    try {
      loop.run(() -> {
        halting = true;
        if (run == null) {
          halted.complete(null);
        } else {
          run.stop(new ExitReason.Stopped());
        }
      });
    } catch (RejectedExecutionException loopHasShutDown) {
      halted.complete(null);
    }
    return halted;
  }

  /** Whether what is to be made is something else than before. */
  private boolean readRule() {
    StreamAddress address = source.address();
    Ladders ladders = rooms.ladders(address.pushDomain());
    demand.follow(ladders.rule(address.app(), address.stream()), rooms.viewersAreHeard());
    List<Template> wanted = ladders.encoded(address.app(), address.stream());
    Optional<Watermark> mark = ladders.watermark(address.app(), address.stream());
    boolean changed = !wanted.equals(templates) || !mark.equals(watermark);
    templates = wanted;
    watermark = mark;
    return changed;
  }

  private void start(FlvTag first) {
    planned = true;
    Optional<RungState> excess = SourceLimits.excess(watch.facts()).or(measure::excess);
    if (excess.isPresent()) {
      refuse(excess.get());
      return;
    }
    LadderPlan whole = LadderPlan.of(watch.facts(), templates, watermark);
    StreamAddress address = source.address();
    Grant granted =
        Grant.take(
            rooms,
            address.tenant(),
            whole.encodings(),
            affordable,
            rooms.quota(address.pushDomain()));
    LadderPlan plan = whole.within(granted.encodings());
    standing.planned(templates, whole, plan, granted.shortage());
    tellLeftOut(whole.missingIn(plan), granted);
    granted.keep(plan.encodings());
    endUnwanted(plan.rungs().stream().map(Rung::template).toList());
    List<Rendition> made = new ArrayList<>();
    plan.rungs().forEach(rung -> rendition(rung).ifPresent(made::add));
    if (made.isEmpty()) {
      granted.giveBack();
      if (!whole.rungs().isEmpty()) {
        pause(NO_ROOM);
      }
      return;
    }
    LadderRun started = new LadderRun(plan, made, first.timestampMs(), loop, rooms.time());
    run = started;
    grant = granted;
    rooms.tally().started();
    rooms.log().tell(TranscoderEvent.STARTED, name(), "renditions", names(plan));
    started.start(rooms, address.tenant(), watch.facts(), reason -> exited(started, reason));
    watch.opening(first.timestampMs()).forEach(started::offer);
    started.offer(first);
  }

  /** Nothing is started for it; the source goes on. */
  private void refuse(RungState why) {
    standing.refused(templates, why);
    endUnwanted(List.of());
    rooms.log().tell(TranscoderEvent.REFUSED, name(), "code", why);
  }

  private Optional<Rendition> rendition(Rung rung) {
    StreamAddress address = source.address();
    return rung.template()
        .rendition(address.stream())
        .map(name ->
            renditions.computeIfAbsent(
                rung.template(), _ -> new Rendition(address.named(name), rung, source, rooms)))
        .map(rendition -> {
          rendition.begin(rung);
          return rendition;
        });
  }

  private void exited(LadderRun ended, ExitReason reason) {
    run = null;
    planned = false;
    if (grant != null) {
      grant.giveBack();
      grant = null;
    }
    rooms.tally().exited(reason);
    renditions.values().forEach(Rendition::interrupt);
    if (reason instanceof ExitReason.FellBehind) {
      affordable = Math.max(1, ended.encodings() - 1);
    } else if (ended.wasGood()) {
      patience.succeeded();
    }
    boolean meant =
        reason instanceof ExitReason.Stopped || reason instanceof ExitReason.Finished || !present;
    standing.exited(reason, !meant && !over);
    if (meant || over) {
      rooms
          .log()
          .tell(
              TranscoderEvent.EXITED, name(), "reason", reason.label(), "detail", reason.detail());
      pause(APART.minus(ended.age()));
    } else {
      pauseAfter(reason);
    }
    if (resting) {
      resting = false;
      endUnwanted(List.of());
    }
    if (over) {
      end();
    }
    if (halting) {
      halted.complete(null);
    }
  }

  private void pauseAfter(ExitReason reason) {
    Duration wait = patience.failed();
    rooms
        .log()
        .tell(
            TranscoderEvent.DIED,
            name(),
            "reason",
            reason.label(),
            "detail",
            reason.detail(),
            "tries",
            patience.failures(),
            "waitMs",
            wait.toMillis());
    if (patience.isResigned()) {
      rooms.tally().gaveUp();
      rooms.log().tell(TranscoderEvent.GAVE_UP, name(), "tries", patience.failures());
      endUnwanted(List.of());
    }
    pause(wait);
  }

  private void pause(Duration wait) {
    planned = false;
    if (wait.isPositive() && !over) {
      pause = loop.after(wait.toMillis(), () -> pause = null);
    }
  }

  private void forgetPause() {
    if (pause != null) {
      pause.cancel();
      pause = null;
    }
  }

  /** How it stands; empty for a stream without a ladder. Any thread; answered on the loop. */
  CompletableFuture<Optional<LadderSight>> look() {
    CompletableFuture<Optional<LadderSight>> seen = new CompletableFuture<>();
    try {
      loop.run(() -> seen.complete(templates.isEmpty() ? Optional.empty() : Optional.of(sight())));
    } catch (RejectedExecutionException loopHasShutDown) {
      seen.complete(Optional.empty());
    }
    return seen;
  }

  private LadderSight sight() {
    return standing.sight(
        source.address(),
        state(),
        grant == null ? 0 : grant.encodings(),
        templates,
        renditions,
        run,
        rooms.time().nanos());
  }

  private LadderReport.State state() {
    if (run != null) {
      return LadderReport.State.RUNNING;
    }
    if (standing.isRefused()) {
      return LadderReport.State.REFUSED;
    }
    if (patience.isResigned()) {
      return LadderReport.State.GIVEN_UP;
    }
    return isWanted() ? LadderReport.State.WAITING : LadderReport.State.ASLEEP;
  }

  private void tellLeftOut(List<TemplateId> missing, Grant granted) {
    if (!missing.isEmpty()) {
      rooms.tally().leftOut(missing.size());
      rooms
          .log()
          .tell(
              TranscoderEvent.LEFT_OUT,
              name(),
              "renditions",
              missing,
              "why",
              granted.shortage(),
              "encodings",
              granted.encodings());
    }
  }

  private void endUnwanted(List<TemplateId> wanted) {
    renditions
        .entrySet()
        .removeIf(known -> {
          boolean unwanted = !wanted.contains(known.getKey());
          if (unwanted) {
            known.getValue().end();
          }
          return unwanted;
        });
  }

  private void end() {
    endUnwanted(List.of());
    onOver.run();
  }

  private String name() {
    return source.address().toString();
  }

  private static String names(LadderPlan plan) {
    return plan.rungs().stream()
        .map(rung -> rung.template().value())
        .collect(Collectors.joining(","));
  }
}
