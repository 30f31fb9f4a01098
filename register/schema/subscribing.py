"""A subscription that was admitted: how it is read, page after page, and what a page costs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from register.vocabulary import Caller


@dataclass(frozen=True, slots=True)
class News:
    """One page of the feed. body: the whole answer; token: where the next begins; count: how many changes it tells."""

    body: bytes
    token: str
    has_more: bool
    count: int


@dataclass(frozen=True, slots=True)
class Subscribed:
    """An operation that may be read. read: the page behind a token, or behind the one that the operation names.

    cost: of a full page.
    """

    read: Callable[[Caller, str | None], Awaitable[News]]
    cost: int
    full_page: int

    def price_of(self, news: News) -> int:
        """What a page costs, by how full it is."""
        return self.cost * news.count // self.full_page
