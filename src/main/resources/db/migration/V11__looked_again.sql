-- How far blocks were asked about again, long after they were fetched; no row before an indexer knew of it.
create table looked_again (
    one          boolean primary key default true check (one),
    looked_to    bigint  not null,
    due_to       bigint  not null,
    goes_on_at   bigint,
    doubted_from bigint,
    doubted_to   bigint
);
comment on column looked_again.due_to is 'blocks up to here were fetched long enough ago';
comment on column looked_again.goes_on_at is 'the height from which on later ones were, too; null where they are fetched now';
comment on column looked_again.doubted_from is 'up to doubted_to they are asked about at once: a log near them was left out';
