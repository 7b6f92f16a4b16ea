-- Who may see what a project's hosts serve; no row is as if nothing were guarded.
-- production: whether the project's own host is guarded. preview: whether all its others are.
-- password: what a password is checked against. sharing_key checks share links, sharing_secret
-- signs them; it is encrypted, for this row only.
create table project_access (
  project uuid primary key references project,
  production boolean default false not null,
  preview boolean default false not null,
  password varchar,
  sharing_key varchar not null,
  sharing_secret varchar not null
);

-- The tokens by which automation sees guarded hosts, by the SHA-256 of each.
create table bypass_token (
  hash varchar(64) primary key,
  project uuid not null references project,
  label varchar(40) not null,
  created_at timestamp with time zone not null,
  constraint bypass_token_label unique (project, label)
);
