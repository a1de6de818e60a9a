-- Each audit looks at some of a provider's sessions, from another place in the order of their ids: without sorting them all.
do $$
declare
    made record;
begin
    for made in values
        ('sessions_provider_turn', ''),
        ('sessions_owing_turn', ' WHERE ((closed_block IS NULL) OR (provider_owed > (0)::numeric))')
    loop
        if exists (select from deferred_indexes) then
            insert into deferred_indexes (name, definition) values (made.column1, format(
                'CREATE INDEX %I ON %I.sessions USING btree (provider_address, session_id)%s',
                made.column1, current_schema(), made.column2));
        else
            execute format('create index %I on sessions (provider_address, session_id)%s', made.column1, made.column2);
        end if;
    end loop;
end $$;
