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


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    return shutil.copytree(paths.DIRECTORY, tmp_path_factory.mktemp("shared") / "directory")


@pytest.fixture
def seeded(request, shared, tmp_path):
    """The fault of the test, and the copy it is seeded in; a changed text is put back, all else gets its own copy."""
    fault = request.param
    if fault.do is not None:
        root = shutil.copytree(paths.DIRECTORY, tmp_path / "directory")
        fault.seed(root)
        yield fault, root
        return
    before = (shared / fault.file).read_bytes()
    fault.seed(shared)
    yield fault, shared
    (shared / fault.file).write_bytes(before)


@pytest.mark.parametrize("seeded", FAULTS, ids=lambda fault: fault.name, indirect=True)
def test_a_fault_is_one_message_at_its_line_with_the_correction(seeded):
    fault, root = seeded
    found = problems(root)
    assert [(problem.path, problem.line, problem.hint) for problem in found] == [(*fault.place(root), fault.hint)], (
        "\n".join(map(str, found))
    )
    assert [words for words in fault.says if words not in found[0].message] == [], found[0].message


def test_many_faults_are_all_told_at_once(tmp_path):
    root = shutil.copytree(paths.DIRECTORY, tmp_path / "directory")
    together = [fault for fault in FAULTS if not fault.alone]
    for fault in together:
        fault.seed(root)
    found = problems(root)

    def is_told(fault):
        here = [problem for problem in found if (problem.path, problem.line) == fault.place(root)]
        return any(all(words in problem.message for words in fault.says) for problem in here)

    assert [fault.name for fault in together if not is_told(fault)] == []
    assert len(found) == len(together) >= 140
