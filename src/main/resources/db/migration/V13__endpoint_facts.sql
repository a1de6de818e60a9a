-- What was learnt of each node endpoint, so that a restart need not learn it again. A row only where something was learnt.
create table endpoint_facts (
    endpoint text        not null,
    fact     text        not null,
    value    bigint,
    words    text,
    at       bigint not null,
    primary key (endpoint, fact)
);
comment on column endpoint_facts.endpoint is 'host and place in the configuration; never a path or key';
comment on column endpoint_facts.value is 'of a limit: calls, blocks, logs; of a history: its first block';
comment on column endpoint_facts.words is 'of something that the endpoint cannot do: what it said, or what contradicted it';
comment on column endpoint_facts.at is 'seconds since 1970';
