"""What overlaps stands side by side: never two in one lane at a time, and no lane more than there must be."""

from hypothesis import given
from hypothesis import strategies as st

from confsys.planner.lanes import Cluster, clusters

SPANS = st.lists(st.tuples(st.integers(0, 95), st.integers(1, 40)).map(lambda each: (each[0], sum(each))), max_size=40)


def overlap(one, other) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@given(SPANS)
def test_every_span_is_laid_once(spans):
    members = [each for cluster in clusters(spans) for each, _lane in cluster.members]
    assert sorted(members) == list(range(len(spans)))


@given(SPANS)
def test_no_two_that_overlap_share_a_lane(spans):
    for cluster in clusters(spans):
        for each, lane in cluster.members:
            beside = [other for other, its in cluster.members if its == lane and other != each]
            assert not any(overlap(spans[each], spans[other]) for other in beside)


@given(SPANS)
def test_there_are_as_many_lanes_as_stand_at_one_time_and_no_more(spans):
    for cluster in clusters(spans):
        there = [spans[each] for each, _lane in cluster.members]
        at_once = max(sum(first <= at < last for first, last in there) for at, _last in there)
        assert cluster.lanes == at_once == 1 + max(lane for _each, lane in cluster.members)


@given(SPANS)
def test_clusters_do_not_touch_and_follow_each_other(spans):
    found = clusters(spans)
    assert all(before.last <= after.first for before, after in zip(found, found[1:], strict=False))


def test_what_follows_at_once_is_beside_nothing():
    assert clusters([(8, 12), (0, 8), (2, 4)]) == [Cluster(0, 8, 2, ((1, 0), (2, 1))), Cluster(8, 12, 1, ((0, 0),))]
