package dev.weir.gateway.access;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.check.Finding;
import dev.weir.contract.check.ViewerCheck;
import dev.weir.contract.check.ViewerQuestion;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.AccessList.Effect;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.StreamLadder;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.quota.TenantQuotas;
import dev.weir.gateway.viewer.SessionTokens;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.guess.GuessLimits;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides whether a viewer may watch. FLV, WebSocket, HLS, RTMP and the watch page all ask here, so
 * that no protocol is a way around another. What cannot be decided is refused.
 */
public final class PlaybackAuthorizer {

  private final PlayDirectory directory;
  private final SessionTokens tokens;
  private final ProofRooms proofs;
  private final ViewerCensus census;
  private final TenantQuotas quotas;
  private final RefusalLog refusals;
  private final TimeSource time;
  private final GuessLimits guesses;

  /** Wires the rules to what they are decided from. */
  public PlaybackAuthorizer(
      PlayDirectory directory,
      SessionTokens tokens,
      ProofRooms proofs,
      ViewerCensus census,
      TenantQuotas quotas,
      RefusalLog refusals,
      TimeSource time) {
    this.directory = directory;
    this.tokens = tokens;
    this.proofs = proofs;
    this.census = census;
    this.quotas = quotas;
    this.refusals = refusals;
    this.time = time;
    this.guesses = new GuessLimits(time);
  }

  /** Decides, and counts and logs a refusal, once. Nobody is waited for here. */
  public PlaybackDecision decide(PlaybackRequest request) {
    try {
      PlayGrant grant = check(request, true);
      return proofs.lastWord().isNeeded(request, grant)
          ? new PlaybackDecision.Pending(
              grant.address(), () -> told(request, grant, proofs.lastWord().on(request, grant)))
          : granted(grant);
    } catch (WeirFault refused) {
      return refused(request, refused);
    }
  }

  /**
   * Decides whether somebody may see a picture of a stream: whoever could begin to watch it,
   * whether or not there is room. It makes nobody a viewer: no place is taken, and no ticket is
   * spent.
   */
  public PlaybackDecision decideGlance(PlaybackRequest request) {
    try {
      PlayGrant grant = check(request, false);
      return proofs.lastWord().isNeededForGlance(request, grant)
          ? new PlaybackDecision.Pending(
              grant.address(),
              () -> told(request, grant, proofs.lastWord().onGlance(request, grant)))
          : granted(grant);
    } catch (WeirFault refused) {
      return refused(request, refused);
    }
  }

  private Future<PlaybackDecision.Made> told(
      PlaybackRequest request, PlayGrant grant, Future<Void> word) {
    return word.map(_ -> granted(grant))
        .otherwise(objection ->
            refused(
                request,
                objection instanceof WeirFault fault
                    ? fault
                    : new WeirFault(FaultCode.INTERNAL, String.valueOf(objection))));
  }

  /** Somebody who was let in has left before watching: what was taken meanwhile is given back. */
  public void unused(PlayGrant grant) {
    proofs.lastWord().giveBack(grant);
  }

  private PlaybackDecision.Made granted(PlayGrant grant) {
    refusals.admitted(grant);
    return new PlaybackDecision.Granted(grant);
  }

  private PlaybackDecision.Made refused(PlaybackRequest request, WeirFault fault) {
    refusals.refused(request, fault);
    return new PlaybackDecision.Refused(fault.code());
  }

  /** The domain, then {@link ViewerCheck}'s order, then whether there is room. */
  private PlayGrant check(PlaybackRequest request, boolean toWatch) {
    DomainName domain = directory.domain(request.host(), request.tlsServerName());
    DomainPolicy policy = directory.policy(domain);
    Instant now = time.now();
    PresentedProof proof =
        new PresentedProof(
            request, domain, () -> ladder(policy, request), tokens, proofs.tokens(), now);
    ViewerQuestion question =
        new ViewerQuestion(
            policy,
            request.app(),
            request.stream(),
            request.protocol(),
            request.asker(),
            proof,
            now);
    Optional<Finding.Refused> refusal = refusal(question, proof::ladder);
    if (refusal.isPresent()) {
      throw fault(question, refusal.get());
    }
    PlayPolicy play = directory.play(policy);
    StreamLadder ladder = proof.ladder();
    StreamName stream = new StreamName(request.stream());
    SignatureCheck.Valid proven = proof.proven();
    ProofLimits limits = limits(ladder, stream, proven.limits());
    if (toWatch
        && isOneMore(request.protocol())
        && !ladder.permits(stream, limits.topRendition())) {
      throw closed(stream, limits);
    }
    if (toWatch && (!proof.continues() || isOneMore(request.protocol()))) {
      requireRoom(policy, play);
    }
    return new PlayGrant(
        domain,
        play,
        new StreamAddress(policy.tenant(), play.pushDomain(), new AppName(request.app()), stream),
        request.protocol(),
        proof.session(play),
        proven.keyId(),
        limits,
        ladder,
        proven.validUntil(),
        request.asker());
  }

