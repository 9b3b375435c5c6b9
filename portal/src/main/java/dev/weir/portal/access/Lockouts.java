package dev.weir.portal.access;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.policy.AccessList;
import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.web.Text;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What settings would make of whoever tries, where that is hardly meant. */
final class Lockouts {

  /** Encoders come by RTMP, whose addresses have no path in front of the app. */
  private static final Set<SignatureType> FOR_PATHS_ALONE = Set.of(SignatureType.TYPE_B);

  private Lockouts() {}

  /**
   * Warnings, the gravest first.
   *
   * @param tokens whether there are keys of tokens
   * @param editor where whoever looks at the settings comes from, as far as that is known
   */
  static List<Text> of(AccessSettings settings, boolean tokens, Optional<InetAddress> editor) {
    List<Text> found = new ArrayList<>();
    boolean provable = !settings.proofs().signatures().isEmpty() || tokens;
    if (settings.proofs().required() && !provable) {
      found.add(Text.of("warn.proof"));
    }
    switch (settings) {
      case AccessSettings.OfPublishers publishers -> {
        if (publishers.proofs().required()
            && publishers.proofs().signatures().equals(FOR_PATHS_ALONE)) {
          found.add(Text.of("warn.proof.rtmp"));
        }
        network(found, publishers.rules().networks(), editor);
        empty(found, "warn.streams", publishers.rules().streams());
      }
      case AccessSettings.OfViewers viewers -> {
        if (viewers.rules().protocols().isEmpty()) {
          found.add(Text.of("warn.protocols"));
        }
        network(found, viewers.rules().networks(), editor);
        empty(
            found,
            viewers.rules().emptyReferer() ? "warn.websites" : "warn.websites.all",
            viewers.rules().referers());
        empty(found, "warn.players", viewers.rules().agents());
        empty(found, "warn.renditions", viewers.rules().renditions());
      }
    }
    return found;
  }

  private static void network(
      List<Text> found, AccessList<Cidr> networks, Optional<InetAddress> editor) {
    if (shutsOut(networks)) {
      found.add(Text.of("warn.networks"));
      return;
    }
    editor
        .filter(address -> !networks.admits(network -> network.contains(address)))
        .ifPresent(address -> found.add(Text.of("warn.you", address.getHostAddress())));
  }

  private static void empty(List<Text> found, String key, AccessList<?> list) {
    if (shutsOut(list)) {
      found.add(Text.of(key));
    }
  }

  private static boolean shutsOut(AccessList<?> list) {
    return list.effect() == AccessList.Effect.ALLOW && list.entries().isEmpty();
  }
}
