-- The portable image of a deployment that is ready, once it was written.
-- image: its id, the SHA-256 of its configuration. size: that of its tar, in bytes.
create table deployment_image (
  deployment uuid primary key references deployment on delete cascade,
  image varchar(64) not null,
  size bigint not null check (size > 0),
  written_at timestamp with time zone not null
);

create index deployment_of_image on deployment_image (image);

-- The key that the platform signs what it says about deployments with.
-- private_key: encrypted, for this row only.
create table signing_key (
  name varchar(20) primary key check (name = 'platform'),
  public_key varchar not null,
  private_key varchar not null,
  created_at timestamp with time zone not null
);
