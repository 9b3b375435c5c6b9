package dev.weir.portal.audit;

import static dev.weir.portal.audit.AuditAction.ObjectKind.API_KEY;
import static dev.weir.portal.audit.AuditAction.ObjectKind.BILLING;
import static dev.weir.portal.audit.AuditAction.ObjectKind.CALLBACK;
import static dev.weir.portal.audit.AuditAction.ObjectKind.DOMAIN;
import static dev.weir.portal.audit.AuditAction.ObjectKind.MEMBER;
import static dev.weir.portal.audit.AuditAction.ObjectKind.PERSON;
import static dev.weir.portal.audit.AuditAction.ObjectKind.PLATFORM;
import static dev.weir.portal.audit.AuditAction.ObjectKind.QUOTA;
import static dev.weir.portal.audit.AuditAction.ObjectKind.RECORDING;
import static dev.weir.portal.audit.AuditAction.ObjectKind.SETTING;
import static dev.weir.portal.audit.AuditAction.ObjectKind.SIGNING_KEY;
import static dev.weir.portal.audit.AuditAction.ObjectKind.STORE;
import static dev.weir.portal.audit.AuditAction.ObjectKind.STREAM;
import static dev.weir.portal.audit.AuditAction.ObjectKind.TEMPLATE;
import static dev.weir.portal.audit.AuditAction.ObjectKind.TENANT;
import static dev.weir.portal.audit.AuditAction.ObjectKind.WATERMARK;

import dev.weir.portal.web.Messages;

/** What can be done, and to what kind of thing. Names are stored: they are never changed. */
public enum AuditAction {
  TENANT_CREATED(TENANT),
  TENANT_RENAMED(TENANT),
  TENANT_SUSPENDED(TENANT),
  TENANT_RESUMED(TENANT),
  TENANT_DELETED(TENANT),
  TENANT_RESTORED(TENANT),
  TENANT_PURGED(TENANT),
  TENANT_EXPORTED(TENANT),
  TENANT_ENTERED(TENANT),

  SIGNED_IN(PERSON),
  SIGN_IN_FAILED(PERSON),
  SIGN_IN_CONFIRMED(PERSON),
  SIGNED_OUT(PERSON),
  TENANT_TURNED_TO(PERSON),
  SESSIONS_ENDED(PERSON),
  PASSWORD_CHANGED(PERSON),
  PASSWORD_LINK_MADE(PERSON),
  EMAIL_VERIFIED(PERSON),
  EMAIL_CHANGED(PERSON),
  NAME_CHANGED(PERSON),
  STAFF_APPOINTED(PERSON),
  TOTP_ENABLED(PERSON),
  TOTP_DISABLED(PERSON),
  RECOVERY_CODES_MADE(PERSON),
  RECOVERY_CODE_USED(PERSON),

  MEMBER_INVITED(MEMBER),
  MEMBER_INVITATION_REVOKED(MEMBER),
  MEMBER_JOINED(MEMBER),
  MEMBER_ROLE_CHANGED(MEMBER),
  MEMBER_REMOVED(MEMBER),

  DOMAIN_ADDED(DOMAIN),
  DOMAIN_VERIFIED(DOMAIN),
  DOMAIN_CHANGED(DOMAIN),
  DOMAIN_ACCESS_CHANGED(DOMAIN),
  DOMAIN_ACCESS_RESTORED(DOMAIN),
  DOMAIN_PAIRED(DOMAIN),
  DOMAIN_ENABLED(DOMAIN),
  DOMAIN_DISABLED(DOMAIN),
  DOMAIN_DELETED(DOMAIN),
  DOMAIN_RESTORED(DOMAIN),

  DOMAIN_LADDERS_CHANGED(DOMAIN),
  DOMAIN_RECORDINGS_CHANGED(DOMAIN),
  DOMAIN_SNAPSHOTS_CHANGED(DOMAIN),
  DOMAIN_TIME_SHIFT_CHANGED(DOMAIN),
  TEMPLATE_CREATED(TEMPLATE),
  TEMPLATE_CHANGED(TEMPLATE),
  TEMPLATE_DELETED(TEMPLATE),
  WATERMARK_CREATED(WATERMARK),
  WATERMARK_CHANGED(WATERMARK),
  WATERMARK_DELETED(WATERMARK),

  STORE_CREATED(STORE),
  STORE_CHANGED(STORE),
  STORE_DELETED(STORE),

  CERTIFICATE_STORED(DOMAIN),
  CERTIFICATE_REMOVED(DOMAIN),

  SIGNING_KEY_CREATED(SIGNING_KEY),
  SIGNING_KEY_SHOWN(SIGNING_KEY),
  SIGNING_KEY_ROTATED(SIGNING_KEY),
  SIGNING_KEY_DELETED(SIGNING_KEY),
  TOKEN_KEY_ADDED(SIGNING_KEY),
  TOKEN_KEY_DELETED(SIGNING_KEY),

  API_KEY_CREATED(API_KEY),
  API_KEY_REVOKED(API_KEY),

  STREAM_ENDED(STREAM),
  STREAM_BLOCKED(STREAM),
  STREAM_RESUMED(STREAM),
  STREAM_LABELLED(STREAM),

  RECORDING_STARTED(STREAM),
  RECORDING_STOPPED(STREAM),
  RECORDING_RENAMED(RECORDING),
  RECORDING_DELETED(RECORDING),

  VIEWERS_ENDED(DOMAIN),
  VIEWERS_READMITTED(DOMAIN),

  CALLBACK_CREATED(CALLBACK),
  CALLBACK_CHANGED(CALLBACK),
  CALLBACK_DELETED(CALLBACK),
  CALLBACK_SECRET_ROTATED(CALLBACK),
  CALLBACK_REPLAYED(CALLBACK),

  SETTING_CHANGED(SETTING),
  APPROVAL_ASKED(SETTING),
  APPROVAL_GIVEN(SETTING),
  APPROVAL_REFUSED(SETTING),

  RATE_CARD_PUBLISHED(BILLING),
  BILLING_TERMS_CHANGED(BILLING),
  BILLING_ADDRESS_CHANGED(BILLING),
  BILLING_POSTED(BILLING),
  BUDGET_CHANGED(BILLING),
  INVOICE_FINALIZED(BILLING),
  INVOICE_VOIDED(BILLING),
  CREDIT_NOTE_MADE(BILLING),
  PAYMENT_NOTED(BILLING),

  QUOTA_CHANGED(QUOTA),
  PLATFORM_SETTING_CHANGED(PLATFORM);

  private final ObjectKind objectKind;

  AuditAction(ObjectKind objectKind) {
    this.objectKind = objectKind;
  }

  /** What kind of thing it is done to. */
  public ObjectKind objectKind() {
    return objectKind;
  }

  /** In words, in the language of the request. */
  public String title() {
    return Messages.text("audit/words", "action." + name());
  }

  /** The kinds of things that something is done to. */
  public enum ObjectKind {
    TENANT,
    PERSON,
    MEMBER,
    DOMAIN,
    SIGNING_KEY,
    API_KEY,
    STREAM,
    RECORDING,
    TEMPLATE,
    STORE,
    WATERMARK,
    CALLBACK,
    SETTING,
    QUOTA,
    BILLING,
    PLATFORM
  }
}
