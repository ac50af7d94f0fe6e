"""The table of a run, and the one before it."""

from __future__ import annotations

from bench import report
from bench.report import Row


def test_old_figures_stand_beside_the_new_ones(tmp_path, capsys):
    path = tmp_path / "latest.json"
    assert report.earlier(path) is None
    report.write([Row("loop_ratio", 0.05)], {"commit": "abc"}, None, path)

    before = report.earlier(path)
    now = [report.at_least("loop_ratio", 0.07, 0.06), Row("crowd_sold", 2_000)]
    report.show(now, {}, before)
    said = capsys.readouterr().out
    report.write(now, {"commit": "def"}, before, path)

    (line,) = [line for line in said.splitlines() if "loop_ratio" in line]
    assert line.split()[:3] == ["loop_ratio", "0.07", "0.05"]
    assert "abc" in said
    assert report.earlier(path).conditions == {"commit": "def"}


def test_a_damaged_file_is_no_earlier_run(tmp_path):
    path = tmp_path / "latest.json"
    path.write_text("{")

    assert report.earlier(path) is None
