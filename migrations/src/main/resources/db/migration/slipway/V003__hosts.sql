-- What each label below the platform's domain belongs to, and what it serves. One key over all
-- kinds, so that no label means two things.
-- deployment: one row for its short id, which never changes.
-- production, branch: an alias; without a deployment until one is ready, then it only moves to
-- a newer one, which sequence keeps.
create table host (
  label varchar(63) primary key,
  kind varchar(10) not null check (kind in ('deployment', 'production', 'branch')),
  project uuid not null references project,
  branch varchar(244),
  deployment uuid references deployment,
  sequence bigint,
  changed_at timestamp with time zone not null,
  constraint host_of_branch unique (project, branch),
  constraint host_branch_is_named check ((kind = 'branch') = (branch is not null)),
  constraint host_shows_newest check ((deployment is null) = (sequence is null)),
  constraint host_is_fixed check (kind <> 'deployment' or deployment is not null)
);

create index host_of_project on host (project, kind);
create index host_of_deployment on host (deployment);
