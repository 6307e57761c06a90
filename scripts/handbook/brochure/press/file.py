"""Writes a PDF that pikepdf holds, the same bytes for the same content."""

from io import BytesIO
from pathlib import Path

import pikepdf


def save_pdf(pdf: pikepdf.Pdf, target: Path) -> None:
    """Write `pdf` to `target`. Raises OSError where the disk refuses it.

    The identifier is a hash of the content: neither the clock nor the name of the file goes into it.
    """
    # With such an identifier pikepdf 10.17 ends the process when a disk is full. Memory is not: Python writes the file.
    # To go once tests/ext/test_upstream_hooks.py sees an exception.
    data = BytesIO()
    pdf.save(data, min_version="1.7", deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    target.write_bytes(data.getvalue())
