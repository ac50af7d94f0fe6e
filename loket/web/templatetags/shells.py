"""Parts of pages that stand around others."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def scroll(content: str, words: str = "", by: str = "", css: str = "") -> SafeString:
    """
    Let something wide, most often a table, scroll within its page, by keys as well.

    What it is, say `words`, or the heading with the id `by`.
    """
    name, value = ("aria-label", words) if words else ("aria-labelledby", by)
    return format_html(
        '<div class="{}" tabindex="0" role="group" {}="{}">{}</div>',
        f"sc-scroll {css}".strip(),
        name,
        value,
        content,
    )
