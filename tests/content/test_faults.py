"""Every seeded fault is found: at its line, with the correction, as one message, alone or among the others."""

import datetime as dt
import shutil
from functools import lru_cache

import pytest

from bot import paths
from bot.content import staff_directory
from tests.content.faults import FAULTS

TODAY = dt.date(2026, 11, 24)


@lru_cache(maxsize=1)
def _known():
    return {problem.message for problem in staff_directory.inspect(paths.DIRECTORY, TODAY)[1]}


def problems(root):
    """Without those of the real data."""
    return sorted({problem for problem in staff_directory.inspect(root, TODAY)[1] if problem.message not in _known()})


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(paths.DIRECTORY, tmp_path / "directory")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_one_message_at_its_line_with_the_correction(copy, fault):
    fault.seed(copy)
    found = problems(copy)
    assert [(problem.path, problem.line, problem.hint) for problem in found] == [(*fault.place(copy), fault.hint)], (
        "\n".join(map(str, found))
    )
    assert [words for words in fault.says if words not in found[0].message] == [], found[0].message


def test_many_faults_are_all_told_at_once(copy):
    seeded = [fault for fault in FAULTS if not fault.alone]
    for fault in seeded:
        fault.seed(copy)
    found = problems(copy)
    missed = [
        fault.name
        for fault in seeded
        if not any(
            (problem.path, problem.line) == fault.place(copy) and all(words in problem.message for words in fault.says)
            for problem in found
        )
    ]
    assert missed == []
    assert len(found) == len(seeded)
