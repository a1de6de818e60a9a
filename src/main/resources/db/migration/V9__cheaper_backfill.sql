-- What made a first backfill slow in its tables.

-- A transaction's logs share one entry of a B-tree, so that it is smaller than the hash index that was here before, and
-- made of a million logs in a third of the time, while all readers wait for it.
drop index if exists raw_logs_tx;

do $$
begin
    update deferred_indexes set definition = replace(definition, ' USING hash ', ' USING btree ')
    where name = 'raw_logs_tx';
    if not found then
        create index raw_logs_tx on raw_logs (tx_hash);
    end if;
end $$;

-- Ids are random: to find each its place in an index takes longer than to write its row. An index and no constraint,
-- so that it can be put off.
alter table session_facts drop constraint session_facts_pkey;

do $$
begin
    if exists (select from deferred_indexes) then
        insert into deferred_indexes (name, definition) values ('session_facts_opening', format(
            'CREATE UNIQUE INDEX session_facts_opening ON %I.session_facts USING btree (session_id, opened_hash)',
            current_schema()));
    else
        create unique index session_facts_opening on session_facts (session_id, opened_hash);
    end if;
end $$;

-- A row on hold is moved or withdrawn once or twice: there is room for that beside it, so that no index need know.
alter table holds set (fillfactor = 75);
