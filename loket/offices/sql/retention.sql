-- name: certify
insert into offices_retentioncertificate as c (agency_id, data_class, day, days, source,
  how, deleted, finished_at)
values (%(agency)s, %(class)s, %(day)s, %(days)s, %(source)s, %(how)s, %(deleted)s,
  %(now)s)
on conflict (day, data_class, agency_id, days) do update
  set deleted = c.deleted + excluded.deleted, finished_at = excluded.finished_at;
