"""What a desk holds after a long time, made by the database itself in seconds."""

from __future__ import annotations

import psycopg

# Messages of one talk, and people among whom they are spread.
PER_PERSON = 20

# A UUIDv7 of a moment since midnight, which lies in a partition that stands.
_FUNCTIONS = """
create or replace function bench_id() returns uuid language sql volatile as $$
  select (lpad(to_hex((extract(epoch from date_trunc('day', now() at time zone 'utc')
      + random() * (now() at time zone 'utc'
                    - date_trunc('day', now() at time zone 'utc'))) * 1000)::bigint),
      12, '0') || '7' || substr(h, 1, 3) || 'a' || substr(h, 4, 15))::uuid
  from md5(random()::text) as h
$$;
"""
_PEOPLE = """
create temporary table person as
  select bench_id() as id, bench_id() as talk, n
  from generate_series(1, %(people)s) n;
insert into contacts_contact (id, agency_id, name, first_seen_at)
  select id, (select min(id) from offices_agency), 'Rina ' || n, now() from person;
insert into contacts_identity (account_id, kind, value, first_seen_at, contact_id)
  select %(account)s, k, case k when 'phone' then '62899' || lpad(n::text, 8, '0')
      else 'ID.9' || lpad(n::text, 19, '0') end, now(), id
  from person, unnest(array['phone', 'user_id']) k;
insert into messaging_conversation (id, account_id, contact_id, agency_id, step,
    answers, language, owner, version, last_inbound_at, person_wanted_for)
  select talk, %(account)s, id, (select min(id) from offices_agency), 'menu',
    decode(repeat('00', 120), 'hex'), 'id', 'bot', 0, now(), '' from person;
"""
_STORED = (
    """
insert into messaging_seen (account_id, external_key)
  select %(account)s, gen_random_uuid() from generate_series(1, %(count)s);
""",
    """
insert into messaging_event (id, account_id, kind, lane, contact_key, closes_turn,
    state, body, body_id)
  select bench_id(), %(account)s, 'message', g.n %% 64, p.id, false, 1,
    '{"external_id":"' || gen_random_uuid() || repeat('x', 300) || '"}', p.talk
  from generate_series(1, %(count)s) as g (n)
    join person p on p.n = g.n %% %(people)s + 1;
""",
    """
insert into messaging_message (id, conversation_id, account_id, direction, type, words,
    state, external_id, created_at)
  select bench_id(), p.talk, %(account)s, case g.n %% 2 when 0 then 'in' else 'out' end,
    'text', repeat('kata ', 40), case g.n %% 2 when 0 then 7 else 5 end,
    'wamid.' || gen_random_uuid(), now()
  from generate_series(1, %(count)s) as g (n)
    join person p on p.n = g.n %% %(people)s + 1;
""",
)
_TABLES = ("messaging_seen", "messaging_event", "messaging_message")


# New keys fall anywhere in the index of old ones. After a checkpoint the first one on
# each page writes the whole page to the log; so many of a hundred touch nearly all.
TOUCHED_PERCENT = 3


def store(url: str, count: int) -> None:
    """Store so many events, messages and dedupe keys, and people to go with them."""
    with psycopg.connect(
        url, autocommit=True, options="-c synchronous_commit=off"
    ) as connection:
        account = connection.execute(
            "select id from messaging_channelaccount"
        ).fetchone()
        values = {
            "people": count // PER_PERSON,
            "count": count,
            "account": account[0] if account else 0,
        }
        connection.execute(_FUNCTIONS)
        cursor = psycopg.ClientCursor(connection)
        cursor.execute(_PEOPLE, values)
        for statement in _STORED:
            cursor.execute(statement.encode(), values)
        connection.execute(b"vacuum analyze")


def touch(url: str, count: int) -> None:
    """Add a few dedupe keys after a checkpoint, so that a short run finds the log as a
    long one does."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            b"insert into messaging_seen (account_id, external_key) "
            b"select 0, gen_random_uuid() from generate_series(1, %s)",
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
