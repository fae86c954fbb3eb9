"""The faults that are quickly tried, on the whole mirror: it comes through each of them."""

from pathlib import Path

import pytest

from tests.faults.catalogue import FAULTS
from tests.faults.trial import Fault


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.quick], ids=lambda fault: fault.what)
def test_it_comes_through(fault: Fault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    print(fault.try_out(tmp_path, monkeypatch))
