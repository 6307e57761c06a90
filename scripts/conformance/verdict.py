"""The noun of every check of the site: what it looked at, and what it found."""

from dataclasses import dataclass

from handbook.findings.finding import Finding


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteVerdict:
    """What one check says of the site: `pages` (or another `kind` of file) looked at, what held (`unit` says of what),
    and what did not.
    """

    name: str
    pages: int
    passed: int
    unit: str
    broken: tuple[Finding, ...]
    kind: str = "pages"

    def lines(self) -> list[str]:
        """Return the lines that tell it: the figures, then one per finding."""
        figures = f"{self.pages} {self.kind}, {self.passed:,} {self.unit} passed, {len(self.broken)} violations"
        return [f"{self.name}: {figures}", *map(str, self.broken)]
