"""The embedded server: shared, private, and back after every kind of kill."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time

import psutil
import psycopg
import pytest

from polku.base.database.cluster import Cluster
from polku.base.database.errors import DatabaseUnavailable

HOLD = """
import pathlib, sys, time
from polku.base.database.cluster import Cluster
Cluster(pathlib.Path(sys.argv[1]), durable=False).acquire()
print("holding", flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A data folder made once: making one is the slow part, and starting is what is tested."""
    return tmp_path_factory.mktemp("made") / "data"


@pytest.fixture(autouse=True)
def made_once(made, monkeypatch):
    initialise = Cluster._initialise

    def copy_or_make(cluster):
        if not made.exists():
            initialise(cluster)
            shutil.copytree(cluster.data, made)
            return
        shutil.copytree(made, cluster.data)
        cluster.data.chmod(0o700)
        cluster.account.own(cluster.data)

    monkeypatch.setattr(Cluster, "_initialise", copy_or_make)


@pytest.fixture
def cluster(tmp_path):
    cluster = Cluster(tmp_path / "postgres", durable=False, say=lambda sentence: None)
    yield cluster
    cluster.remove()


@pytest.fixture
def holder(cluster):
    """Another process that uses the same server."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(cluster.folder)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout.readline() == b"holding\n"
    yield process
    process.kill()
    process.wait()


def _set(cluster, value):
    with cluster.connect() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [value])


def _kept(cluster):
    with cluster.connect() as connection:
        return [value for (value,) in connection.execute("SELECT value FROM kept ORDER BY value")]


def test_server_runs_within_the_block_and_not_after_it(cluster):
    with cluster.running():
        assert cluster.is_running()
        _set(cluster, 1)
    assert not cluster.is_running()
    assert not cluster.socket_folder.exists()
    with cluster.running():
        assert _kept(cluster) == [1]


def test_server_listens_on_its_socket_only(cluster):
    with cluster.running():
        connections = cluster.postmaster.find().net_connections(kind="inet")
        assert connections == []
        mode = stat.S_IMODE(cluster.socket_folder.stat().st_mode)
        assert mode == 0o700


def test_data_and_private_folder_are_closed_to_others(cluster):
    with cluster.running():
        assert stat.S_IMODE(cluster.data.stat().st_mode) == 0o700
        assert cluster.account.home.stat().st_mode & stat.S_IRWXO == 0


def test_data_are_checked_and_sorted_alike_everywhere(cluster):
    with cluster.running(), cluster.connect() as connection:
        (checksums,) = connection.execute("SHOW data_checksums").fetchone()
        (locale,) = connection.execute(
            "SELECT datlocale FROM pg_database WHERE datname = 'postgres'"
        ).fetchone()
    assert (checksums, locale) == ("on", "C.UTF-8")


def test_last_one_out_stops_the_server(cluster, holder):
    with cluster.running():
        holder.kill()
        holder.wait()
        assert cluster.is_running()
    assert not cluster.is_running()


def test_first_one_out_leaves_the_server_to_the_other(cluster, holder):
    with cluster.running():
        pass
    assert cluster.is_running()


def test_server_in_use_is_not_removed(cluster, holder):
    with pytest.raises(DatabaseUnavailable, match="in use by another command"):
        cluster.remove()
    assert cluster.is_running()


def test_server_of_a_killed_parent_is_used_again(cluster, holder):
    before = cluster.postmaster.find().pid
    holder.kill()
    holder.wait()
    with cluster.running():
        assert cluster.postmaster.find().pid == before
    assert not cluster.is_running()


@pytest.mark.parametrize("whom", ["the postmaster", "every process"])
def test_killed_server_recovers(cluster, whom):
    cluster.durable = True
    cluster.acquire()
    _set(cluster, 1)
    session = cluster.connect()
    session.execute("SELECT 1")
    process = cluster.postmaster.find()
    victims = [process, *process.children(recursive=True)] if whom == "every process" else [process]
    for victim in victims:
        victim.send_signal(signal.SIGKILL)
    _wait_until_gone(cluster)

    with Cluster(cluster.folder).running() as again:
        assert _kept(again) == [1]
        cluster.release()


