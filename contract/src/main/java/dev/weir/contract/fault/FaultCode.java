package dev.weir.contract.fault;

/**
 * Everything that Weir refuses or fails at, for whatever protocol. The name is the code that peers,
 * log lines, metrics and documents use; a code is never renamed or reused.
 */
public enum FaultCode {
  // Connections and protocol
  CONNECTIONS_EXCEEDED(
      503,
      "NetConnection.Connect.Rejected",
      Blame.OPERATOR,
      true,
      "Too many connections; try again shortly."),
  TLS_HANDSHAKE_FAILED(400, Blame.PEER, false, "The TLS handshake failed."),
  PEER_CLOSED(499, Blame.PEER, true, "The connection was closed by its other end."),
  PEER_STALLED(499, Blame.PEER, true, "The connection made no progress and was closed."),
  SHUTTING_DOWN(
      503,
      "NetConnection.Connect.Rejected",
      Blame.OPERATOR,
      true,
      "The server is shutting down; reconnect."),
  INTERNAL(
      500, "NetConnection.Connect.Rejected", Blame.US, true, "Something went wrong on our side."),
  // RTMP
  RTMP_HANDSHAKE_MALFORMED(400, Blame.PEER, false, "The RTMP handshake is malformed."),
  RTMP_HANDSHAKE_TIMEOUT(408, Blame.PEER, true, "The RTMP handshake took too long."),
  RTMP_CONNECT_TIMEOUT(408, Blame.PEER, true, "No connect command arrived in time."),
  RTMP_COMMAND_TIMEOUT(408, Blame.PEER, true, "No publish or play command arrived in time."),
  RTMP_CHUNK_MALFORMED(400, Blame.PEER, false, "An RTMP chunk is malformed."),
  RTMP_CHUNK_SIZE_INVALID(400, Blame.PEER, false, "The announced RTMP chunk size is out of range."),
  RTMP_MESSAGE_TOO_LARGE(413, Blame.PEER, false, "An RTMP message is larger than allowed."),
  RTMP_CHUNK_STREAMS_EXCEEDED(400, Blame.PEER, false, "Too many RTMP chunk streams are open."),
  RTMP_UNFINISHED_BYTES_EXCEEDED(
      413, Blame.PEER, false, "Too many bytes of unfinished RTMP messages."),
  RTMP_CONTROL_MALFORMED(400, Blame.PEER, false, "An RTMP control message is malformed."),
  RTMP_AMF_MALFORMED(400, Blame.PEER, false, "An RTMP command cannot be read."),
  RTMP_COMMAND_UNEXPECTED(400, Blame.PEER, false, "An RTMP command arrived at the wrong moment."),
  RTMP_ROLE_ABSENT(
      404,
      "NetConnection.Connect.Rejected",
      Blame.OPERATOR,
      false,
      "This server does not offer that; use its other address."),
  // Publishing
  PUBLISHER_SILENT(408, Blame.PEER, true, "The publisher sent nothing for too long."),
  PUBLISH_NAME_TAKEN(
      409,
      "NetStream.Publish.BadName",
      Blame.PEER,
      true,
      "Somebody is already publishing under this name."),
  PUBLISH_TAKEN_OVER(409, Blame.PEER, false, "Another publisher took this name over."),
  PUBLISH_MEDIA_MALFORMED(400, Blame.PEER, false, "The published media cannot be read."),
  PUBLISH_STREAMS_EXCEEDED(
      403,
      "NetStream.Publish.Denied",
      Blame.TENANT,
      true,
      "The number of live streams has reached its limit."),
  TENANT_STREAMS_EXCEEDED(
      403,
      "NetStream.Publish.Denied",
      Blame.TENANT,
      true,
      "The tenant has as many live streams as its quota allows."),
  PUBLISH_NAME_RESERVED(
      403,
      "NetStream.Publish.BadName",
      Blame.PEER,
      false,
      "Names that end like a rendition cannot be published."),
  // Access
  DOMAIN_UNKNOWN(
      403,
      "NetConnection.Connect.Rejected",
      Blame.TENANT,
      false,
      "This domain is not served here."),
  TENANT_SUSPENDED(
      403,
      "NetConnection.Connect.Rejected",
      Blame.TENANT,
      false,
      "This service is suspended; whoever runs the domain knows more."),
  DOMAIN_NOT_FOR_PUSH(
      403,
      "NetConnection.Connect.Rejected",
      Blame.TENANT,
      false,
      "This domain does not accept publishers."),
  DOMAIN_NOT_FOR_PLAY(
      403,
      "NetConnection.Connect.Rejected",
      Blame.TENANT,
      false,
      "This domain does not serve viewers."),
  DOMAIN_MISDIRECTED(
      421,
      "NetConnection.Connect.Rejected",
      Blame.PEER,
      true,
      "This connection was opened for another domain; use a new one."),
  HTTPS_REQUIRED(
      403,
      "NetConnection.Connect.Rejected",
      Blame.PEER,
      false,
      "This domain is served over HTTPS only."),
  APP_UNKNOWN(404, "NetConnection.Connect.Rejected", Blame.PEER, false, "There is no such app."),
  NAME_INVALID(
      400,
      "NetStream.Publish.BadName",
      Blame.PEER,
      false,
      "A name in the URL has characters that are not allowed."),
  SIGNATURE_MISSING(403, "NetStream.Publish.Denied", Blame.PEER, false, "The URL is not signed."),
  SIGNATURE_MALFORMED(
      403,
      "NetStream.Publish.Denied",
      Blame.PEER,
      false,
      "The signature of the URL cannot be read."),
  SIGNATURE_WRONG(
      403,
      "NetStream.Publish.Denied",
      Blame.PEER,
      false,
      "The signature of the URL does not match."),
  SIGNATURE_EXPIRED(
      403,
      "NetStream.Publish.Denied",
      Blame.PEER,
      false,
      "The URL has expired; ask for a new one."),
  SIGNATURE_TYPE_REFUSED(
      403,
      "NetStream.Publish.Denied",
      Blame.PEER,
      false,
      "URLs signed in this way are not accepted here."),
  PROOF_NOT_YET_VALID(
      403, "NetStream.Publish.Denied", Blame.PEER, true, "The URL is not valid yet."),
  PROOF_ADDRESS_WRONG(
      403,
      "NetStream.Publish.Denied",
      Blame.PEER,
      false,
      "The URL was made for another network address."),
  TOKEN_MALFORMED(
      403, "NetStream.Play.Failed", Blame.PEER, false, "The playback token cannot be read."),
  TOKEN_WRONG(
      403, "NetStream.Play.Failed", Blame.PEER, false, "The playback token is not genuine."),
  TOKEN_EXPIRED(
      403,
      "NetStream.Play.Failed",
      Blame.PEER,
      false,
      "The playback token has expired; ask for a new one."),
  TOKEN_SCOPE_WRONG(
      403, "NetStream.Play.Failed", Blame.PEER, false, "The playback token is for another stream."),
  TICKET_SPENT(
      403, "NetStream.Play.Failed", Blame.PEER, false, "The ticket has been used already."),
  TICKET_UNAVAILABLE(
      503,
      "NetStream.Play.Failed",
      Blame.OPERATOR,
      true,
      "Tickets cannot be checked right now; try again shortly."),
  NETWORK_REFUSED(
      403, "NetStream.Publish.Denied", Blame.TENANT, false, "Nobody is let in from this network."),
  REFERER_REFUSED(
      403,
      "NetStream.Play.Failed",
      Blame.TENANT,
      false,
      "The stream may not be shown on this page."),
  AGENT_REFUSED(403, "NetStream.Play.Failed", Blame.TENANT, false, "This player is not let in."),
  PROTOCOL_REFUSED(
      403,
      "NetStream.Play.Failed",
      Blame.TENANT,
      false,
      "Streams of this domain are not delivered in this way."),
  STREAM_NAME_REFUSED(
      403,
      "NetStream.Publish.Denied",
      Blame.TENANT,
      false,
      "Streams of this name may not be published here."),
  RENDITION_REFUSED(
      403,
      "NetStream.Play.Failed",
      Blame.PEER,
      false,
      "The URL or session opens lower qualities of this stream alone."),
  REMOTE_REFUSED(
      403,
      "NetStream.Play.Failed",
      Blame.TENANT,
      false,
      "The owner of the stream does not let this viewer in."),
  REMOTE_UNAVAILABLE(
      503,
      "NetStream.Play.Failed",
      Blame.TENANT,
      true,
      "The owner of the stream cannot be asked right now; try again shortly."),
  USER_CONCURRENCY_EXCEEDED(
      403,
      "NetStream.Play.Failed",
      Blame.PEER,
      true,
      "This person is watching in as many places as allowed."),
  VIEWER_ENDED(
      403,
      "NetStream.Play.Failed",
      Blame.TENANT,
      false,
      "The owner of the stream ended this viewing."),
  GUESSES_EXCEEDED(
      429,
      "NetStream.Publish.Denied",
      Blame.PEER,
      true,
      "Too many wrong URLs came from this network; try again later."),
  CERTIFICATE_INVALID(400, Blame.TENANT, false, "The certificate cannot be used."),
  SESSION_INVALID(
      403, "NetStream.Play.Failed", Blame.PEER, false, "The viewing session is not valid."),
  SESSION_EXPIRED(
      403,
      "NetStream.Play.Failed",
      Blame.PEER,
      false,
      "The viewing session has expired; open the page again."),
  POLICY_UNAVAILABLE(
      503,
      "NetConnection.Connect.Rejected",
      Blame.OPERATOR,
      true,
      "The rules of this domain are not known yet; try again shortly."),
  TENANT_VIEWERS_EXCEEDED(
      403,
      "NetStream.Play.Failed",
      Blame.TENANT,
      true,
      "The number of viewers has reached its limit."),
  TENANT_EGRESS_EXCEEDED(
      403,
      "NetStream.Play.Failed",
      Blame.TENANT,
      true,
      "As much is sent to viewers as the tenant's quota allows."),
  SERVER_BUSY(
      503,
      "NetStream.Play.Failed",
      Blame.OPERATOR,
      true,
      "The server has no room for another viewer right now; try again shortly."),
  // Playback
  STREAM_NOT_LIVE(
      404, "NetStream.Play.StreamNotFound", Blame.PEER, true, "The stream is not live."),
  STREAM_ENDED(410, "NetStream.Play.StreamNotFound", Blame.PEER, true, "The stream has ended."),
  STREAM_BLOCKED(
      403, "NetStream.Publish.Denied", Blame.TENANT, false, "The stream is blocked by its owner."),
  STREAM_ENDED_BY_TENANT(
      410, "NetStream.Unpublish.Success", Blame.TENANT, true, "The stream was ended by its owner."),
  STREAM_UNREACHABLE(
      503,
      "NetStream.Play.Failed",
      Blame.OPERATOR,
      true,
      "The stream cannot be reached from here right now; try again shortly."),
  SNAPSHOT_NOT_TAKEN(
      404,
      "NetStream.Play.Failed",
      Blame.PEER,
      true,
      "There is no picture of the stream in this format, or none yet."),
  SEGMENT_UNKNOWN(404, "NetStream.Play.Failed", Blame.PEER, true, "There is no such segment."),
  SEGMENT_GONE(
      410, "NetStream.Play.Failed", Blame.PEER, false, "The segment has left the live window."),
  CODEC_NOT_IN_CONTAINER(
      406,
      "NetStream.Play.Failed",
      Blame.TENANT,
      false,
      "The codecs of this stream cannot be carried in the container asked for."),
  PLAYLIST_DIRECTIVE_INVALID(
      400,
      "NetStream.Play.Failed",
      Blame.PEER,
      false,
      "The playlist request asks for something that cannot come."),
  PLAYLIST_WAIT_TIMEOUT(
      503, "NetStream.Play.Failed", Blame.PEER, true, "The playlist did not advance in time."),
  VIEWER_TOO_SLOW(408, Blame.PEER, true, "The viewer did not keep up with the stream."),
  // HTTP
  REQUEST_MALFORMED(400, Blame.PEER, false, "The request is malformed."),
  PATH_MALFORMED(400, Blame.PEER, false, "The path of the request is malformed."),
  METHOD_NOT_ALLOWED(405, Blame.PEER, false, "This method is not offered here."),
  NOT_FOUND(404, Blame.PEER, false, "There is nothing here."),
  REQUEST_TIMEOUT(408, Blame.PEER, true, "The request took too long to arrive."),
  BODY_TOO_LARGE(413, Blame.PEER, false, "The request is larger than allowed."),
  RANGE_NOT_SATISFIABLE(416, Blame.PEER, false, "The range of bytes asked for does not exist."),
  URI_TOO_LONG(414, Blame.PEER, false, "The request line is too long."),
  HEADERS_TOO_LARGE(431, Blame.PEER, false, "The header of the request is larger than allowed."),
  EXPECTATION_FAILED(417, Blame.PEER, false, "The expectation of the request cannot be met."),
  TOO_MANY_REQUESTS(429, Blame.PEER, true, "Too many requests; slow down."),
  UNAUTHENTICATED(401, Blame.PEER, false, "Sign in first."),
  FORBIDDEN(403, Blame.PEER, false, "This is not yours to do."),
  FORM_INVALID(400, Blame.PEER, false, "A field of the form is missing or wrong."),
  DOMAIN_NAME_INVALID(422, Blame.PEER, false, "This is not a name that a domain can have here."),
  DOMAIN_TAKEN(409, Blame.TENANT, false, "Somebody else has proven that this domain is theirs."),
  DOMAIN_EXISTS(409, Blame.TENANT, false, "You have this domain already."),
  DOMAIN_IN_USE(
      409,
      Blame.TENANT,
      false,
      "Other domains play the streams of this one; pair them with another first."),
  DOMAIN_STATE_UNFIT(409, Blame.TENANT, false, "The domain's state does not allow this now."),
  APP_EXISTS(409, Blame.TENANT, false, "The domain has this app already."),
  TEMPLATE_EXISTS(409, Blame.TENANT, false, "There is a template of this name already."),
  TEMPLATE_IN_USE(
      409, Blame.TENANT, false, "Ladder rules of a domain name this template; change them first."),
  TEMPLATE_PRESET(
      409, Blame.TENANT, false, "Presets are the same for everybody; make a template of your own."),
  TEMPLATE_UNKNOWN(422, Blame.TENANT, false, "A ladder rule names a template that is not there."),
  WATERMARK_EXISTS(409, Blame.TENANT, false, "There is a watermark of this name already."),
  WATERMARK_IN_USE(
      409, Blame.TENANT, false, "Ladder rules of a domain name this watermark; change them first."),
  WATERMARK_UNKNOWN(422, Blame.TENANT, false, "A ladder rule names a watermark that is not there."),
  WATERMARKS_FULL(
      409, Blame.TENANT, false, "There are as many watermarks as there can be; delete one first."),
  IMAGE_INVALID(422, Blame.PEER, false, "This image cannot be used: it must be a small PNG."),
  SETTING_INVALID(422, Blame.PEER, false, "A setting is out of its range."),
  SIGNING_KEYS_FULL(
      409, Blame.TENANT, false, "There are two signing keys already; delete one first."),
  SIGNING_KEY_LAST(
      409, Blame.TENANT, false, "The only signing key cannot be deleted; make another first."),
  TOKEN_KEY_EXISTS(409, Blame.TENANT, false, "There is a token key of this name already."),
  TOKEN_KEYS_FULL(
      409, Blame.TENANT, false, "The domain has as many token keys as it can; delete one first."),
  TOKEN_KEY_INVALID(422, Blame.PEER, false, "This is no key that tokens can be verified with."),
  REQUEST_INVALID(
      400, Blame.PEER, false, "The request does not say what the API's document asks for."),
  REQUEST_IN_PROGRESS(
      409,
      Blame.PEER,
      true,
      "The first request with this idempotency key is still being answered."),
  IDEMPOTENCY_KEY_REUSED(
      422, Blame.PEER, false, "This idempotency key was used for another request."),
  PRECONDITION_REQUIRED(428, Blame.PEER, false, "Say which version you have seen, with If-Match."),
  PRECONDITION_FAILED(
      412,
      Blame.PEER,
      false,
      "It was changed since the version that you have seen; read it again."),
  EDIT_CONFLICT(
      409,
      Blame.PEER,
      false,
      "Somebody else changed this meanwhile; look at what they set and decide again."),
  QUOTA_EXCEEDED(403, Blame.TENANT, false, "The tenant has as many as its quota allows."),
  LAST_OWNER(
      409,
      Blame.TENANT,
      false,
      "A tenant keeps at least one owner; make somebody else an owner first."),
  MEMBER_EXISTS(409, Blame.TENANT, false, "This person is here already."),
  INVITATION_EXISTS(409, Blame.TENANT, false, "This person is invited already."),
  INVITATION_OVER(
      410,
      Blame.PEER,
      false,
      "This invitation was used, withdrawn or replaced, or is too old; ask for a new one."),
  APPROVAL_BY_ANOTHER(403, Blame.PEER, false, "Somebody other than who asked has to decide this."),
  APPROVAL_OVER(409, Blame.PEER, false, "This request was decided already, or is too old."),
  APPROVER_MISSING(409, Blame.TENANT, false, "There is nobody else to decide."),
  RECORDING_GOES_ON(409, Blame.PEER, true, "The recording is still being written."),
  BLOCKS_EXCEEDED(
      409,
      Blame.TENANT,
      false,
      "So many streams of the domain are blocked that there is no room for another."),
  REVOCATIONS_EXCEEDED(
      409,
      Blame.TENANT,
      false,
      "So many viewers of the domain are kept out that there is no room for another."),
  CSRF_FAILED(403, Blame.PEER, true, "The page was open for too long; load it again."),
  DATABASE_UNAVAILABLE(
      503, Blame.OPERATOR, true, "The portal cannot reach its database; live streams go on."),
  LIVE_STATE_UNAVAILABLE(
      503, Blame.OPERATOR, true, "What is live cannot be told right now; live streams go on."),
  // What is kept
  STORAGE_UNAVAILABLE(
      503,
      Blame.OPERATOR,
      true,
      "The object store cannot be reached right now; try again shortly."),
  STORAGE_REFUSED(
      502, Blame.OPERATOR, false, "The object store does not accept what Weir asks of it."),
  STORAGE_FULL(507, Blame.OPERATOR, true, "There is no room left in the object store."),
  OBJECT_ABSENT(404, Blame.PEER, false, "There is no such object in the store."),
  OBJECT_ARCHIVED(
      409,
      Blame.TENANT,
      true,
      "It lies in an archive, and has to be brought back there before it can be read."),
  STORE_ABSENT(
      409, Blame.TENANT, false, "The store that this lies in is not known to Weir any more."),
  STORE_EXISTS(409, Blame.TENANT, false, "There is a store of this name."),
  STORE_IN_USE(409, Blame.TENANT, false, "Rules name this store, or recordings lie in it."),
  STORES_EXCEEDED(409, Blame.TENANT, false, "There are as many stores as there can be."),
  ALARM_RULES_EXCEEDED(
      409, Blame.TENANT, false, "There are as many rules for alarms as there can be."),
  ALARM_SILENCES_EXCEEDED(
      409, Blame.TENANT, false, "There are as many silences of alarms as there can be."),
  ALARM_RULE_BUILT_IN(
      409, Blame.TENANT, false, "Everybody has this rule: it can be turned off, and not deleted."),
  CALLBACKS_EXCEEDED(409, Blame.TENANT, false, "There are as many callbacks as there can be."),
  RECORDING_EMPTY(410, Blame.PEER, false, "The recording ended before there was anything in it."),
  RECORDING_SPOOL_FULL(
      507, Blame.OPERATOR, true, "There is no room left for recordings; live streams go on."),
  RECORDING_UNREADABLE(500, Blame.US, false, "What was recorded cannot be read any more."),
  // Going back in a stream
  SHIFT_NOT_OFFERED(404, Blame.TENANT, false, "Viewers of this stream cannot go back in it."),
  SHIFT_TIME_MALFORMED(400, Blame.PEER, false, "The time to go back to cannot be read."),
  SHIFT_BEYOND_WINDOW(
      410, Blame.PEER, false, "That is longer ago than viewers of this stream can go back."),
  SHIFT_IN_FUTURE(404, Blame.PEER, true, "That has not happened yet."),
  SHIFT_TOO_LONG(400, Blame.PEER, false, "So long a time is not listed at once; ask for less."),
  SHIFT_EMPTY(404, Blame.PEER, true, "Nothing of the stream was kept then or after that.");

  private final int httpStatus;
  private final String rtmpStatus;
  private final Blame blame;
  private final boolean retryable;
  private final String sentence;

  /** One that ends an RTMP connection without a word of its own. */
  FaultCode(int httpStatus, Blame blame, boolean retryable, String sentence) {
    this(httpStatus, "NetConnection.Connect.Closed", blame, retryable, sentence);
  }

  FaultCode(int httpStatus, String rtmpStatus, Blame blame, boolean retryable, String sentence) {
    this.httpStatus = httpStatus;
    this.rtmpStatus = rtmpStatus;
    this.blame = blame;
    this.retryable = retryable;
    this.sentence = sentence;
  }

  /** The status of an HTTP answer; 499 where no answer can reach the peer any more. */
  public int httpStatus() {
    return httpStatus;
  }

  /** The {@code code} property of an RTMP {@code onStatus} or {@code _error}. */
  public String rtmpStatus() {
    return rtmpStatus;
  }

  /** Who can mend it. */
  public Blame blame() {
    return blame;
  }

  /** Whether the same request may succeed later without any change. */
  public boolean retryable() {
    return retryable;
  }

  /** One sentence that is safe for anybody to read. */
  public String sentence() {
    return sentence;
  }
}
