"""Several people's papers as one file for the printer."""

import io
from collections.abc import Iterable

from pypdf import PdfReader, PdfWriter


def join(pdfs: Iterable[bytes]) -> bytes:
    """Return one PDF of all pages in the order given; tags for readers are lost."""
    writer = PdfWriter()
    for pdf in pdfs:
        writer.append(PdfReader(io.BytesIO(pdf)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
