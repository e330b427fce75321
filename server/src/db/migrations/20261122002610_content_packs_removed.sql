-- An organization may take its own framework away: what its rules asked is no longer asked.
create trigger content_packs_removed after delete on content_packs
  referencing old table as changed_packs
  for each statement execute function content_makes_duties_stale();
