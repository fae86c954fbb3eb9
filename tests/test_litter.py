"""When Python looks for garbage."""

import gc

from pi_pose import litter


def test_garbage_is_left_alone_for_a_while_and_what_there_is_by_then_for_ever() -> None:
    try:
        with litter.left_alone():
            assert not gc.isenabled()
            kept = [object()]
        assert gc.isenabled()
        assert kept not in gc.get_objects()
    finally:
        gc.unfreeze()
