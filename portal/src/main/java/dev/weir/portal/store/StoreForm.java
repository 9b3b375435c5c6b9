package dev.weir.portal.store;

import dev.weir.contract.storage.AccessKey;
import dev.weir.contract.storage.Bucket;
import dev.weir.contract.storage.Encryption;
import dev.weir.contract.storage.StorageClass;
import dev.weir.contract.storage.StoreId;
import dev.weir.portal.web.Field;
import dev.weir.portal.web.Form;
import dev.weir.portal.web.FormShape;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Stores to forms and back. The secret goes one way: none is ever shown. */
final class StoreForm {

  static final String NAME = "name";
  static final String SECRET = "secret";
  static final FormShape NEW =
      shape(
          Field.text(NAME, StoreId.MAX_LENGTH).mandatory(),
          Field.secret(SECRET, AccessKey.MAX_LENGTH).mandatory().autocomplete("off"));
  static final FormShape CHANGE =
      shape(Field.secret(SECRET, AccessKey.MAX_LENGTH).autocomplete("off")).versioned();

  private static final String OF_BUCKET = "bucket";
  private static final String AES256 = "aes256";
  private static final String KMS = "kms";
  private static final int MAX_BUCKET = 63;
  private static final int MAX_REGION = 40;

  private StoreForm() {}

  private static FormShape shape(Field... more) {
    Stream<Field> fields =
        Stream.of(
            Field.text("endpoint", Bucket.MAX_ENDPOINT).mandatory(),
            Field.text("region", MAX_REGION).mandatory(),
            Field.text("bucket", MAX_BUCKET).mandatory(),
            Field.text("prefix", Bucket.MAX_PREFIX),
            Field.flag("path-style"),
            Field.text("access-key", AccessKey.MAX_LENGTH).mandatory().autocomplete("off"),
            Field.choice("encryption", OF_BUCKET, AES256, KMS).mandatory(),
            Field.text("kms-key", Encryption.Kms.MAX_LENGTH),
            Field.choice(
                    "class",
                    "STANDARD",
                    "STANDARD_IA",
                    "ONEZONE_IA",
                    "INTELLIGENT_TIERING",
                    "GLACIER_IR")
                .mandatory());
    return FormShape.of("store", Stream.concat(Stream.of(more), fields).toArray(Field[]::new));
  }

  /** A form for a new one. */
  static Form blank() {
    return Form.blank(NEW)
        .with("endpoint", "https://s3.us-east-1.amazonaws.com")
        .with("region", "us-east-1")
        .with("encryption", OF_BUCKET)
        .with("class", StorageClass.STANDARD.name());
  }

  /** As a form has a store, for filling it in and for telling differences. */
  static Map<String, String> values(Bucket bucket) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("endpoint", bucket.endpoint().toString());
    values.put("region", bucket.region());
    values.put("bucket", bucket.name());
    values.put("prefix", bucket.prefix());
    values.put("path-style", bucket.pathStyle() ? "on" : "");
    values.put("access-key", bucket.key().id());
    values.put(
        "encryption",
        switch (bucket.encryption()) {
          case Encryption.OfBucket _ -> OF_BUCKET;
          case Encryption.Aes256 _ -> AES256;
          case Encryption.Kms _ -> KMS;
        });
    values.put("kms-key", bucket.encryption() instanceof Encryption.Kms(String keyId) ? keyId : "");
    values.put("class", bucket.storageClass().name());
    return values;
  }

  /** A form that has a store. */
  static Form filled(TenantStore store) {
    Form form = Form.blank(CHANGE).version(store.revision());
    values(store.bucket())
        .forEach((field, value) -> {
          if (field.equals("path-style")) {
            form.with(field, !value.isEmpty());
          } else {
            form.with(field, value);
          }
        });
    return form;
  }

  /** The name of a new one; what is none is explained beside its field. */
  static Optional<StoreId> name(Form form) {
    String typed = form.text(NAME).strip();
    if (!typed.isEmpty() && !StoreId.accepts(typed)) {
      form.error(NAME, "name.wrong");
    }
    return StoreId.accepts(typed) ? Optional.of(new StoreId(typed)) : Optional.empty();
  }

  /**
   * Reads the rest; empty when something is wrong, which stands beside its field then.
   *
   * @param before the secret that stays unless another is typed; empty for none
   */
  static Optional<Bucket> read(Form form, String before) {
    String endpoint = form.text("endpoint").strip();
    check(form, "endpoint", StoreForm::isEndpoint, "endpoint.wrong");
    check(form, "region", Bucket::isRegion, "region.wrong");
    check(form, "bucket", Bucket::isName, "bucket.wrong");
    check(form, "prefix", Bucket::isPrefix, "prefix.wrong");
    check(form, "access-key", AccessKey::accepts, "key.wrong");
    check(form, "kms-key", StoreForm::isKmsKey, "kms-key.wrong");
    String secret = form.text(SECRET).isEmpty() ? before : form.text(SECRET);
    if (!secret.isEmpty() && !AccessKey.accepts(secret)) {
      form.error(SECRET, "key.wrong");
    }
    if (!form.valid()) {
      return Optional.empty();
    }
    return Optional.of(
        new Bucket(
            URI.create(endpoint),
            form.text("region").strip(),
            form.text("bucket").strip(),
            form.text("prefix").strip(),
            form.flag("path-style"),
            encryption(form),
            StorageClass.valueOf(form.text("class")),
            new AccessKey(form.text("access-key").strip(), secret)));
  }

  private static void check(Form form, String field, Predicate<String> right, String otherwise) {
    String typed = form.text(field).strip();
    if (!typed.isEmpty() && !right.test(typed)) {
      form.error(field, otherwise);
    }
  }

  private static boolean isEndpoint(String typed) {
    try {
      return Bucket.isEndpoint(URI.create(typed));
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  private static boolean isKmsKey(String typed) {
    try {
      return !new Encryption.Kms(typed).keyId().isEmpty();
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  private static Encryption encryption(Form form) {
    return switch (form.text("encryption")) {
      case AES256 -> new Encryption.Aes256();
      case KMS -> new Encryption.Kms(form.text("kms-key").strip());
      default -> new Encryption.OfBucket();
    };
  }
}