def test_reused_process_number_does_not_keep_the_server_down(cluster):
    with cluster.running():
        pid_file = cluster.data / "postmaster.pid"
        text = pid_file.read_text()
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        _, rest = text.split("\n", 1)
        pid_file.write_text(f"{stranger.pid}\n{rest}")
        cluster.account.own(pid_file)
        with cluster.running():
            assert cluster.postmaster.find().pid != stranger.pid
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_half_made_data_are_made_anew(cluster, monkeypatch):
    monkeypatch.undo()  # really make them
    with cluster.running():
        pass
    half = cluster.account.home / "data.unfinished"
    cluster.data.rename(half)
    (half / "PG_VERSION").unlink()
    with cluster.running(), cluster.connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_socket_path_stays_short_below_a_deep_folder(tmp_path):
    cluster = Cluster(tmp_path / ("deep" * 20) / ("deeper" * 20) / "postgres", durable=False)
    try:
        with cluster.running():
            _set(cluster, 1)
            assert len(os.fsencode(cluster.socket_folder)) < 90
    finally:
        cluster.remove()
    assert not cluster.socket_folder.exists()


def test_data_of_another_release_are_left_alone(cluster):
    with cluster.running():
        pass
    (cluster.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(DatabaseUnavailable, match="made by PostgreSQL 16"):
        cluster.acquire()


def test_server_that_cannot_start_says_why(cluster):
    with cluster.running():
        pass
    (cluster.data / "global" / "pg_control").unlink()
    with pytest.raises(DatabaseUnavailable, match="pg_control"):
        cluster.acquire()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_other_users_of_the_machine_stay_outside(cluster):
    nobody = pwd.getpwnam("nobody")
    attempt = (
        "import os, sys, psycopg\n"
        f"os.setgroups([]); os.setgid({nobody.pw_gid}); os.setuid({nobody.pw_uid})\n"
        "psycopg.connect(host=sys.argv[1], user=sys.argv[2], dbname='postgres')\n"
    )
    with cluster.running():
        for user in ("postgres", "polku_owner", "polku_app"):
            command = [sys.executable, "-c", attempt, str(cluster.socket_folder), user]
            done = subprocess.run(command, capture_output=True, text=True)
            assert "Permission denied" in done.stderr


def test_socket_alone_lets_nobody_else_in(cluster):
    """Even who finds the socket open is asked for the name of the system user."""
    with cluster.running(), cluster.connect() as connection:
        rules = connection.execute(
            "SELECT auth_method, user_name FROM pg_hba_file_rules"
        ).fetchall()
        names = connection.execute("SELECT sys_name FROM pg_ident_file_mappings").fetchall()
    assert rules == [("peer", ["all"])]
    assert names == [(pwd.getpwuid(os.geteuid()).pw_name,)]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a private folder")
def test_copied_checkout_gets_a_database_of_its_own(cluster, tmp_path):
    with cluster.running():
        _set(cluster, 1)
    copy = Cluster(tmp_path / "copy" / "postgres", durable=False, say=lambda sentence: None)
    copy.folder.mkdir(parents=True)
    record = (cluster.folder / "private-folder").read_text()
    (copy.folder / "private-folder").write_text(record)
    try:
        with copy.running(), pytest.raises(psycopg.errors.UndefinedTable):
            _kept(copy)
    finally:
        copy.remove()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a private folder")
def test_moved_checkout_keeps_its_database(cluster, tmp_path):
    with cluster.running():
        _set(cluster, 1)
    moved = Cluster(tmp_path / "moved", durable=False)
    cluster.folder.rename(moved.folder)
    try:
        with moved.running():
            assert _kept(moved) == [1]
    finally:
        moved.remove()


def test_removing_leaves_nothing(cluster):
    with cluster.running():
        pass
    places = [cluster.folder, cluster.account.home, cluster.socket_folder]
    cluster.remove()
    assert [place for place in places if place.exists()] == []


def _wait_until_gone(cluster):
    deadline = time.monotonic() + 10
    while cluster.is_running():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_process_of_the_same_number_is_not_taken_for_the_server(cluster):
    with cluster.running():
        text = (cluster.data / "postmaster.pid").read_text()
    _, rest = text.split("\n", 1)
    (cluster.data / "postmaster.pid").write_text(f"{psutil.Process().pid}\n{rest}")
    assert cluster.postmaster.find() is None
    (cluster.data / "postmaster.pid").unlink()
