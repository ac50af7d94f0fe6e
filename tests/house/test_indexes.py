"""An index whose columns another one begins with costs each write and serves nobody."""

import pytest
from django.apps import apps
from django.db import connection

pytestmark = pytest.mark.django_db

BEGUN_BY_ANOTHER = """
select narrow.indexrelid::regclass::text
from pg_index narrow join pg_index wide using (indrelid)
where narrow.indexrelid <> wide.indexrelid
  and indrelid = any(%s::text[]::regclass[])
  and not narrow.indisunique
  and num_nulls(narrow.indpred, wide.indpred, narrow.indexprs, wide.indexprs) = 4
  and wide.indkey::text || ' ' like narrow.indkey::text || ' %%'
  and wide.indclass::text || ' ' like narrow.indclass::text || ' %%'
  and (narrow.indkey <> wide.indkey or narrow.indexrelid < wide.indexrelid)
"""


def test_no_index_is_the_beginning_of_another():
    tables = [
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("loket.")
    ]
    with connection.cursor() as cursor:
        cursor.execute(BEGUN_BY_ANOTHER, [tables])
        found = sorted(name for (name,) in cursor.fetchall())

    assert len(tables) > 50
    assert found == []
