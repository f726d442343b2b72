"""The map: every stop on it, north up, arrows seen, far starts at the edge."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.sheets.boxes import Box
from scheduler.sheets.schematic import HEIGHT, WIDTH, Home, Point, draw_schematic

OFFICE = Point(31.99, 118.77)

places = st.builds(Point, st.floats(31.98, 32.0), st.floats(118.76, 118.78))


def drawn(homes, start=OFFICE, others=None):
    return draw_schematic([homes], start, others or {})


def box(house):
    return Box(house.x, house.y, house.width, house.height)


def test_no_stops_no_map():
    """A sheet without coordinates has none."""
    assert drawn([]) is None


def test_north_is_up_and_east_is_right():
    """Three houses around keep their places to each other."""
    homes = [
        Home(1, "1", Point(31.992, 118.77)),
        Home(2, "2", Point(31.99, 118.773)),
        Home(3, "3", Point(31.988, 118.77)),
    ]
    north, east, south = drawn(homes, start=None).houses
    assert north.y < east.y < south.y
    assert north.x == south.x < east.x


def test_stops_of_one_building_share_it():
    """One label, its discs in rows of four below it."""
    homes = [Home(n, "8", OFFICE) for n in range(1, 7)]
    (house,) = drawn(homes, start=None).houses
    assert [disc.order for disc in house.discs] == [1, 2, 3, 4, 5, 6]
    assert len({disc.y for disc in house.discs}) == 2


def test_a_leg_runs_from_each_house_to_the_next():
    """From the start, none within a building, none back."""
    homes = [
        Home(1, "1", Point(31.992, 118.77)),
        Home(2, "1", Point(31.992, 118.77)),
        Home(3, "2", Point(31.99, 118.773)),
    ]
    assert len(drawn(homes).legs) == 2
    assert len(drawn(homes, start=None).legs) == 1


def test_every_shift_begins_at_the_start():
    """A second shift is not tied to the end of the first."""
    first, second = Home(1, "1", Point(31.992, 118.77)), Home(2, "2", OFFICE)
    map_ = draw_schematic([[first], [second]], Point(31.988, 118.772), {})
    (a, b) = map_.legs
    start = (map_.start.x + map_.start.width / 2, map_.start.y + map_.start.height / 2)
    assert all(
        abs(leg.x1 - start[0]) < 2 and abs(leg.y1 - start[1]) < 2 for leg in (a, b)
    )


def test_a_start_in_the_neighbourhood_is_drawn_where_it_is():
    """Four hundred metres south of two houses, it stands below them."""
    homes = [Home(1, "1", OFFICE), Home(2, "2", Point(31.9905, 118.7705))]
    map_ = drawn(homes, start=Point(31.9864, 118.7702))
    assert map_.start.y - map_.houses[0].y > 50
    assert 60 < map_.start.x < 130


def test_a_start_far_away_does_not_shrink_the_rest():
    """Ten kilometres off, it stands at the edge, and the houses stay apart."""
    homes = [Home(1, "1", OFFICE), Home(2, "2", Point(31.992, 118.772))]
    near, far = drawn(homes, start=None), drawn(homes, start=Point(32.08, 118.77))
    assert far.houses == near.houses
    assert far.start.y == 1.0


def test_other_buildings_never_hide_the_route():
    """They stand off houses and legs, or are left out."""
    homes = [Home(1, "1", Point(31.992, 118.768)), Home(2, "2", Point(31.99, 118.772))]
    others = {
        "middle": Point(31.991, 118.77),
        "1": Point(31.992, 118.768),
        "aside": Point(31.9905, 118.7685),
    }
    assert [house.label for house in drawn(homes, None, others).around] == ["aside"]


@settings(max_examples=40)
@given(st.lists(places, min_size=1, max_size=22), st.booleans())
def test_discs_never_overlap_and_stay_on_the_map(at, in_pairs):
    """Wherever up to 22 stops lie, each number can be read."""
    homes = [
        Home(n, str(n // 2 if in_pairs else n), place) for n, place in enumerate(at, 1)
    ]
    map_ = drawn(homes)
    discs = [disc for house in map_.houses for disc in house.discs]
    assert sorted(disc.order for disc in discs) == [home.order for home in homes]
    for a, b in combinations(discs, 2):
        assert (a.x - b.x) ** 2 + (a.y - b.y) ** 2 > map_.disc**2
    for disc in discs:
        assert map_.disc / 2 < disc.x < WIDTH - map_.disc / 2
        assert map_.disc / 2 < disc.y < HEIGHT - map_.disc / 2
    boxes = [box(house) for house in (*map_.houses, map_.start)]
    assert all(min(a.overlap(b, 0.0)) <= 0 for a, b in combinations(boxes, 2))
