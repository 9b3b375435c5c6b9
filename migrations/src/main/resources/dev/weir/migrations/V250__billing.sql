-- Billing: what things cost, what was agreed with whom, invoices, and the book. docs/adr/0034 says why it is so.

-- Prices, by the operator. A version that was published is never changed; a later one holds from a month's begin on.
CREATE TABLE billing_card (
  name        text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  title       text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
  currency    text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  created_at  timestamptz NOT NULL,
  created_by  text NOT NULL CHECK (length(created_by) <= 254)
);
CREATE TABLE billing_card_version (
  card            text NOT NULL REFERENCES billing_card,
  version         integer NOT NULL CHECK (version > 0),
  effective_from  date NOT NULL CHECK (extract(day FROM effective_from) = 1),
  prices          jsonb NOT NULL CHECK (jsonb_typeof(prices) = 'object' AND octet_length(prices::text) <= 32768),
  published_at    timestamptz NOT NULL,
  published_by    text NOT NULL CHECK (length(published_by) <= 254),
  PRIMARY KEY (card, version),
  UNIQUE (card, effective_from)
);

-- Who is billed, from which month on, and where its days begin. The zone stays: months of two zones would overlap.
CREATE TABLE billing_account (
  tenant_id    uuid PRIMARY KEY REFERENCES tenant ON DELETE CASCADE,
  zone         text NOT NULL CHECK (length(zone) <= 64),
  first_month  date NOT NULL CHECK (extract(day FROM first_month) = 1),
  created_at   timestamptz NOT NULL
);

-- What was agreed, from a month on.
CREATE TABLE billing_terms (
  tenant_id       uuid NOT NULL REFERENCES billing_account ON DELETE CASCADE,
  effective_from  date NOT NULL CHECK (extract(day FROM effective_from) = 1),
  card            text NOT NULL REFERENCES billing_card,
  method          text NOT NULL CHECK (method IN ('TRAFFIC', 'DAILY_PEAK', 'MONTHLY_95TH', 'MONTHLY_FOURTH_PEAK')),
  discount_bp     integer NOT NULL CHECK (discount_bp BETWEEN 0 AND 10000),
  minimum_minor   bigint NOT NULL CHECK (minimum_minor >= 0),
  tax_name        text NOT NULL CHECK (length(tax_name) <= 40), -- empty where no tax is owed
  tax_bp          integer NOT NULL CHECK (tax_bp BETWEEN 0 AND 10000),
  changed_at      timestamptz NOT NULL,
  changed_by      text NOT NULL CHECK (length(changed_by) <= 254),
  PRIMARY KEY (tenant_id, effective_from)
);

-- To whom invoices are made out, as the tenant says it.
CREATE TABLE billing_address (
  tenant_id   uuid PRIMARY KEY REFERENCES tenant ON DELETE CASCADE,
  name        text NOT NULL CHECK (length(name) <= 128),
  address     text NOT NULL CHECK (length(address) <= 500),
  tax_number  text NOT NULL CHECK (length(tax_number) <= 40),
  email       text NOT NULL CHECK (length(email) <= 254),
  changed_at  timestamptz NOT NULL,
  changed_by  text NOT NULL CHECK (length(changed_by) <= 254)
);

-- Who makes them out.
CREATE TABLE billing_issuer (
  id          boolean PRIMARY KEY DEFAULT true CHECK (id),
  name        text NOT NULL DEFAULT '' CHECK (length(name) <= 128),
  address     text NOT NULL DEFAULT '' CHECK (length(address) <= 500),
  tax_number  text NOT NULL DEFAULT '' CHECK (length(tax_number) <= 40),
  payment     text NOT NULL DEFAULT '' CHECK (length(payment) <= 500),
  due_days    integer NOT NULL DEFAULT 14 CHECK (due_days BETWEEN 0 AND 365),
  suspends    boolean NOT NULL DEFAULT false,
  version     bigint NOT NULL DEFAULT 1
);
INSERT INTO billing_issuer DEFAULT VALUES;

-- Invoices and credit notes. They outlive their tenant, as bookkeeping wants it: no reference leads to it.
CREATE TABLE invoice (
  tenant_id     uuid NOT NULL,
  id            uuid NOT NULL,
  kind          text NOT NULL CHECK (kind IN ('INVOICE', 'CREDIT_NOTE')),
  month         date NOT NULL CHECK (extract(day FROM month) = 1),
  zone          text NOT NULL CHECK (length(zone) <= 64),
  state         text NOT NULL CHECK (state IN ('DRAFT', 'FINAL', 'VOID')),
  number        text UNIQUE CHECK (length(number) <= 40),
  corrects      uuid,
  currency      text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  net_minor     bigint NOT NULL,
  tax_minor     bigint NOT NULL,
  total_minor   bigint NOT NULL CHECK (total_minor = net_minor + tax_minor),
  document      jsonb NOT NULL CHECK (jsonb_typeof(document) = 'object' AND octet_length(document::text) <= 262144),
  ledger_until  timestamptz NOT NULL, -- it has what was entered until then
  late_after    timestamptz,          -- and of months before it what was entered after that; null for none
  made_at       timestamptz NOT NULL,
  final_at      timestamptz,
  due_on        date,
  void_at       timestamptz,
  void_reason   text NOT NULL DEFAULT '' CHECK (length(void_reason) <= 500),
  PRIMARY KEY (tenant_id, id),
  CHECK ((state = 'DRAFT') = (number IS NULL)),
  CHECK ((kind = 'CREDIT_NOTE') = (corrects IS NOT NULL))
);
CREATE UNIQUE INDEX invoice_of_month ON invoice (tenant_id, month) WHERE kind = 'INVOICE' AND state <> 'VOID';
CREATE INDEX invoice_by_state ON invoice (state, month);

