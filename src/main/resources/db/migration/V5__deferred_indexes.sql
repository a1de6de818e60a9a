-- Indexes that only readers need, while a first backfill does without them; empty otherwise.
create table deferred_indexes (
    name       text primary key,
    definition text not null
);
