package dev.weir.portal.access;

import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.contract.policy.ViewerRules;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.domain.access.EntryKind;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The form of which viewers are let in. */
final class ViewerPart implements AccessPart {

  private static final FormShape SHAPE =
      FormShape.of(
              "viewers",
              Lines.effect("networks-effect"),
              Lines.entries("networks"),
              Lines.effect("websites-effect"),
              Lines.entries("websites"),
              Field.flag("unnamed"),
              Lines.effect("players-effect"),
              Lines.entries("players"),
              Field.several("protocols", "http-flv", "websocket-flv", "hls", "hls-ts", "rtmp"),
              Lines.effect("renditions-effect"),
              Lines.entries("renditions"))
          .versioned();

  @Override
  public FormShape shape() {
    return SHAPE;
  }

  @Override
  public SequencedMap<String, List<String>> values(AccessSettings settings) {
    SequencedMap<String, List<String>> values = new LinkedHashMap<>();
    if (settings instanceof AccessSettings.OfViewers(var _, ViewerRules rules, var _)) {
      Lines.put(values, "networks", EntryKind.NETWORK, rules.networks());
      Lines.put(values, "websites", EntryKind.HOST, rules.referers());
      Lines.put(values, "players", EntryKind.AGENT, rules.agents());
      values.put("unnamed", Lines.flag(rules.emptyReferer()));
      values.put("protocols", Lines.names(rules.protocols()));
      Lines.put(values, "renditions", EntryKind.RENDITION, rules.renditions());
    }
    return values;
  }

  @Override
  public AccessSettings read(Form form, AccessSettings before) {
    ViewerRules rules =
        new ViewerRules(
            Lines.read(form, "networks", EntryKind.NETWORK),
            Lines.read(form, "websites", EntryKind.HOST),
            form.flag("unnamed"),
            Lines.read(form, "players", EntryKind.AGENT),
            Lines.constants(form, "protocols", EnumSet.allOf(PlayProtocol.class)),
            Lines.read(form, "renditions", EntryKind.RENDITION));
    Optional<RemoteAuthorization> remote =
        before instanceof AccessSettings.OfViewers viewers ? viewers.remote() : Optional.empty();
    return new AccessSettings.OfViewers(before.proofs(), rules, remote);
  }
}
