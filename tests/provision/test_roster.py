from pi_pose.models.shelf import Shelf
from pi_pose.provision.roster import Roster
from pi_pose.settings import Settings

CYCLE = ("thunder", "lightning", "posenet")


def _roster(*cycle: str, at_work: str) -> Roster:
    roster = Roster(Shelf(Settings()), cycle)
    roster.turn_to(at_work)
    return roster


def test_the_cycle_goes_on_after_the_model_at_work() -> None:
    assert _roster(*CYCLE, at_work="lightning").upcoming == ["posenet", "thunder"]
    assert _roster(*CYCLE, at_work="posenet").upcoming == ["thunder", "lightning"]


def test_a_model_that_is_not_in_the_cycle_is_followed_by_all_of_it() -> None:
    assert _roster(*CYCLE, at_work="starter").upcoming == list(CYCLE)
    assert _roster("lightning", at_work="starter").upcoming == ["lightning"]


def test_a_model_and_its_twin_for_the_edge_tpu_are_one() -> None:
    roster = _roster(*CYCLE, at_work="lightning")
    plain, compiled = Shelf(Settings()).twins("lightning")
    assert plain == "lightning"
    assert compiled is not None
    assert roster.is_at_work(compiled)
    assert not roster.is_at_work("thunder")


def test_only_models_that_are_here_are_reserves() -> None:
    assert _roster(*CYCLE, at_work="lightning").reserves == ["starter"]
    assert _roster(*CYCLE, at_work="starter").reserves == []
