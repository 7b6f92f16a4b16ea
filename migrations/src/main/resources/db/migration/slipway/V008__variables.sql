-- One row for each project that has, or had, variables of its own.
-- digest_key: what the digests are made with that name its variables without telling them;
-- encrypted, for this row only.
create table variable_set (
  project uuid primary key references project,
  digest_key varchar not null
);

-- The environment variables that projects give their builds and apps.
-- scope: all, production, preview or branch:NAME. kind: public or secret. used: build, runtime or
-- both. sealed: the value, encrypted for this name, scope, kind and use of this project only.
-- bytes: how many the value has.
create table variable (
  project uuid not null references variable_set,
  name varchar(128) not null,
  scope varchar(260) not null,
  kind varchar(10) not null,
  used varchar(10) not null,
  sealed varchar not null,
  bytes integer not null,
  set_at timestamp with time zone not null,
  primary key (project, name, scope)
);
