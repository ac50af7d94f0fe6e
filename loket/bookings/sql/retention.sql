-- name: count
-- Whatever became of them: after so long nobody is expected any more.
select count(*) from bookings_slot s
join offices_office o on o.id = s.office_id
join bookings_booking b on b.slot_id = s.id
where o.agency_id = %(agency)s and s.day < %(before)s;

-- name: old
select b.id from bookings_slot s
join offices_office o on o.id = s.office_id
join bookings_booking b on b.slot_id = s.id
where o.agency_id = %(agency)s and s.day < %(before)s
limit %(limit)s
for update of b;

-- name: delete_people
delete from bookings_bookedperson where booking_id = any(%s);

-- name: delete_markings
delete from bookings_marking where booking_id = any(%s);

-- name: delete_reminders
delete from bookings_reminder where booking_id = any(%s);

-- name: delete_bookings
delete from bookings_booking where id = any(%s);
