package dev.weir.portal.access;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.domain.access.Endpoints;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The form of the tenant's own say about viewers. */
final class RemotePart implements AccessPart {

  private static final FormShape SHAPE =
      FormShape.of(
              "remote",
              Field.flag("asked"),
              Field.text("endpoint", Endpoints.MAX_LENGTH),
              Field.number("timeout").mandatory(),
              Field.choice("silence", "refuse", "admit").mandatory(),
              Field.several("facts", "address", "query", "referer", "user-agent"),
              Field.number("admission").mandatory(),
              Field.number("refusal").mandatory())
          .versioned();

  @Override
  public FormShape shape() {
    return SHAPE;
  }

  @Override
  public SequencedMap<String, List<String>> values(AccessSettings settings) {
    Optional<RemoteAuthorization> remote = remote(settings);
    boolean admits = remote.map(RemoteAuthorization::admitUnanswered).orElse(false);
    SequencedMap<String, List<String>> values = new LinkedHashMap<>();
    values.put("asked", Lines.flag(remote.isPresent()));
    values.put("endpoint", List.of(remote.map(asked -> asked.endpoint().toString()).orElse("")));
    values.put(
        "timeout", text(remote.map(asked -> asked.timeout().toMillis()), Endpoints.TIMEOUT_MS));
    values.put("silence", List.of(admits ? "admit" : "refuse"));
    values.put(
        "facts",
        Lines.names(
            remote
                .map(RemoteAuthorization::facts)
                .orElse(EnumSet.of(RemoteAuthorization.Fact.ADDRESS))));
    values.put(
        "admission",
        text(remote.map(asked -> asked.remembersAdmission().toSeconds()), Endpoints.REMEMBERED_S));
    values.put(
        "refusal",
        text(
            remote.map(asked -> asked.remembersRefusal().toSeconds()),
            Endpoints.REFUSAL_REMEMBERED_S));
    return values;
  }

  @Override
  public AccessSettings read(Form form, AccessSettings before) {
    if (!(before instanceof AccessSettings.OfViewers viewers)) {
      throw new WeirFault(FaultCode.NOT_FOUND, "nobody is asked about publishers");
    }
    return new AccessSettings.OfViewers(viewers.proofs(), viewers.rules(), asked(form));
  }

  private static Optional<RemoteAuthorization> asked(Form form) {
    int timeoutMs =
        Lines.number(
            form,
            "timeout",
            Endpoints.MIN_TIMEOUT_MS,
            Endpoints.MAX_TIMEOUT_MS,
            Endpoints.TIMEOUT_MS);
    int admissionS =
        Lines.number(form, "admission", 0, Endpoints.MAX_REMEMBERED_S, Endpoints.REMEMBERED_S);
    int refusalS =
        Lines.number(
            form, "refusal", 0, Endpoints.MAX_REFUSAL_REMEMBERED_S, Endpoints.REFUSAL_REMEMBERED_S);
    String typed = form.text("endpoint").strip();
    Optional<URI> endpoint = Endpoints.find(typed);
    if (endpoint.isEmpty() && (form.flag("asked") || !typed.isEmpty())) {
      form.error("endpoint", "endpoint.wrong");
    }
    return endpoint
        .filter(_ -> form.flag("asked"))
        .map(uri ->
            new RemoteAuthorization(
                uri,
                Duration.ofMillis(timeoutMs),
                form.text("silence").equals("admit"),
                Lines.constants(form, "facts", EnumSet.allOf(RemoteAuthorization.Fact.class)),
                Duration.ofSeconds(admissionS),
                Duration.ofSeconds(refusalS)));
  }

  private static List<String> text(Optional<Long> number, int otherwise) {
    return List.of(Long.toString(number.orElse((long) otherwise)));
  }

  private static Optional<RemoteAuthorization> remote(AccessSettings settings) {
    return settings instanceof AccessSettings.OfViewers viewers
        ? viewers.remote()
        : Optional.empty();
  }
}
