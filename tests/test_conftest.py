import socket
from urllib.request import urlopen

import pytest


def _server() -> socket.socket:
    return socket.create_server(("127.0.0.1", 0))


def test_a_connection_raises() -> None:
    with pytest.raises(RuntimeError, match="loopback"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(RuntimeError, match="loopback"):
        urlopen("http://example.invalid/", timeout=1)


def test_a_connection_to_this_machine_raises_without_the_marker() -> None:
    with _server() as server, pytest.raises(RuntimeError, match="loopback"):
        socket.create_connection(server.getsockname(), timeout=1)


@pytest.mark.loopback
def test_the_marker_allows_a_connection_to_this_machine() -> None:
    with _server() as server, socket.create_connection(server.getsockname(), timeout=1) as client:
        assert client.getpeername() == server.getsockname()


@pytest.mark.loopback
def test_the_marker_allows_no_other_connection() -> None:
    with pytest.raises(RuntimeError, match="loopback"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
