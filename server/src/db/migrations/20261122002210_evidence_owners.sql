-- What somebody owns is looked up for their worklist.
create index evidence_of_owner on evidence (owner_id) where owner_id is not null;
