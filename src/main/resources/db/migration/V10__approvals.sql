-- What an account allowed whom, newest first, found without a walk through the token's logs.
create index raw_logs_approvals on raw_logs (substring(topics from 45 for 20), block, log_index)
    where contract = 0 and substring(topics from 1 for 32) = '\x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925'::bytea;
