-- One network's index. Made in a schema of its own, and a second time beside it while the derived tables are rebuilt.
-- Times are seconds since 1970, amounts wei, addresses 20 bytes, hashes and ids 32 bytes. Columns are ordered so that
-- the wide tables waste no byte on alignment.

-- What the chain said: append-only, and enough to derive everything else without a node.

create table blocks (
    number      bigint  primary key,
    time        bigint  not null,
    has_log     boolean not null,
    hash        bytea   not null,
    parent_hash bytea
);
comment on table blocks is 'every block with a log of ours, and the newest ones followed';
create index blocks_without_log on blocks (number) where not has_log;

create table raw_logs (
    block     bigint   not null,
    log_index integer  not null,
    tx_index  integer  not null,
    contract  smallint not null,
    tx_hash   bytea    not null,
    topics    bytea    not null,
    data      bytea    not null,
    primary key (block, log_index)
);
comment on column raw_logs.contract is '0 the token, 1 the Diamond';
comment on column raw_logs.topics is 'none to four words, one after the other';
-- Four bytes a log, where a B-tree would keep all 32.
create index raw_logs_tx on raw_logs using hash (tx_hash);

create table session_facts (
    opened_block      bigint   not null,
    opened_at         bigint   not null,
    ends_at           bigint   not null,
    closeout_at       bigint,
    closeout_type     smallint,
    direct_payment    boolean  not null,
    session_id        bytea    not null,
    opened_hash       bytea    not null,
    user_address      bytea    not null,
    provider_address  bytea    not null,
    model_id          bytea    not null,
    bid_id            bytea    not null,
    price_per_second  numeric(78) not null,
    stake             numeric(78) not null,
    primary key (session_id, opened_hash)
);
comment on table session_facts is 'what views say of a session, valid for one opening of it';
create index session_facts_block on session_facts (opened_block);

create table closeouts (
    closed_block bigint   not null,
    closeout_at  bigint   not null,
    type         smallint not null,
    session_id   bytea    not null,
    primary key (closed_block, session_id)
);
comment on table closeouts is 'what views said of a session when it had just been closed';

create table payouts (
    block      bigint  not null,
    log_index  integer not null,
    session_id bytea,
    primary key (block, log_index)
);
comment on table payouts is 'what outflows without an event were found to be, with the help of views';

-- What the ledger derives.

create table flows (
    block        bigint   not null,
    log_index    integer  not null,
    seq          smallint not null,
    kind         smallint not null,
    from_bucket  smallint not null,
    to_bucket    smallint not null,
    from_address bytea    not null,
    to_address   bytea    not null,
    tx_hash      bytea    not null,
    session_id   bytea,
    amount       numeric(78) not null,
    from_after   numeric(78) not null,
    to_after     numeric(78) not null,
    primary key (block, log_index, seq)
);
comment on table flows is 'double entry: an amount from one account to another, and both balances after it';
-- The bucket last: a list of one bucket then skips the others inside the index.
create index flows_from on flows (from_address, block, log_index, seq, from_bucket);
create index flows_to on flows (to_address, block, log_index, seq, to_bucket);

create table balances (
    first_block    bigint not null,
    last_block     bigint not null,
    address        bytea  primary key,
    wallet         numeric(78),
    active_session numeric(78),
    on_hold        numeric(78),
    provider_stake numeric(78),
    model_stake    numeric(78),
    staking_pool   numeric(78),
    provider_due   numeric(78),
    fees           numeric(78),
    unattributed   numeric(78),
    supply         numeric(78)
) with (fillfactor = 85);
comment on table balances is 'the newest balance of each account; null for one that never moved, since most only have a wallet';

