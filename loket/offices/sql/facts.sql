-- name: fees
-- What is due on a day.
select agency_id, names::text, rupiah, source, valid_from
from offices_fee
where agency_id = any(%(agencies)s) and valid_from <= %(day)s
  and (valid_until is null or valid_until >= %(day)s)
order by agency_id, position, id;

-- name: addresses
select agency_id, value from offices_officialaddress
where agency_id = any(%s) order by agency_id, position, id;

-- name: opening_hours
select h.office_id, h.weekday, h.opens_at, h.closes_at
from offices_openinghours h join offices_office o on o.id = h.office_id
where o.agency_id = any(%s)
order by h.office_id, h.weekday, h.opens_at;
