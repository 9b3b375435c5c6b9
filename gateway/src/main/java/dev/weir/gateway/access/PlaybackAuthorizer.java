package dev.weir.gateway.access;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.access.TypeASignature;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NameRule;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.gateway.directory.PlayDirectory;
import dev.weir.gateway.quota.TenantQuotas;
import dev.weir.gateway.viewer.SessionCheck;
import dev.weir.gateway.viewer.SessionScope;
import dev.weir.gateway.viewer.SessionTokens;
import dev.weir.gateway.viewer.ViewerCensus;
import dev.weir.gateway.viewer.ViewerSession;
import dev.weir.runtime.clock.TimeSource;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether a viewer may watch. FLV, WebSocket, HLS, RTMP and the watch page all ask here, so
 * that no protocol is a way around another. What cannot be decided is refused.
 */
public final class PlaybackAuthorizer {

  private final PlayDirectory directory;
  private final SessionTokens tokens;
  private final ViewerCensus census;
  private final TenantQuotas quotas;
  private final RefusalLog refusals;
  private final TimeSource time;
  private final SecureRandom random = new SecureRandom();

  /** Wires the rules to what they are decided from. */
  public PlaybackAuthorizer(
      PlayDirectory directory,
      SessionTokens tokens,
      ViewerCensus census,
      TenantQuotas quotas,
      RefusalLog refusals,
      TimeSource time) {
    this.directory = directory;
    this.tokens = tokens;
    this.census = census;
    this.quotas = quotas;
    this.refusals = refusals;
    this.time = time;
  }

  /** Decides, and counts and logs a refusal, once. */
  public PlaybackDecision decide(PlaybackRequest request) {
    try {
      return new PlaybackDecision.Granted(check(request));
    } catch (WeirFault refused) {
      refusals.refused(request, refused);
      return new PlaybackDecision.Refused(refused.code());
    }
  }

  /** The checks, in order: what is cheap and says least about the tenant comes first. */
  private PlayGrant check(PlaybackRequest request) {
    DomainName domain = directory.domain(request.host(), request.tlsServerName());
    DomainPolicy policy = directory.policy(domain);
    PlayPolicy play = directory.play(policy);
    AppName app = app(play, request);
    StreamName stream = stream(request);
    StreamAddress address = new StreamAddress(policy.tenant(), play.pushDomain(), app, stream);
    SessionScope scope = SessionScope.of(domain, app, stream);
    return switch (request.credential()) {
      case Credential.UrlSignature signature -> {
        SignatureCheck.Valid proof = signed(play, signature);
        requireUnblocked(policy, address);
        requireRoom(policy, play);
        yield new PlayGrant(
            domain,
            play,
            address,
            request.protocol(),
            begin(play),
            proof.keyId(),
            proof.limits(),
            request.asker());
      }
      case Credential.SessionToken token -> {
        ViewerSession session = resume(token, scope);
        requireUnblocked(policy, address);
        if (isOneMore(request.protocol())) {
          requireRoom(policy, play);
        }
        yield new PlayGrant(
            domain,
            play,
            address,
            request.protocol(),
            session,
            "",
            ProofLimits.none(),
            request.asker());
      }
    };
  }

  /**
   * Whether a grant still holds; the reason when it does not. Rules change and sessions end while a
   * response runs, so whoever delivers one asks again.
   */
  public Optional<FaultCode> recheck(PlayGrant grant) {
    try {
      DomainPolicy policy = directory.policy(grant.domain());
      PlayPolicy play = directory.play(policy);
      if (policy.blocks().holds(grant.address(), time.now())) {
        return Optional.of(FaultCode.STREAM_BLOCKED);
      }
      if (!play.apps().contains(grant.app())) {
        return Optional.of(FaultCode.APP_UNKNOWN);
      }
      if (!play.pushDomain().equals(grant.address().pushDomain())) {
        return Optional.of(FaultCode.STREAM_NOT_LIVE);
      }
      boolean keyRevoked =
          play.authentication().required()
              && !grant.signingKeyId().isEmpty()
              && play.authentication().keys().keys().stream()
                  .noneMatch(k -> k.id().equals(grant.signingKeyId()));
      if (keyRevoked) {
        return Optional.of(FaultCode.SIGNATURE_WRONG);
      }
      return grant.session().expired(time.now())
          ? Optional.of(FaultCode.SESSION_EXPIRED)
          : Optional.empty();
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

  private static AppName app(PlayPolicy play, PlaybackRequest request) {
    if (!NameRule.accepts(request.app())) {
      throw new WeirFault(FaultCode.NAME_INVALID, "app");
    }
    AppName app = new AppName(request.app());
    if (!play.apps().contains(app)) {
      throw new WeirFault(FaultCode.APP_UNKNOWN, "app=" + app);
    }
    return app;
  }

  private static StreamName stream(PlaybackRequest request) {
    if (!NameRule.accepts(request.stream())) {
      throw new WeirFault(FaultCode.NAME_INVALID, "stream");
    }
    return new StreamName(request.stream());
  }

  /** What was proven; nothing, under no key, when the domain is open. */
  private SignatureCheck.Valid signed(PlayPolicy play, Credential.UrlSignature signature) {
    if (!play.authentication().required()) {
      return new SignatureCheck.Valid("", Instant.MAX, ProofLimits.none());
    }
    SignatureCheck check =
        TypeASignature.verify(
            signature.signedPath(),
            signature.authKey(),
            play.authentication().keys(),
            play.authentication().validity(),
            time.now());
    return switch (check) {
      case SignatureCheck.Valid valid -> valid;
      case SignatureCheck.Refused refused ->
          throw new WeirFault(refused.code(), "path=" + signature.signedPath());
    };
  }

  private void requireUnblocked(DomainPolicy policy, StreamAddress address) {
    if (policy.blocks().holds(address, time.now())) {
      throw new WeirFault(FaultCode.STREAM_BLOCKED, "stream=" + address);
    }
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

  private ViewerSession begin(PlayPolicy play) {
    Instant expiresAt = time.now().plus(play.sessionLifetime());
    return new ViewerSession(ViewerId.random(random), expiresAt);
  }

  private ViewerSession resume(Credential.SessionToken token, SessionScope scope) {
    return switch (tokens.verify(token.token(), scope, time.now())) {
      case SessionCheck.Valid valid -> valid.session();
      case SessionCheck.Refused refused ->
          throw new WeirFault(refused.code(), "scope=" + scope.app() + "/" + scope.stream());
    };
  }
}