create table sessions (
    opened_block     bigint   not null,
    opened_at        bigint   not null,
    ends_at          bigint   not null,
    closed_block     bigint,
    closeout_at      bigint,
    opened_log       integer  not null,
    closed_log       integer,
    closeout_type    smallint,
    funded_by        smallint not null,
    ended_by         smallint,
    direct_payment   boolean  not null,
    session_id       bytea    primary key,
    user_address     bytea    not null,
    provider_address bytea    not null,
    model_id         bytea    not null,
    bid_id           bytea    not null,
    opened_tx        bytea    not null,
    closed_tx        bytea,
    price_per_second numeric(78) not null,
    facts_stake      numeric(78) not null,
    stake            numeric(78) not null,
    returned         numeric(78),
    held             numeric(78),
    provider_paid    numeric(78) not null,
    provider_owed    numeric(78)
);
comment on column sessions.provider_owed is 'what the provider has not collected of a closed session';
create unique index sessions_opened on sessions (opened_block, opened_log);
create index sessions_closed on sessions (closed_block) where closed_block is not null;
create index sessions_user on sessions (user_address, opened_block, opened_log);
create index sessions_provider on sessions (provider_address, opened_block, opened_log);
create index sessions_model on sessions (model_id, opened_block, opened_log);
-- Open sessions are few among all: an answer about them must not walk the closed ones.
create index sessions_open on sessions (opened_block, opened_log) where closed_block is null;
create index sessions_open_user on sessions (user_address, ends_at) include (stake, funded_by) where closed_block is null;
create index sessions_open_provider on sessions (provider_address, opened_block, opened_log) where closed_block is null;
create index sessions_owing on sessions (provider_address) where closed_block is null or provider_owed > 0;

create table holds (
    created_block   bigint  not null,
    release_at      bigint  not null,
    withdrawn_block bigint,
    created_log     integer not null,
    slot            integer,
    withdrawn_log   integer,
    withdrawn_order integer,
    session_id      bytea   primary key,
    user_address    bytea   not null,
    created_tx      bytea   not null,
    withdrawn_tx    bytea,
    amount          numeric(78) not null
);
comment on column holds.slot is 'place in the contract''s array while it is there';
create unique index holds_created on holds (created_block, created_log);
create index holds_withdrawn on holds (withdrawn_block) where withdrawn_block is not null;
create index holds_user on holds (user_address, created_block, created_log);
create index holds_live on holds (created_block, created_log) where withdrawn_block is null;
create index holds_live_user on holds (user_address, release_at) include (amount) where withdrawn_block is null;

create table pool_entries (
    block      bigint   not null,
    log_index  integer  not null,
    seq        smallint not null,
    revoked    boolean,
    release_at bigint,
    expiry     bigint,
    funder     bytea    not null,
    hot        bytea    not null,
    tx_hash    bytea    not null,
    session_id bytea,
    principal  numeric(78) not null,
    locked     numeric(78) not null,
    pending    numeric(78) not null,
    funded     numeric(78) not null,
    held       numeric(78) not null,
    cap        numeric(78),
    primary key (block, log_index, seq)
);
create index pool_entries_funder on pool_entries (funder, hot);
create index pool_entries_hot on pool_entries (hot, block, log_index, seq);
create index pool_entries_pending on pool_entries (funder) include (pending) where pending <> 0;

create table model_entries (
    block        bigint   not null,
    log_index    integer  not null,
    seq          smallint not null,
    deregistered boolean  not null,
    model_id     bytea    not null,
    owner        bytea    not null,
    tx_hash      bytea    not null,
    stake        numeric(78) not null,
    primary key (block, log_index, seq)
);
create index model_entries_owner on model_entries (owner, model_id) include (stake);
create index model_entries_model on model_entries (model_id);

create table anomalies (
    block     bigint   not null,
    log_index integer  not null,
    seq       smallint not null,
    code      smallint not null,
    tx_hash   bytea    not null,
    detail    text     not null,
    primary key (block, log_index, seq)
);

-- How far it is, and who may write. One row each.

create table checkpoint (
    one                boolean primary key default true check (one),
    number             bigint  not null,
    time               bigint  not null,
    finalized          bigint,
    derivation_version integer not null,
    hash               bytea   not null
);

create table network_facts (
    one             boolean primary key default true check (one),
    chain_id        bigint  not null,
    start_block     bigint,
    token           bytea   not null,
    diamond         bytea   not null,
    funding_account bytea
);

create table lease (
    one        boolean     primary key default true check (one),
    epoch      bigint      not null,
    expires_at timestamptz not null,
    holder     uuid        not null
);
