"""A reference: something published that the content cites or sends its readers to."""

import re
from typing import Annotated

from pydantic import Field

from framework_pdf.content.model.base import Address, Day, Identifier, Line, Sentence, Sourced


class Reference(Sourced, called="a reference"):
    """One entry of the list of references, in the parts of a Harvard reference."""

    id: Identifier
    """Its name in citations: `[@baker-2017]`."""
    authors: Line
    """As they are printed: family name, then initials."""
    year: Annotated[int, Field(ge=1800, le=2100, strict=True)] | None = None
    """The year; none where the work is undated."""
    suffix: Annotated[str, Field(pattern=r"^[a-z]$")] | None = None
    """Tells works of one author and year apart."""
    title: Line
    """The title of the work, without its subtitle."""
    subtitle: Line | None = None
    """The subtitle, where there is one."""
    published: Line
    """Where and by whom: publisher, website, or journal with volume and pages."""
    address: Address | None = None
    """The web address, where there is one."""
    accessed: Day | None = None
    """The day on which the address was last seen to work."""
    note: Sentence | None = None
    """Something that readers should know of it."""
    further_reading: bool = False
    """Whether it is listed for readers although no text cites it."""
    listed: bool = True
    """Whether it stands in the printed list. What forms alone are made from, as a regulator's page, need not."""

    @property
    def full_title(self) -> str:
        """The title and subtitle, as a list of references has them."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title

    @property
    def sort_key(self) -> tuple[str, int, str]:
        """The key for the order of the list: by author, then year with undated ones first, then suffix."""
        return (re.sub(r"\W+", " ", self.authors).casefold(), self.year or 0, self.suffix or "")
