-- What the close of a session that a pool funds frees in that pool, and what it holds there, was not written before.
update sessions s
set held = h.held, returned = s.stake - h.held
from (
    select c.session_id, coalesce((
        select sum(e.held) from pool_entries e
        where e.hot = c.user_address and e.block = c.closed_block and e.tx_hash = c.closed_tx and e.held > 0
            and e.log_index < c.closed_log
            -- a bundle can end several: what comes before the end of another is the other's
            and e.log_index > coalesce((
                select max(o.closed_log) from sessions o
                where o.closed_block = c.closed_block and o.closed_tx = c.closed_tx
                    and o.user_address = c.user_address and o.closed_log < c.closed_log), -1)
    ), 0) held
    from sessions c where c.funded_by = 1 and c.closed_block is not null
) h
where s.session_id = h.session_id;

comment on column sessions.returned is 'to the user, or free again in the pool that funded it';
comment on column sessions.held is 'as a hold row, or in a day bucket of the pool that funded it';

-- When a pool freed what it held for a day.
create index pool_entries_released on pool_entries (hot, release_at, block, log_index) where held < 0;
