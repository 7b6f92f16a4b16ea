-- Who owns projects and whose builds share a limit.
create table account (
  id uuid primary key,
  name varchar not null unique,
  created_at timestamp with time zone not null
);

-- AccountId.FIRST, the owner of everything until accounts can be added.
insert into account (id, name, created_at)
values ('00000000-0000-0000-0000-000000000001', 'first', current_timestamp);

-- The bearer tokens of the API, by the SHA-256 of each: a token can be checked, never read.
create table api_token (
  hash varchar(64) primary key,
  account uuid not null references account,
  label varchar not null,
  created_at timestamp with time zone not null
);

create index api_token_account on api_token (account);

-- One repository and how it is deployed.
-- hook_secret signs its webhooks; it is encrypted, for this row only.
create table project (
  id uuid primary key,
  account uuid not null references account,
  name varchar(40) not null unique,
  repository varchar not null,
  production_branch varchar(244) not null,
  hook_secret varchar not null,
  created_at timestamp with time zone not null
);

create index project_account on project (account, name);
