-- What the first-run guide needs to remember: everything else that it shows is read where it is.

-- The history is forgotten by its age, and who watches is never written down; that both once happened is kept.
ALTER TABLE tenant
  ADD first_pictured_at timestamptz,
  ADD first_shared_at timestamptz;

-- Each member puts the guide away alone.
ALTER TABLE membership ADD guide_put_away_at timestamptz;
