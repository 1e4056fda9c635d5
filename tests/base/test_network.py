"""Tests stay on this machine."""

import socket

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("elsewhere.example", 80)])
def test_other_machines_are_out_of_reach(address):
    with socket.socket() as connection, pytest.raises(pytest.fail.Exception, match=address[0]):
        connection.connect(address)


def test_this_machine_is_within_reach():
    with socket.socket() as server, socket.socket() as connection:
        server.bind(("127.0.0.1", 0))
        server.listen()
        connection.connect(server.getsockname())