-- What stands on a final one stands there for ever; it can be declared void, once, and says so.
CREATE FUNCTION invoice_stays() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
DECLARE
  may_change CONSTANT text[] := ARRAY['state', 'void_at', 'void_reason'];
BEGIN
  IF TG_OP = 'DELETE' AND OLD.state = 'DRAFT' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.state = 'DRAFT' OR (OLD.state = 'FINAL' AND NEW.state = 'VOID'
      AND to_jsonb(NEW) - may_change = to_jsonb(OLD) - may_change)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an invoice that is final is never changed';
END
$$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON invoice FOR EACH ROW EXECUTE FUNCTION invoice_stays();

-- The numbers of final ones, without gaps: taken in the transaction that makes them final.
CREATE TABLE billing_number (
  year  integer PRIMARY KEY,
  last  integer NOT NULL CHECK (last > 0)
);

-- The book: nothing in it is ever changed. What is owed, what was given, and what was paid beforehand.
CREATE TABLE billing_posting (
  tenant_id     uuid NOT NULL,
  id            bigint GENERATED ALWAYS AS IDENTITY,
  at            timestamptz NOT NULL,
  book          text NOT NULL CHECK (book IN ('OWED', 'CREDIT', 'PREPAID')),
  reason        text NOT NULL CHECK (length(reason) <= 32),
  amount_minor  bigint NOT NULL CHECK (amount_minor <> 0),
  currency      text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  invoice_id    uuid,
  note          text NOT NULL CHECK (length(note) <= 200),
  posted_by     text NOT NULL CHECK (length(posted_by) <= 254),
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX billing_posting_of_invoice ON billing_posting (tenant_id, invoice_id) WHERE invoice_id IS NOT NULL;

CREATE FUNCTION billing_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never changed', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON billing_posting FOR EACH ROW EXECUTE FUNCTION billing_stays();
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON billing_card_version FOR EACH ROW EXECUTE FUNCTION billing_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON billing_posting EXECUTE FUNCTION billing_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON billing_card_version EXECUTE FUNCTION billing_stays();
CREATE TRIGGER stays_whole BEFORE TRUNCATE ON invoice EXECUTE FUNCTION billing_stays();

-- What a tenant wants to be warned of.
CREATE TABLE billing_budget (
  tenant_id       uuid PRIMARY KEY REFERENCES tenant ON DELETE CASCADE,
  amount_minor    bigint NOT NULL CHECK (amount_minor > 0),
  warned_month    date,
  warned_percent  integer NOT NULL DEFAULT 0,
  changed_at      timestamptz NOT NULL,
  changed_by      text NOT NULL CHECK (length(changed_by) <= 254)
);

-- What was said about an invoice that is overdue.
CREATE TABLE billing_reminder (
  tenant_id   uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  invoice_id  uuid NOT NULL,
  step        integer NOT NULL CHECK (step BETWEEN 1 AND 3),
  at          timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, invoice_id, step)
);

-- Which portal's turn it is.
CREATE TABLE billing_clock (
  id          boolean PRIMARY KEY DEFAULT true CHECK (id),
  holder      uuid,
  held_until  timestamptz NOT NULL DEFAULT '1970-01-01T00:00:00Z'
);
INSERT INTO billing_clock DEFAULT VALUES;

-- Rows that came after their month was billed are found by when they came.
CREATE INDEX usage_ledger_late ON usage_ledger (tenant_id, entered_at) WHERE reason = 'LATE';

DO $$
DECLARE
  part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['billing_card', 'billing_card_version', 'billing_account', 'billing_terms', 'billing_address',
      'billing_issuer', 'invoice', 'billing_number', 'billing_posting', 'billing_budget', 'billing_reminder',
      'billing_clock'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY of_platform_to_read ON %I FOR SELECT TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('CREATE POLICY of_platform_to_add ON %I FOR INSERT TO weir_app WITH CHECK ((SELECT app_platform()))', part);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO weir_app', part);
  END LOOP;
  FOREACH part IN ARRAY ARRAY['billing_account', 'billing_terms', 'billing_address', 'billing_issuer', 'billing_number',
      'billing_budget', 'billing_clock', 'invoice'] LOOP
    EXECUTE format('CREATE POLICY of_platform_to_change ON %I FOR UPDATE TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT UPDATE ON %I TO weir_app', part);
  END LOOP;
  FOREACH part IN ARRAY ARRAY['billing_account', 'billing_terms', 'billing_reminder'] LOOP
    EXECUTE format('CREATE POLICY of_platform_to_remove ON %I FOR DELETE TO weir_app USING ((SELECT app_platform()))', part);
    EXECUTE format('GRANT DELETE ON %I TO weir_app', part);
  END LOOP;
  FOREACH part IN ARRAY ARRAY['billing_account', 'billing_terms', 'invoice', 'billing_posting', 'billing_reminder'] LOOP
    EXECUTE format('CREATE POLICY of_tenant ON %I FOR SELECT TO weir_app USING (tenant_id = (SELECT app_tenant()))', part);
  END LOOP;
  FOREACH part IN ARRAY ARRAY['billing_address', 'billing_budget'] LOOP
    EXECUTE format('CREATE POLICY of_tenant ON %I TO weir_app USING (tenant_id = (SELECT app_tenant()))', part);
    EXECUTE format('GRANT DELETE ON %I TO weir_app', part);
  END LOOP;
END
$$;
CREATE POLICY of_drafts ON invoice FOR DELETE TO weir_app USING ((SELECT app_platform()) AND state = 'DRAFT');
GRANT DELETE ON invoice TO weir_app;
