"""What a desk holds after a long time, made by the database itself in seconds."""

from __future__ import annotations

import psycopg

from loket.lib import clock

# Messages of one talk, and people among whom they are spread.
PER_PERSON = 20

# A UUIDv7 of a moment since midnight, which lies in a partition that stands. Ids grow
# with n, as they do in life.
_ID = """(lpad(to_hex(%(midnight)s + %(passed)s * n::bigint / %(count)s), 12, '0')
    || '7' || substr(md5(n::text), 1, 3) || 'a' || substr(md5(n::text), 4, 15))::uuid"""
_PEOPLE = f"""
create temporary table person as
  select n as number, {_ID} as id from generate_series(1, %(people)s) n;
create unique index on person (number);
analyze person;
insert into contacts_contact (id, agency_id, name, first_seen_at)
  select id, (select min(id) from offices_agency), 'Rina ' || number, now() from person;
insert into contacts_identity (account_id, kind, value, first_seen_at, contact_id)
  select %(account)s, k, case k when 'phone' then '62899' || lpad(number::text, 8, '0')
      else 'ID.9' || lpad(number::text, 19, '0') end, now(), id
  from person, unnest(array['phone', 'user_id']) k;
insert into messaging_conversation (id, account_id, contact_id, agency_id, step,
    answers, language, owner, version, last_inbound_at, person_wanted_for)
  select id, %(account)s, id, (select min(id) from offices_agency), 'menu',
    decode(repeat('00', 120), 'hex'), 'id', 'bot', 0, now(), '' from person;
"""
_STORED = (
    # Most of them in order, because that is quick; the rest anywhere, so that the pages
    # of the index are as full as in life.
    """
insert into messaging_seen (account_id, external_key)
  select %(account)s, gen_random_uuid() from generate_series(1, %(count)s * 7 / 10)
  order by 2;
insert into messaging_seen (account_id, external_key)
  select %(account)s, gen_random_uuid() from generate_series(1, %(count)s * 3 / 10);
""",
    f"""
insert into messaging_event (id, account_id, kind, lane, contact_key, closes_turn,
    state, body, body_id)
  select {_ID}, %(account)s, 'message', n %% 64, p.id, false, 1,
    '{{"external_id":"' || n || repeat('x', 300) || '"}}', p.id
  from generate_series(1, %(count)s) as g (n)
    join person p on p.number = n %% %(people)s + 1
  order by n;
""",
    f"""
insert into messaging_message (id, conversation_id, account_id, direction, type, words,
    state, external_id, created_at)
  select {_ID}, p.id, %(account)s, case n %% 2 when 0 then 'in' else 'out' end,
    'text', repeat('kata ', 40), case n %% 2 when 0 then 7 else 5 end,
    'wamid.' || md5(n::text), now()
  from generate_series(1, %(count)s) as g (n)
    join person p on p.number = n %% %(people)s + 1
  order by n;
""",
)
_TABLES = ("messaging_seen", "messaging_event", "messaging_message")


# New keys fall anywhere in the index of old ones. After a checkpoint the first one on
# each page writes the whole page to the log; so many of a hundred touch nearly all.
TOUCHED_PERCENT = 3


def store(url: str, count: int) -> None:
    """Store so many events, messages and dedupe keys, and people to go with them."""
    now = clock.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    with psycopg.connect(
        url, autocommit=True, options="-c synchronous_commit=off"
    ) as connection:
        query = "select id from messaging_channelaccount"
        account = connection.execute(query).fetchone()
        values = {
            "people": count // PER_PERSON,
            "count": count,
            "account": account[0] if account else 0,
            "midnight": int(midnight.timestamp() * 1000),
            "passed": int((now - midnight).total_seconds() * 1000),
        }
        cursor = psycopg.ClientCursor(connection)
        cursor.execute(_PEOPLE.encode(), values)
        for statement in _STORED:
            cursor.execute(statement.encode(), values)
        connection.execute(b"vacuum analyze")


def touch(url: str, count: int) -> None:
    """Add a few dedupe keys after a checkpoint, so that a short run finds the log as a
    long one does."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            b"insert into messaging_seen (account_id, external_key) "
            b"select a.id, gen_random_uuid() "
            b"from messaging_channelaccount a, generate_series(1, %s)",
            [count * TOUCHED_PERCENT // 100],
        )


def stored(url: str) -> int:
    """Return how many rows the smallest of the three tables holds."""
    with psycopg.connect(url) as connection:
        counts = [
            connection.execute(f"select count(*) from {table}".encode()).fetchone()
            for table in _TABLES
        ]
    return min(int(row[0]) for row in counts if row)
