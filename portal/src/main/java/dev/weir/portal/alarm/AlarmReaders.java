package dev.weir.portal.alarm;

import dev.weir.portal.alarm.rule.AlarmSettings;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Who;
import dev.weir.portal.member.Members;
import dev.weir.portal.web.Choice;
import dev.weir.portal.web.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who can be chosen to get mails: the owners, and members, whose addresses are proven. Who may not
 * see members chooses themselves, and leaves others as they are.
 *
 * @param choices in the order of the page
 */
record AlarmReaders(List<Choice> choices) {

  /** Most members that are offered. */
  static final int MAX_OFFERED = 60;

  private static final String BUNDLE = "alarm/words";

  /** Those that somebody can choose from for a rule. */
  static AlarmReaders of(Actor actor, Members members, List<String> chosen) {
    Map<String, String> offered = new LinkedHashMap<>();
    offered.put(AlarmSettings.OWNERS, Messages.text(BUNDLE, "reader.owners"));
    if (actor.who() instanceof Who.Person person) {
      offered.put(person.id().toString(), Messages.text(BUNDLE, "reader.self", person.email()));
    }
    if (actor.may(Permission.MEMBERS_READ)) {
      members.list(actor).stream()
          .limit(MAX_OFFERED)
          .forEach(member -> offered.putIfAbsent(member.person().toString(), member.email()));
    } else {
      chosen.forEach(one -> offered.putIfAbsent(one, Messages.text(BUNDLE, "reader.other")));
    }
    return new AlarmReaders(
        offered.entrySet().stream()
            .map(entry -> new Choice(entry.getKey(), entry.getValue()))
            .toList());
  }
}
