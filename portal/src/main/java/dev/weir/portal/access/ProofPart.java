package dev.weir.portal.access;

import dev.weir.contract.access.SignatureType;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.domain.access.Proofs;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** The form of what proves somebody's right. */
final class ProofPart implements AccessPart {

  private static final FormShape SHAPE =
      FormShape.of(
              "proofs",
              Field.flag("signed"),
              Field.several("types", "type-a", "type-b", "type-c", "hmac"),
              Field.number("validity").mandatory())
          .versioned();

  @Override
  public FormShape shape() {
    return SHAPE;
  }

  @Override
  public SequencedMap<String, List<String>> values(AccessSettings settings) {
    Proofs proofs = settings.proofs();
    SequencedMap<String, List<String>> values = new LinkedHashMap<>();
    values.put("signed", Lines.flag(proofs.required()));
    values.put("types", Lines.names(proofs.signatures()));
    values.put("validity", List.of(Integer.toString(proofs.validityS())));
    return values;
  }

  @Override
  public AccessSettings read(Form form, AccessSettings before) {
    int validityS =
        Lines.number(form, "validity", 0, Proofs.MAX_VALIDITY_S, Proofs.DEFAULT.validityS());
    Set<SignatureType> types = Lines.constants(form, "types", EnumSet.allOf(SignatureType.class));
    Proofs proofs = new Proofs(form.flag("signed"), types, validityS);
    return switch (before) {
      case AccessSettings.OfPublishers publishers ->
          new AccessSettings.OfPublishers(proofs, publishers.rules());
      case AccessSettings.OfViewers viewers ->
          new AccessSettings.OfViewers(proofs, viewers.rules(), viewers.remote());
    };
  }
}
