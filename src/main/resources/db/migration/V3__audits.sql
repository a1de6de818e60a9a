-- What comparisons with the chain came to: the newest of each address. Undoing a block takes the audits above it back.

create table audits (
    block       bigint   not null,
    agrees      boolean  not null,
    address     bytea    primary key,
    block_hash  bytea    not null,
    differences text
);
comment on table audits is 'the newest audit of an address, and what differed';
create index audits_block on audits (block);
create index audits_differing on audits (block) where not agrees;
