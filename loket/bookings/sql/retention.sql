-- name: count_bookings
-- Whatever became of them: after so long nobody is expected any more.
select count(*) from bookings_slot s
join offices_office o on o.id = s.office_id
join bookings_booking b on b.slot_id = s.id
where o.agency_id = %(agency)s and s.day < %(before)s;

-- name: old_bookings
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

-- name: delete_offers_of_bookings
delete from bookings_offer where booking_id = any(%s);

-- name: delete_displacements
delete from bookings_displacement where booking_id = any(%s);

-- name: count_waiting
select count(*) from bookings_waiting w
where w.agency_id = %(agency)s and w.last_day < %(before)s
  and w.state not in ('waiting', 'offered');

-- name: old_waiting
select w.id from bookings_waiting w
where w.agency_id = %(agency)s and w.last_day < %(before)s
  and w.state not in ('waiting', 'offered')
limit %(limit)s
for update of w;

-- name: delete_offers
delete from bookings_offer where waiting_id = any(%s);

-- name: delete_waiting
delete from bookings_waiting where id = any(%s);

-- name: count_rulings
select count(*) from bookings_ruling r join offices_office o on o.id = r.office_id
where o.agency_id = %(agency)s and r.until < %(until)s;

-- name: old_rulings
select r.id from bookings_ruling r join offices_office o on o.id = r.office_id
where o.agency_id = %(agency)s and r.until < %(until)s
limit %(limit)s
for update of r;

-- name: delete_rulings
delete from bookings_ruling where id = any(%s);

-- name: count_papers
select count(*) from bookings_paper p join offices_office o on o.id = p.office_id
where o.agency_id = %(agency)s and p.day < %(before)s;

-- name: old_papers
select p.id from bookings_paper p join offices_office o on o.id = p.office_id
where o.agency_id = %(agency)s and p.day < %(before)s
limit %(limit)s
for update of p;

-- name: delete_papers
delete from bookings_paper where id = any(%s);
