package dev.weir.portal.store;

import dev.weir.contract.storage.Bucket;
import dev.weir.portal.domain.DomainPath;
import dev.weir.portal.web.Choice;
import java.util.List;

/**
 * A store as pages show it. Public for the templates.
 *
 * @param path of its page
 * @param place bucket and prefix
 * @param endpoint where it is
 * @param namedBy the domains whose rules name it: page and name
 * @param recordings how many lie in it
 */
public record StoreRow(
    String name,
    String path,
    String place,
    String endpoint,
    List<Choice> namedBy,
    long recordings) {

  static StoreRow of(TenantStore store) {
    Bucket bucket = store.bucket();
    return new StoreRow(
        store.id().value(),
        StorePages.path(store.id()),
        bucket.name() + "/" + bucket.prefix(),
        bucket.endpoint().toString(),
        store.use().namedBy().stream()
            .map(domain ->
                new Choice(DomainPath.of(domain, DomainPath.Part.KEEPING), domain.value()))
            .toList(),
        store.use().recordings());
  }
}