  /** A rendition is blocked with what it is made of, too. */
  private static Optional<Finding.Refused> refusal(
      ViewerQuestion question, Supplier<StreamLadder> ladder) {
    Optional<Finding.Refused> refusal = ViewerCheck.refusal(question);
    if (refusal.isPresent()) {
      return refusal;
    }
    String source = ladder.get().source().value();
    return !source.equals(question.stream())
            && ViewerCheck.BLOCK.look(question.about(source)) instanceof Finding.Refused blocked
        ? Optional.of(blocked)
        : Optional.empty();
  }

  private StreamLadder ladder(DomainPolicy policy, PlaybackRequest request) {
    return directory.ladder(
        directory.play(policy), new AppName(request.app()), new StreamName(request.stream()));
  }

  /** Who asks for a rendition by its name gets no better one by the session that begins then. */
  private static ProofLimits limits(StreamLadder ladder, StreamName stream, ProofLimits proven) {
    String top = proven.topRendition();
    if (!ladder.permits(stream, top)) {
      return proven.upTo(ladder.limit(top));
    }
    return proven.upTo(
        ladder.rendition(stream).map(TemplateId::value).orElseGet(() -> ladder.limit(top)));
  }

  private static WeirFault closed(StreamName stream, ProofLimits limits) {
    return new WeirFault(
        FaultCode.RENDITION_REFUSED, "stream=%s top=%s".formatted(stream, limits.topRendition()));
  }

  private boolean isClosed(PlayGrant grant, PlayPolicy play) {
    String top = grant.limits().topRendition();
    StreamName stream = grant.address().stream();
    boolean limited = !top.isEmpty() || play.rules().renditions().effect() != Effect.OFF;
    return limited && !directory.ladder(play, grant.app(), stream).permits(stream, top);
  }

  /** Whoever is wrong too often is told that alone; a right proof is never taken for a guess. */
  private WeirFault fault(ViewerQuestion question, Finding.Refused refused) {
    boolean tooOften =
        GuessLimits.isGuess(refused.code())
            && guesses.exceeded(question.policy().domain(), question.visitor().address());
    return new WeirFault(tooOften ? FaultCode.GUESSES_EXCEEDED : refused.code(), refused.detail());
  }

  /**
   * Whether a grant still holds; the reason when it does not. Rules change and sessions end while a
   * response runs, so whoever delivers one asks again.
   */
  public Optional<FaultCode> recheck(PlayGrant grant) {
    try {
      DomainPolicy policy = directory.policy(grant.domain());
      Instant now = time.now();
      ViewerQuestion question =
          new ViewerQuestion(
              policy,
              grant.app().value(),
              grant.address().stream().value(),
              grant.protocol(),
              grant.asker(),
              new HeldProof(grant, now),
              now);
      Optional<Finding.Refused> refusal = refusal(question, grant::ladder);
      if (refusal.isPresent()) {
        return Optional.of(refusal.get().code());
      }
      PlayPolicy play = directory.play(policy);
      if (isClosed(grant, play)) {
        return Optional.of(FaultCode.RENDITION_REFUSED);
      }
      boolean paired = play.pushDomain().equals(grant.address().pushDomain());
      return paired ? Optional.empty() : Optional.of(FaultCode.STREAM_NOT_LIVE);
    } catch (WeirFault refused) {
      return Optional.of(refused.code());
    }
  }

  /**
   * Whether nothing has changed that a grant was made from. Policies come as whole snapshots, so
   * the same snapshot is the same rules; another one may say the same, and is not looked at here.
   */
  public boolean isUnchanged(PlayGrant grant) {
    return directory.hasPolicy(grant.domain(), grant.policy())
        && !grant.session().expired(time.now());
  }

  /** An HLS session is one viewer, whatever it asks for; each connection of the others is one. */
  private static boolean isOneMore(PlayProtocol protocol) {
    return switch (protocol) {
      case HLS, HLS_TS -> false;
      case HTTP_FLV, WEBSOCKET_FLV, RTMP -> true;
    };
  }

  /** On the domain here, and in the tenant's quota on all gateways. */
  private void requireRoom(DomainPolicy policy, PlayPolicy play) {
    int viewers = census.viewers(policy.domain());
    if (viewers >= play.maxViewers()) {
      throw new WeirFault(
          FaultCode.TENANT_VIEWERS_EXCEEDED,
          "domain=%s viewers=%d limit=%d".formatted(policy.domain(), viewers, play.maxViewers()));
    }
    quotas.admit(policy.tenant(), policy.quota());
  }
}
