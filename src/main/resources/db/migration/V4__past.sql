-- Questions about the past: which block was the newest at a time, and what a bucket held at a block.

create index blocks_time on blocks (time, number);

-- Most flows are between wallets, and flows_from and flows_to find a wallet's newest ones at once. The other buckets move
-- seldom: without these, a busy wallet's whole history would be walked for a stake paid in once.
create index flows_from_bucket on flows (from_address, from_bucket, block, log_index, seq) where from_bucket <> 0;
create index flows_to_bucket on flows (to_address, to_bucket, block, log_index, seq) where to_bucket <> 0;

-- What a session's provider collected after a block; 7 is PROVIDER_PAID.
create index flows_paid on flows (session_id, block) where kind = 7;
