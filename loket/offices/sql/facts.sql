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
