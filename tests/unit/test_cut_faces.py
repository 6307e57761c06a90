"""Faces are cut for a file as WeasyPrint cuts them, without a type of cffi for each length of a list."""

import re
from contextlib import nullcontext

import pytest
import weasyprint
from weasyprint.pdf.fonts import ffi

from handbook.print.linking.shown_faces import parsing_types_once

_SIZED = re.compile(r"hb_codepoint_t\[\d+\]")


@pytest.fixture
def written(monkeypatch):
    """Return what writes a file, and returns it with the types of lists that were asked for."""

    def write(manager):
        kinds, new = [], ffi.new
        with monkeypatch.context() as patch, manager:
            patch.setattr(ffi, "new", lambda kind, *values: kinds.append(kind) or new(kind, *values))
            file = weasyprint.HTML(string="<p>A specimen, and <b>another").write_pdf(pdf_identifier=b"same")
        return file, {kind for kind in kinds if kind.startswith("hb_codepoint_t")}

    return write


def test_files_are_the_same_with_one_type(written):
    """Once the first assertion fails, `parsing_types_once` of print/linking/shown_faces.py can go."""
    plain, kinds = written(nullcontext())
    assert [kind for kind in kinds if _SIZED.fullmatch(kind)], "WeasyPrint names no length of a list any more"
    once, kinds = written(parsing_types_once())
    assert (once, kinds) == (plain, {"hb_codepoint_t[]"})
