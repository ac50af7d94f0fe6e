"""The templates that we send are held against what the provider lists."""

import pytest

from loket.channels.outgoing import KnownTemplate
from loket.config.doctor import texts
from loket.dialogue.notices import templates

APPROVED = [
    KnownTemplate(
        f"{needed.name}.{language}",
        needed.name,
        language,
        status="APPROVED",
        components=[
            {
                "type": "BODY",
                "text": " ".join(
                    f"{{{{{gap}}}}}" for gap in templates.variables(needed, language)
                ),
            }
        ],
    )
    for needed in templates.needed().values()
    for language in templates.declared().languages
]


def test_all_approved_with_our_gaps_is_good():
    assert texts.look(APPROVED).ok


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ([], "is missing"),
        ([(("status", "PAUSED"),)], "is paused"),
        ([(("components", []),)], "has other gaps"),
    ],
)
def test_what_is_not_as_we_need_it_is_named_but_can_wait(first, said):
    one = APPROVED[0]
    fields = {name: getattr(one, name) for name in one.__struct_fields__}
    changed = [KnownTemplate(**{**fields, **dict(it)}) for it in first]

    finding = texts.look([*changed, *APPROVED[1:]])

    assert not finding.ok
    assert not finding.is_grave
    assert f"{one.name} ({one.language}) {said}" in finding.detail
    assert finding.remedy
