-- The line that starts the app which a deployment is; null for a site. The artifact of an app is the
-- tar of its program, which is never served.
alter table deployment add column app_start varchar(1000);
alter table deployment add constraint deployment_app_is_ready check (
  app_start is null or state = 'ready'
);
