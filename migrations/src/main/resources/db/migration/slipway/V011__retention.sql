-- When the files of a deployment were removed, which changes nothing else of it.
alter table deployment add column artifact_removed_at timestamp with time zone;
alter table deployment add constraint deployment_removed_was_ready check (
  artifact_removed_at is null or state = 'ready'
);

-- When a person asked for the files to be kept; null if nobody does.
alter table deployment add column pinned_at timestamp with time zone;
alter table deployment add constraint deployment_pinned_has_files check (
  pinned_at is null or (state = 'ready' and artifact_removed_at is null)
);

create index deployment_of_artifact on deployment (artifact);

-- What is about to happen to the file of an artifact. held: somebody is about to publish it.
-- doomed: no deployment has it any more. deleting: its file is being deleted, and nobody may hold it.
create table artifact_hold (
  artifact varchar(64) primary key,
  state varchar(10) not null check (state in ('held', 'doomed', 'deleting')),
  since timestamp with time zone not null
);

create index artifact_hold_by_state on artifact_hold (state, since);
