-- Reconstruction errors of the predictions of a version by day, while a monitor of them is on:
-- whole sums of 2^-16, never a row. See ReconstructionDay.
create table reconstruction_days (
  version_id uuid not null references versions (id),
  day date not null,
  organization_id uuid not null references organizations (id),
  ai_system_id uuid not null references ai_systems (id),
  n bigint not null,
  errors bigint not null,
  squares bigint not null,
  imputed bigint not null,
  primary key (version_id, day)
);
