package dev.weir.portal.access;

import dev.weir.portal.domain.access.AccessSettings;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.util.List;
import java.util.SequencedMap;

/** One form of the page: a part of the settings that is saved by itself. */
interface AccessPart {

  /** What the form consists of. */
  FormShape shape();

  /** What stands in its fields for these settings, in the order of the page. */
  SequencedMap<String, List<String>> values(AccessSettings settings);

  /**
   * The settings with what was typed, which is judged field by field: whoever calls looks at {@link
   * Form#valid} before using them.
   *
   * @param before all of them, the other parts too
   */
  AccessSettings read(Form form, AccessSettings before);
}
