-- Tables and columns by the names that the code and the glossary use.
alter table looked_again rename to recheck_progress;
alter table recheck_progress rename column looked_to to history_checked_to;
alter table recheck_progress rename column doubted_from to suspect_from;
alter table recheck_progress rename column doubted_to to suspect_to;
comment on column recheck_progress.suspect_from is 'up to suspect_to blocks are asked about at once: an answer near them left a log out';
alter table closeouts rename to session_closeouts;
alter table payouts rename to payout_facts;
