-- When the branch of a host was deleted. The host stays, for its moves are kept, and shows nothing
-- until the branch is pushed again.
alter table host add column removed_at timestamp with time zone;
alter table host add constraint host_removed_shows_nothing check (
  removed_at is null or (kind = 'branch' and deployment is null)
);

-- A delivery may also take the host of a branch away: what was decided then is 'removed', with a
-- reason and without a deployment. The rule for the column has no name that both databases know, so
-- the column is replaced.
alter table delivery drop constraint delivery_decision_is_whole;
alter table delivery add column decided varchar(10);
update delivery set decided = decision;
alter table delivery drop column decision;
alter table delivery rename column decided to decision;
alter table delivery alter column decision set not null;
alter table delivery add constraint delivery_decision_is_known check (
  decision in ('queued', 'joined', 'ignored', 'removed')
);
alter table delivery add constraint delivery_decision_is_whole check (
  (decision in ('ignored', 'removed')) = (deployment is null)
  and (decision in ('ignored', 'removed')) = (reason is not null)
);
