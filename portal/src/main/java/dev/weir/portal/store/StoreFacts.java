package dev.weir.portal.store;

import dev.weir.contract.storage.Bucket;
import dev.weir.portal.audit.AuditFacts;
import dev.weir.portal.domain.store.StoreDocument;
import io.vertx.core.json.JsonObject;

/** What the audit log says of stores: all but the secret. */
final class StoreFacts {

  private StoreFacts() {}

  static AuditFacts of(Bucket bucket) {
    AuditFacts facts = AuditFacts.none();
    JsonObject document = StoreDocument.of(bucket);
    for (String field : document.fieldNames()) {
      facts = facts.with(field, String.valueOf(document.getValue(field)));
    }
    return facts;
  }
}
