from pi_pose.rate import Rate


def test_n_ticks_span_one_interval_less() -> None:
    rate = Rate()
    for tick in range(11):
        rate.tick(tick / 10)
    assert round(rate.per_second, 6) == 10


def test_there_is_no_rate_before_the_second_tick() -> None:
    rate = Rate()
    assert rate.per_second == 0
    rate.tick(5)
    assert rate.per_second == 0
    rate.tick(5)
    assert rate.per_second == 0
