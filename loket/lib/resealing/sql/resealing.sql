-- name: numbers
select get_byte(/*column*/, 1), count(*) from /*table*/
where length(/*column*/) > 1 group by 1;

-- name: next
select id from /*table*/
where %(after)s::/*type*/ is null or id > %(after)s::/*type*/
order by id limit %(limit)s;

-- name: old
select id, /*beside*/, /*column*/ from /*table*/
where (%(after)s::/*type*/ is null or id > %(after)s::/*type*/) and id <= %(last)s
  and length(/*column*/) > 1 and get_byte(/*column*/, 1) <> %(active)s
for update skip locked;

-- name: close
update /*table*/ set /*column*/ = %s where id = %s;
