-- What lists of thousands of AI systems, controls and pieces of evidence are read by.
create index ai_systems_by_name on ai_systems (organization_id, lower(name), id);
create index sign_offs_of_system on sign_offs (ai_system_id, subject_type, created_at)
  where ai_system_id is not null;

-- Which version governs on a day and whether it counts, without reading the versions themselves.
create index evidence_governing on evidence_versions (evidence_id, effective_from)
  include (governs_until, good_until, effective_until);
create index evidence_beginning on evidence_versions (organization_id, effective_from);
-- What a target has linked, without reading the links themselves.
drop index evidence_links_to;
create index evidence_links_to on evidence_links
  (organization_id, target_type, target_id, evidence_id);
create index evidence_withdrawn on evidence (organization_id, uploaded_at desc, id desc)
  where withdrawn_at is not null;
create index evidence_empty on evidence (organization_id, uploaded_at desc, id desc)
  where versions = 0;
-- What somebody owns stands in their worklist by title.
drop index evidence_of_owner;
create index evidence_of_owner on evidence (owner_id, lower(title), id) where owner_id is not null;
