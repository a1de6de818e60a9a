-- Registrations of providers are few among millions of logs: found without a walk.
create index raw_logs_providers on raw_logs (substring(topics from 45 for 20))
    where contract = 1 and substring(topics from 1 for 32) = '\x70abce74777b3838ae60a33a6b9a87d9d25532668fe4fea548554c55868579c0'::bytea;
