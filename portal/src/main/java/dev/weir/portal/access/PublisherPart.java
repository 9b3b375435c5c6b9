package dev.weir.portal.access;

import dev.weir.contract.policy.PublisherRules;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.domain.access.EntryKind;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The form of which publishers are let in. */
final class PublisherPart implements AccessPart {

  private static final FormShape SHAPE =
      FormShape.of(
              "pushers",
              Lines.effect("networks-effect"),
              Lines.entries("networks"),
              Lines.effect("streams-effect"),
              Lines.entries("streams"))
          .versioned();

  @Override
  public FormShape shape() {
    return SHAPE;
  }

  @Override
  public SequencedMap<String, List<String>> values(AccessSettings settings) {
    SequencedMap<String, List<String>> values = new LinkedHashMap<>();
    if (settings instanceof AccessSettings.OfPublishers(var _, PublisherRules rules)) {
      Lines.put(values, "networks", EntryKind.NETWORK, rules.networks());
      Lines.put(values, "streams", EntryKind.STREAM, rules.streams());
    }
    return values;
  }

  @Override
  public AccessSettings read(Form form, AccessSettings before) {
    return new AccessSettings.OfPublishers(
        before.proofs(),
        new PublisherRules(
            Lines.read(form, "networks", EntryKind.NETWORK),
            Lines.read(form, "streams", EntryKind.STREAM)));
  }
}
