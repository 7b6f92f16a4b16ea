-- What was built from what: the newest build of a project with a key, whose artifact serves every
-- deployment with the same key.
create table build_record (
  project uuid not null references project,
  build_key varchar(64) not null,
  artifact varchar(64) not null,
  deployment uuid not null references deployment,
  built_at timestamp with time zone not null,
  primary key (project, build_key)
);

create index build_record_of_deployment on build_record (deployment);
create index build_record_of_artifact on build_record (artifact);

-- Whether a person wants it built whatever was built before.
alter table deployment add column rebuild boolean default false not null;

-- The caches of builds, each in the container engine of a node.
-- epoch: what the project's was when the cache was begun; one with an older one is used no more.
-- bytes: as last measured.
create table build_cache (
  node varchar not null,
  project uuid not null references project,
  trust varchar(10) not null check (trust in ('production', 'preview', 'fork')),
  epoch integer not null,
  bytes bigint,
  used_at timestamp with time zone not null,
  primary key (node, project, trust, epoch)
);

create index build_cache_of_project on build_cache (project);

alter table project add column cache_epoch integer default 0 not null;
