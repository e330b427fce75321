-- What several processes on one database must know of each other.

-- Attempts to prove an identity that did not succeed, counted across every process.
create table failed_attempts (
  -- SHA-256 of whose password or code was tried: whoever guesses need not be an account.
  subject text primary key,
  count integer not null,
  since timestamptz not null
);
create index failed_attempts_since on failed_attempts (since);

-- The token of the first set-up, whichever process is asked; gone with the first administrator.
create table setup_tokens (
  only_one boolean primary key default true check (only_one),
  token text not null
);
