-- When blocks were fetched, so that they can be asked about again so long afterwards, however fast blocks come.
create table fetch_times (
    at    timestamptz primary key,
    block bigint      not null
);
comment on table fetch_times is 'all blocks up to this one were here at that time, by the clock of this server';
-- What was known to be fetched long enough ago stays so; the rest waits once more.
insert into fetch_times (at, block) select 'epoch', due_to from looked_again;

alter table looked_again drop column due_to, drop column goes_on_at;
