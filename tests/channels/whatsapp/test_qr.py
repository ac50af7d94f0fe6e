import struct
import zlib

import pytest
import segno

from loket.channels.whatsapp import qr


def modules(png):
    """Read a picture back: rows of modules, dark is 1."""
    width, height = struct.unpack(">II", png[16:24])
    start = png.index(b"IDAT")
    size = struct.unpack(">I", png[start - 4 : start])[0]
    lines = zlib.decompress(png[start + 4 : start + 4 + size])
    across = width // qr.PIXELS_A_MODULE
    assert len(lines) == height * (across + 1)
    rows = [lines[at : at + across + 1] for at in range(0, len(lines), across + 1)]
    return [[1 - bit // 255 for bit in row[1:]] for row in rows[:: qr.PIXELS_A_MODULE]]


@pytest.mark.parametrize("text", ["LKT-7K3P9", "https://loket.example/b/" + "x" * 200])
def test_picture_shows_the_code_in_its_quiet_zone(text):
    code = segno.make_qr(text, error="m", mask=0, boost_error=False)
    expected = [list(row) for row in code.matrix_iter(border=qr.QUIET_MODULES)]
    assert modules(qr.draw(text)) == expected


def test_text_too_long_for_a_code_is_refused():
    with pytest.raises(ValueError, match=r"[Dd]ata too large"):
        qr.draw("x" * 5_000)
