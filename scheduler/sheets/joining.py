"""Several people's papers as one file for the printer."""

import io
from collections.abc import Iterable

from pypdf import PdfReader, PdfWriter


def join(pdfs: Iterable[bytes], two_sided: bool = False) -> bytes:
    """Return one PDF of all pages in the order given; tags for readers are lost.

    Parameters
    ----------
    two_sided
        Add an empty page where it takes one for everybody to begin on a new leaf.
    """
    writer = PdfWriter()
    for pdf in pdfs:
        writer.append(PdfReader(io.BytesIO(pdf)))
        if two_sided and len(writer.pages) % 2:
            writer.add_blank_page()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
