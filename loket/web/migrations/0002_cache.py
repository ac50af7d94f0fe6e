from django.db import migrations

# The shape that Django's cache in a database wants (django.core.cache.backends.db).
CREATE = """
create table web_cache (
  cache_key varchar(255) primary key,
  value text not null,
  expires timestamptz not null
);
create index web_cache_expires on web_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("web", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, "drop table web_cache")]
