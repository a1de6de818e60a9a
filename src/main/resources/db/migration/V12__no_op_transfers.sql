-- Transfers that moved nothing, being of 0 or from an address to itself: no flow tells of them. They are few among millions of
-- logs, and an address's are found without a walk.
create index raw_logs_no_op_from on raw_logs (substring(topics from 45 for 20), block, log_index)
    where contract = 0 and length(topics) = 96 and length(data) = 32
        and substring(topics from 1 for 32) = '\xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'::bytea
        and (data = '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea
            or substring(topics from 33 for 32) = substring(topics from 65 for 32));
create index raw_logs_no_op_to on raw_logs (substring(topics from 77 for 20), block, log_index)
    where contract = 0 and length(topics) = 96 and length(data) = 32
        and substring(topics from 1 for 32) = '\xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'::bytea
        and (data = '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea
            or substring(topics from 33 for 32) = substring(topics from 65 for 32));
