"""As many processes as there is room for: cores, memory, what a container allows, and what was asked for."""

import pytest

from handbook.machine import share

MB = 2**20


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Return what makes a machine: its cores, free MB, and the limits of its control groups by their path."""

    def make(cores=8, free=64_000, **groups):
        monkeypatch.setattr(share.os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
        files = {"meminfo": f"MemTotal: 1 kB\nMemAvailable: {free * 1024} kB\n", "cgroup": "0::/ours/inner\n"}
        files |= {f"groups/{path}".replace("__", "/").replace("_max", ".max"): text for path, text in groups.items()}
        for path, text in files.items():
            place = tmp_path / path.replace("_current", ".current").replace("_stat", ".stat")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        monkeypatch.setattr(share, "_GROUPS", tmp_path / "groups")
        monkeypatch.setattr(share, "_OURS", tmp_path / "cgroup")
        monkeypatch.setattr(share, "_MEMORY", tmp_path / "meminfo")

    return make


MEMORY = {"memory_current": f"{600 * MB}", "memory_stat": f"anon 1\ninactive_file {100 * MB}\n"}


@pytest.mark.parametrize(
    ("of_machine", "tasks", "jobs", "processes"),
    [
        ({}, 1, None, 8),
        ({}, 2, None, 4),
        ({}, 3, None, 2),
        ({}, 9, None, 1),
        ({}, 1, 1, 1),
        ({}, 2, 1, 1),
        ({}, 4, 2, 1),
        ({}, 1, 3, 3),
        ({}, 1, 99, 8),
        ({"cores": 1}, 1, None, 1),
        ({"free": 800}, 1, None, 3),
        ({"free": 800}, 2, None, 1),
        ({"free": 10}, 1, None, 1),
        ({"ours__cpu_max": "300000 100000"}, 1, None, 3),
        ({"ours__inner__cpu_max": "max 100000", "ours__cpu_max": "250000 100000"}, 1, None, 2),
        ({"ours__inner__cpu_max": "50000 100000"}, 1, None, 1),
        ({f"ours__{name}": text for name, text in MEMORY.items()} | {"ours__memory_max": f"{1300 * MB}"}, 1, None, 3),
        ({f"ours__{name}": text for name, text in MEMORY.items()} | {"ours__memory_max": "max"}, 1, None, 8),
    ],
)
def test_there_is_room_for_so_many(machine, of_machine, tasks, jobs, processes):
    """Never none: a build goes on where there is hardly any."""
    machine(**of_machine)
    assert share.processes_each(tasks, jobs) == processes


def test_a_system_that_does_not_tell_is_taken_to_have_memory(machine, tmp_path):
    """As macOS, which has no such files."""
    machine()
    (tmp_path / "meminfo").unlink()
    (tmp_path / "cgroup").unlink()
    assert share.available_memory() is None
    assert share.processes_each(1, None) == 8
