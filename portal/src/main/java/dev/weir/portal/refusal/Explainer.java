package dev.weir.portal.refusal;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.SignatureAnatomy;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.SignedUrl;
import dev.weir.contract.access.UserMarks;
import dev.weir.contract.check.Door;
import dev.weir.contract.check.Finding;
import dev.weir.contract.check.PublisherCheck;
import dev.weir.contract.check.PublisherQuestion;
import dev.weir.contract.check.RefusedVisit;
import dev.weir.contract.check.ViewerCheck;
import dev.weir.contract.check.ViewerProof;
import dev.weir.contract.check.ViewerQuestion;
import dev.weir.contract.check.Viewing;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.contract.policy.Revocations;
import dev.weir.portal.refusal.Explanation.Line;
import dev.weir.portal.refusal.Explanation.Result;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes all checks of a request, the first that refuses and those behind it.
 *
 * @param policy of the domain, as it is now
 * @param marks by which it knows users
 * @param door what was come for
 * @param asked what was asked
 * @param from who asked
 * @param at when
 * @param told what the door said, when there was a refusal
 */
record Explainer(
    DomainPolicy policy,
    UserMarks marks,
    Door door,
    RefusedVisit.Asked asked,
    RefusedVisit.From from,
    Instant at,
    Optional<Explanation.Told> told) {

  /** Behind the checks. */
  private static final String LATER = "LATER";

  /** How the path of a request in a session is written down. */
  private static final String SESSION = "/~/";

  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Explains.
   *
   * @param secrets whether the reader may know what a right signature would be
   */
  Explanation explain(boolean secrets) {
    return new Explanation(
        policy.domain(),
        door,
        asked,
        from,
        at,
        told,
        lines(),
        secrets && !isJudgedThere() ? authentication().map(this::anatomy) : Optional.empty());
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>(checks());
    Optional<Explanation.Told> later = told.filter(said -> !isOfChecks(said.code()));
    lines.add(
        new Line(
            LATER,
            later.isPresent() ? Result.REFUSED : Result.UNKNOWN,
            later.map(Explanation.Told::code),
            later.map(Explanation.Told::detail).orElse("")));
    return lines;
  }

  private List<Line> checks() {
    return switch (door) {
      case PLAY -> {
        ViewerQuestion question =
            new ViewerQuestion(
                policy, asked.app(), asked.stream(), protocol(), from, new Shown(), at);
        yield Arrays.stream(ViewerCheck.values())
            .map(check ->
                check == ViewerCheck.REVOCATION
                    ? revocation(check.look(question))
                    : line(check.name(), check.look(question)))
            .toList();
      }
      case PUBLISH -> {
        PublisherQuestion question =
            new PublisherQuestion(policy, asked.app(), asked.stream(), from, new Shown(), at);
        yield Arrays.stream(PublisherCheck.values())
            .map(check -> line(check.name(), check.look(question)))
            .toList();
      }
    };
  }

  private Line line(String check, Finding finding) {
    return switch (finding) {
      case Finding.Passed passed when check.equals("PROOF") && isJudgedThere() && !wasProven() ->
          new Line(check, Result.UNKNOWN, Optional.empty(), passed.because());
      case Finding.Passed passed ->
          new Line(check, Result.PASSED, Optional.empty(), passed.because());
      case Finding.Skipped _ -> new Line(check, Result.SKIPPED, Optional.empty(), "");
      case Finding.Refused refused when from.address().isEmpty() && isAboutNetworks(check) ->
          new Line(check, Result.UNKNOWN, Optional.of(refused.code()), "");
      case Finding.Refused refused ->
          new Line(check, Result.REFUSED, Optional.of(refused.code()), refused.detail());
    };
  }

  /** Whose session or token it was, gateways alone can tell. */
  private Line revocation(Finding found) {
    String name = ViewerCheck.REVOCATION.name();
    if (isJudgedThere() && wasEnded()) {
      String detail = told.map(Explanation.Told::detail).orElse("");
      return new Line(name, Result.REFUSED, Optional.of(FaultCode.VIEWER_ENDED), detail);
    }
    Revocations ended = policy.revocations();
    boolean open =
        isJudgedThere()
            ? !ended.isEmpty() && !wentOn()
            : !ended.networks().isEmpty() && from.address().isEmpty();
    return open && found instanceof Finding.Passed
        ? new Line(name, Result.UNKNOWN, Optional.empty(), "")
        : line(name, found);
  }

  private boolean wasEnded() {
    return told.filter(said -> said.code() == FaultCode.VIEWER_ENDED).isPresent();
  }

  private static boolean isAboutNetworks(String check) {
    return check.contains("NETWORK");
  }

  private PlayProtocol protocol() {
    return Arrays.stream(PlayProtocol.values())
        .filter(known -> known.name().equals(asked.protocol()))
        .findFirst()
        .orElse(PlayProtocol.RTMP);
  }

  /** What is found out behind all checks: room, tickets, places, the tenant's own say. */
  private static boolean isOfChecks(FaultCode code) {
    return switch (code) {
      case TENANT_SUSPENDED,
          DOMAIN_NOT_FOR_PLAY,
          DOMAIN_NOT_FOR_PUSH,
          APP_UNKNOWN,
          NAME_INVALID,
          PROTOCOL_REFUSED,
          NETWORK_REFUSED,
          REFERER_REFUSED,
          AGENT_REFUSED,
          PUBLISH_NAME_RESERVED,
          STREAM_NAME_REFUSED,
          SIGNATURE_MISSING,
          SIGNATURE_MALFORMED,
          SIGNATURE_WRONG,
          SIGNATURE_EXPIRED,
          SIGNATURE_TYPE_REFUSED,
          PROOF_NOT_YET_VALID,
          PROOF_ADDRESS_WRONG,
          STREAM_BLOCKED,
          VIEWER_ENDED ->
          true;
      default -> isOfGateways(code);
    };
  }

  /** What only gateways can tell of a session or a playback token. */
  private static boolean isOfGateways(FaultCode code) {
    return switch (code) {
      case SESSION_INVALID,
          SESSION_EXPIRED,
          TOKEN_MALFORMED,
          TOKEN_WRONG,
          TOKEN_EXPIRED,
          TOKEN_SCOPE_WRONG ->
          true;
      default -> false;
    };
  }

  private boolean inSession() {
    return asked.path().contains(SESSION);
  }

  /** Whether the door came to the end of its checks. */
  private boolean wentOn() {
    return told.filter(said -> !isOfChecks(said.code())).isPresent();
  }

  /** Whether the door came as far as to ask who has ended the viewing, which it does last. */
  private boolean wasProven() {
    return wentOn() || wasEnded();
  }

  /** A playback token may have come in a header, too; then the door's word tells of it. */
  private boolean isJudgedThere() {
    return inSession()
        || ("&" + asked.query()).contains("&" + SignedUrl.TOKEN + "=")
        || told.filter(said -> isOfGateways(said.code())).isPresent();
  }

  private Optional<Authentication> authentication() {
    return switch (door) {
      case PLAY -> policy.play().map(PlayPolicy::authentication);
      case PUBLISH -> policy.push().map(PushPolicy::authentication);
    };
  }

  private SignatureAnatomy anatomy(Authentication authentication) {
    return authentication.explain(new SignedUrl(asked.path(), asked.query()), at);
  }

  /** What the request showed; of what gateways alone can judge, what they said. */
  private final class Shown implements ViewerProof {

    @Override
    public boolean continues() {
      return inSession();
    }

    @Override
    public SignatureCheck check(Authentication authentication) {
      if (!isJudgedThere()) {
        return anatomy(authentication).check();
      }
      return told.map(Explanation.Told::code)
          .filter(Explainer::isOfGateways)
          .<SignatureCheck>map(SignatureCheck.Refused::new)
          .orElseGet(() -> new SignatureCheck.Valid("", Instant.MAX, ProofLimits.none()));
    }

    /** The one that would begin now, of the user whom the signature names. */
    @Override
    public Viewing viewing(PlayPolicy play) {
      Authentication authentication = play.authentication();
      String user =
          authentication.required() && check(authentication) instanceof SignatureCheck.Valid valid
              ? valid.limits().user()
              : "";
      ViewerId viewer =
          user.isEmpty()
              ? ViewerId.random(RANDOM)
              : ViewerId.of(marks.of(play.pushDomain(), user), RANDOM);
      return new Viewing(viewer, at);
    }
  }
}
