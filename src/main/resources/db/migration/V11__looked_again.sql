-- How far blocks were asked about a last time, long after they were fetched; no row before an indexer knew of it.
create table looked_again (
    one        boolean primary key default true check (one),
    looked_to  bigint  not null,
    goes_on_at bigint
);
comment on column looked_again.goes_on_at is 'the height at which the next blocks were fetched long enough ago; null where they are fetched now';
