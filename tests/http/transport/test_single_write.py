"""An answer's head waits for its body, and for nothing else."""

import asyncio

from register.http.transport.single_write import JoinedWrites

HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n"


class Recording(asyncio.Transport):
    """A transport that remembers what was written to it."""

    def __init__(self):
        super().__init__()
        self.written = []
        self.closed = False

    def write(self, data):
        self.written.append(bytes(data))

    def is_closing(self):
        return self.closed

    def close(self):
        self.closed = True

    def get_write_buffer_size(self):
        return 0


async def joined():
    recording = Recording()
    return recording, JoinedWrites(recording, asyncio.get_running_loop())


async def test_head_and_body_are_written_in_one_piece():
    recording, transport = await joined()

    transport.write(HEAD)
    transport.write(b"{}")

    assert recording.written == [HEAD + b"{}"]


async def test_a_head_without_a_body_is_written_when_the_loop_turns():
    recording, transport = await joined()

    transport.write(HEAD)
    await asyncio.sleep(0)

    assert recording.written == [HEAD]


async def test_a_head_is_written_before_the_connection_closes():
    recording, transport = await joined()

    transport.write(HEAD)
    transport.close()

    assert (recording.written, recording.closed) == ([HEAD], True)


async def test_an_interim_answer_does_not_wait():
    recording, transport = await joined()

    transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    assert recording.written == [b"HTTP/1.1 100 Continue\r\n\r\n"]


async def test_a_head_that_waits_counts_as_unsent():
    _, transport = await joined()

    transport.write(HEAD)

    assert transport.get_write_buffer_size() == len(HEAD)
