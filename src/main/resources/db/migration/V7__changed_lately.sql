-- What happened lately to a user's sessions, however long ago they were opened.
create index sessions_closed_user on sessions (user_address, closed_block, closed_log) where closed_block is not null;
create index holds_withdrawn_user on holds (user_address, withdrawn_block, withdrawn_log) where withdrawn_block is not null;
