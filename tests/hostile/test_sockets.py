"""WebSockets that nobody signs in on: they are few, they give way, and they keep no subscriber out."""

from contextlib import ExitStack, contextmanager

import pytest

from register.http.subscriptions.subscriber import Visitors
from register.settings import Settings
from tests.support import story
from tests.support.subscription_client import QUERY, listening, socket_to

MOST, SIGNED_IN = 6, 8


@pytest.fixture
def door(make_server):
    """A server with little room for those who have not signed in."""
    with make_server(
        REGISTER_MAX_VISITORS=str(MOST),
        REGISTER_MAX_VISITORS_PER_ADDRESS=str(MOST),
        REGISTER_MAX_STREAMS=str(SIGNED_IN),
    ) as server:
        yield server


def test_sockets_without_a_token_keep_no_subscriber_out(door):
    with ExitStack() as held:
        waiting = [held.enter_context(socket_to(door)) for _ in range(4 * SIGNED_IN)]

        with listening(door, "police", story.NORTHBY) as listener:
            listener.subscribe(query=QUERY)
            assert listener.feed()["nodes"] == []
        assert waiting[0].ending()[0] == 4432


def test_the_sockets_that_wait_are_never_more_than_there_is_room_for(door):
    with ExitStack() as held:
        waiting = [held.enter_context(socket_to(door)) for _ in range(4 * MOST)]
        endings = [each.ending()[0] for each in waiting[:-MOST]]

        assert endings == [4432] * (3 * MOST)
        assert all(each.hears_nothing(0.05) for each in waiting[-MOST:])


def test_more_subscribers_than_there_is_room_for_are_told_so_and_no_earlier_one_ends(door):
    with ExitStack() as held:
        first = [held.enter_context(listening(door, "police", story.NORTHBY)) for _ in range(SIGNED_IN)]
        with pytest.raises(Exception, match="503"), socket_to(door):
            pass

        first[0].subscribe(query=QUERY)
        assert first[0].feed()["nodes"] == []


@contextmanager
def at_the_door(visitors, *addresses):
    """Sockets from these addresses, in their order, and a list of those that had to give way."""
    gone: list[int] = []
    with ExitStack() as held:
        for number, address in enumerate(addresses):
            held.enter_context(visitors.counted(address, lambda number=number: gone.append(number)))
        yield gone


def test_one_address_crowds_out_only_itself_until_all_room_is_taken():
    visitors = Visitors(Settings(max_visitors=4, max_visitors_per_address=2))

    with at_the_door(visitors, "a", "b", "a", "a", "a") as gone:
        assert gone == [0, 2]
    with at_the_door(visitors, "a", "b", "c", "d", "e") as gone:
        assert gone == [0]
