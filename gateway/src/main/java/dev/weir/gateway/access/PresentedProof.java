package dev.weir.gateway.access;

import dev.weir.contract.access.ProofLimits;
import dev.weir.contract.access.SignatureCheck;
import dev.weir.contract.check.ViewerProof;
import dev.weir.contract.check.Viewing;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.ladder.TemplateId;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.StreamLadder;
import dev.weir.gateway.viewer.SessionCheck;
import dev.weir.gateway.viewer.SessionScope;
import dev.weir.gateway.viewer.SessionTokens;
import dev.weir.gateway.viewer.ViewerSession;
import dev.weir.runtime.token.PlaybackTokens;
import dev.weir.runtime.token.TokenScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one request brought along. Verified at most once; one thread. */
final class PresentedProof implements ViewerProof {

  private static final SignatureCheck.Valid NOTHING =
      new SignatureCheck.Valid("", Instant.MAX, ProofLimits.none());

  private final PlaybackRequest request;
  private final DomainName domain;
  private final Supplier<StreamLadder> ladderOfRequest;
  private final SessionTokens tokens;
  private final PlaybackTokens playbackTokens;
  private final Instant now;

  private @Nullable StreamLadder ladder;
  private @Nullable SignatureCheck check;
  private @Nullable ViewerSession session;

  /**
   * What {@code request} brought along.
   *
   * @param ladder of the stream that it asks for; asked when its names are known to be some
   */
  PresentedProof(
      PlaybackRequest request,
      DomainName domain,
      Supplier<StreamLadder> ladder,
      SessionTokens tokens,
      PlaybackTokens playbackTokens,
      Instant now) {
    this.request = request;
    this.domain = domain;
    this.ladderOfRequest = ladder;
    this.tokens = tokens;
    this.playbackTokens = playbackTokens;
    this.now = now;
  }

  @Override
  public boolean continues() {
    return switch (request.credential()) {
      case Credential.UrlSignature _ -> false;
      case Credential.SessionToken _ -> true;
    };
  }

  @Override
  public SignatureCheck check(Authentication authentication) {
    SignatureCheck known = check;
    if (known == null) {
      known = verify(authentication);
      check = known;
    }
    return known;
  }

  /** What there is of the stream. */
  StreamLadder ladder() {
    StreamLadder known = ladder;
    if (known == null) {
      known = ladderOfRequest.get();
      ladder = known;
    }
    return known;
  }

  /** What was proven; nothing, under no key, when nobody asked. */
  SignatureCheck.Valid proven() {
    return check instanceof SignatureCheck.Valid valid ? valid : NOTHING;
  }

  @Override
  public Viewing viewing(PlayPolicy play) {
    ViewerSession mine = session(play);
    return new Viewing(mine.viewer(), mine.begunAt());
  }

  /** The session that was brought along, or that is begun, once. */
  ViewerSession session(PlayPolicy play) {
    ViewerSession known = session;
    if (known == null) {
      known = tokens.begin(play.pushDomain(), proven(), play.sessionLifetime(), now);
      session = known;
    }
    return known;
  }

  private SignatureCheck verify(Authentication authentication) {
    return switch (request.credential()) {
      case Credential.UrlSignature shown -> verify(authentication, shown);
      case Credential.SessionToken(String token) -> resume(authentication, token);
    };
  }

  /** A token decides where tokens are taken; elsewhere the parameter means something else. */
  private SignatureCheck verify(Authentication authentication, Credential.UrlSignature shown) {
    if (!authentication.tokenKeys().isEmpty()) {
      Optional<String> token = shown.token();
      if (token.isPresent()) {
        TokenScope scope =
            new TokenScope(domain, new AppName(request.app()), new StreamName(request.stream()));
        return playbackTokens.verify(authentication.tokenKeys(), scope, token.get(), now);
      }
    }
    return authentication.check(shown.url(), now);
  }

  private SignatureCheck resume(Authentication authentication, String token) {
    return switch (tokens.verify(token, scopes(), request.asker().address(), now)) {
      case SessionCheck.Valid valid when !valid.session().key().suffices(authentication) ->
          new SignatureCheck.Refused(FaultCode.SESSION_INVALID);
      case SessionCheck.Valid valid -> {
        session = valid.session();
        yield new SignatureCheck.Valid("", valid.session().expiresAt(), limits(valid.scope()));
      }
      case SessionCheck.Refused refused -> new SignatureCheck.Refused(refused.code());
    };
  }

  /** A session is for all of a stream, or up to one of its renditions. */
  private List<SessionScope> scopes() {
    SessionScope all = SessionScope.of(domain, new AppName(request.app()), ladder().source());
    if (ladder().rungs().isEmpty()) {
      return List.of(all);
    }
    Stream<TemplateId> tops =
        Stream.concat(
            ladder().rungs().stream().map(Template::id),
            ladder().rendition(new StreamName(request.stream())).stream());
    return Stream.concat(Stream.of(all), tops.distinct().map(top -> all.upTo(top.value())))
        .toList();
  }

  private static ProofLimits limits(SessionScope scope) {
    return ProofLimits.none().upTo(scope.topRendition());
  }
}
