-- Upgrades are a handful of logs among millions: found without a walk.
create index raw_logs_cuts on raw_logs (block, log_index)
    where contract = 1 and substring(topics from 1 for 32) = '\x8faa70878671ccd212d20771b795c50af8fd3ff6cf27f4bde57e5d4de0aeb673'::bytea;
