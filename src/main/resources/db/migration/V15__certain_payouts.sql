-- What earlier versions found may be a guess where more than 500 sessions were in question (docs/claims.md).
alter table payouts add column certain boolean not null default false;
alter table payouts alter column certain drop default;
comment on column payouts.certain is 'whether logs or views said for which session it was';
