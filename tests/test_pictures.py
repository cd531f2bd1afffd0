"""Pictures: what lies on the Axes is what stands in the frame, and each says what it was drawn from."""

import doctest
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

mpl = pytest.importorskip("matplotlib")
mpl.use("Agg")

from matplotlib import font_manager  # noqa: E402
from matplotlib import pyplot as plt  # noqa: E402
from matplotlib.colors import to_hex  # noqa: E402
from PIL import Image  # noqa: E402

import rjdata  # noqa: E402
from rjdata import frames, pictures  # noqa: E402
from rjdata.errors import MissingColumnError, MissingFontWarning, MixedSeriesError  # noqa: E402
from rjdata.pictures import fonts  # noqa: E402
from tools.gallery import PAGE, draw_gallery, save_gallery, source_of  # noqa: E402

VERSION = "2026.11.1"
NAMED = f"rjdata {VERSION}, sha256 {rjdata.open_release(VERSION).digest[:12]}"


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def load(table):
    return rjdata.load_table(table, version=VERSION)


def rows(table, **cells):
    frame = load(table)
    return frame.loc[np.logical_and.reduce([frame[name] == value for name, value in cells.items()])]


def drawn(line):
    """The points of a line without the breaks in it."""
    x, y = line.get_data(orig=True)
    kept = ~np.isnan(np.asarray(y, dtype=float))
    return np.asarray(x)[kept], np.asarray(y, dtype=float)[kept]


IMPORTS = {"statistic": "COW", "flow": "imports"}


def test_each_line_of_trade_is_its_series():
    imports = rows("trade_volumes", **IMPORTS)
    lines = pictures.plot_trade(imports).get_lines()
    assert {line.get_gid() for line in lines} == set(imports["series_id"])
    for line in lines:
        series = frames.trade_series(imports[imports["series_id"] == line.get_gid()])
        x, y = drawn(line)
        assert x.tolist() == series.index.to_numpy().tolist()
        assert y.tolist() == series.tolist()


def test_trade_tells_both_reporters_the_unit_and_the_source():
    ax = pictures.plot_trade(rows("trade_volumes", **IMPORTS))
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels == ["USSR/Russia → Japan, as Japan reports (COW)", "Japan → USSR/Russia, as USSR/Russia reports (COW)"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Calendar year", "Value, USD billion")
    assert source_of(ax).startswith(f"Source: COW; {NAMED}")


def test_reporters_and_ways_differ_without_colour():
    trade = rows("trade_volumes", statistic="RU-MEDT", period_type="calendar_year")
    looks = [
        (line.get_linestyle(), line.get_marker(), line.get_markerfacecolor() == "white")
        for line in [
            *pictures.plot_trade(rows("trade_volumes", **IMPORTS)).get_lines(),
            *pictures.plot_trade(trade[trade["flow"] != "turnover"]).get_lines(),
        ]
    ]
    of_japan, of_russia, exports, imports = looks
    assert of_japan == ("-", "o", False)
    assert of_russia == ("--", "s", True)
    # What Russia exports goes the way of what Japan imports.
    assert exports[0] == of_japan[0]
    assert imports[0] == of_russia[0]
    assert all(hollow for _, _, hollow in (exports, imports))


def test_a_line_breaks_where_a_year_is_missing():
    imports = rows("trade_volumes", **IMPORTS, reporter="JP")
    (line,) = pictures.plot_trade(imports[imports["period_start"].dt.year != 1980]).get_lines()
    x, y = line.get_data(orig=True)
    assert np.datetime_as_string(x[np.isnan(y)], "D").tolist() == ["1980-01-01"]
    assert not np.isnan(pictures.plot_trade(imports).get_lines()[0].get_data(orig=True)[1]).any()


def test_rows_that_lost_their_label_name_no_version():
    imports = rows("trade_volumes", **IMPORTS)
    imports.attrs = {}
    assert source_of(pictures.plot_trade(imports)) == "Source: COW; rows that name no data version"


def test_a_vintage_says_of_what_day_it_is():
    trade = rjdata.open_release(VERSION).as_of("2020-01-01").load_trade_volumes()
    ax = pictures.plot_trade(trade[(trade["statistic"] == "RU-FCS") & (trade["period_type"] == "calendar_year")])
    assert f"rjdata {VERSION} as of 2020-01-01" in source_of(ax)


@pytest.mark.parametrize(
    ("column", "other"),
    [("unit", "JPY"), ("period_type", "month"), ("product_code", "27"), ("product_system", "HS"), ("measure", "quantity")],
)
def test_trade_of_several_kinds_is_not_drawn_together(column, other):
    imports = rows("trade_volumes", **IMPORTS).copy()
    imports["product_code"] = imports["product_code"].fillna("01")
    imports.loc[imports.index[0], column] = other
    with pytest.raises(MixedSeriesError) as caught:
        pictures.plot_trade(imports)
    assert caught.value.column == column
    assert plt.get_fignums() == []


@pytest.mark.parametrize("by", ["stage", "participation"])
def test_bars_are_what_was_true_at_the_end_of_each_year(by):
    projects = load("projects")
    ax = pictures.plot_projects(projects, by=by, since="2014", until="2019")
    for bars in ax.containers:
        for bar in bars:
            year = round(bar.get_x() + bar.get_width() / 2)
            then = frames.status_on(projects, f"{year}-12-31")[f"{by}_on"]
            assert bar.get_height() == (then == bars.get_label().replace(" ", "_")).sum()
    years = range(2014, 2020)
    tops = [max(bars[n].get_y() + bars[n].get_height() for bars in ax.containers) for n in range(len(years))]
    known = [(frames.status_on(projects, f"{year}-12-31")[f"{by}_on"] != "unknown").sum() for year in years]
    assert tops == known


def test_bars_differ_in_hatch_or_clearly_in_grey():
    ax = pictures.plot_projects(load("projects"), since="2020")
    looks = [(bars[0].get_hatch(), _grey(bars[0].get_facecolor())) for bars in ax.containers]
    assert len(looks) > 4
    for (hatch, grey), (other_hatch, other_grey) in combinations(looks, 2):
        assert hatch != other_hatch or abs(grey - other_grey) > 0.1


def _grey(colour):
    return float(np.dot(colour[:3], [0.299, 0.587, 0.114]))


def test_bars_end_with_the_last_whole_year_of_the_release_or_the_vintage():
    def last(frame):
        bars = pictures.plot_projects(frame).containers[0]
        return round(bars[-1].get_x() + 0.4)

    assert last(load("projects")) == rjdata.open_release(VERSION).frozen_on.year - 1
    assert last(rjdata.open_release(VERSION).as_of(date(2019, 6, 1)).load_projects()) == 2018


def test_projects_are_counted_once_and_name_axes_and_source():
    projects = load("projects")
    once, twice = (pictures.plot_projects(frame, since="2018") for frame in (projects, frames.join_child(projects, "project_participants")))
    heights = [[[bar.get_height() for bar in bars] for bars in ax.containers] for ax in (once, twice)]
    assert heights[0] == heights[1]
    assert (once.get_xlabel(), once.get_ylabel()) == ("Year", "Projects, at the end of the year")
    assert NAMED in source_of(once)
    assert f"Of {len(projects)} projects" in source_of(once)


def test_projects_are_parted_by_stage_or_participation_only():
    with pytest.raises(MissingColumnError, match="participation"):
        pictures.plot_projects(load("projects"), by="industry")


ONE = {"project_id": "arctic-lng-2"}


def test_the_points_of_a_timeline_are_its_rows():
    project = rows("projects", **ONE)
    story = frames.timeline(project)
    ax = pictures.plot_timeline(project)
    happened, planned = ax.get_lines()
    for line, chosen in ((happened, ~story["is_plan"]), (planned, story["is_plan"])):
        x, y = line.get_data(orig=True)
        assert np.asarray(x).astype("datetime64[us]").tolist() == story.loc[chosen, "date"].to_numpy().tolist()
        assert np.asarray(y).tolist() == story.index[chosen].tolist()
    assert to_hex(planned.get_markerfacecolor()) == "#ffffff"
    assert (happened.get_marker(), planned.get_marker()) == ("o", "D")
    heads = [text.get_text() for text in ax.get_yticklabels()]
    assert [head.split("\n")[0].split("  ")[1] for head in heads] == story["kind"].str.replace("_", " ").tolist()
    assert heads[0].startswith("2019-06  decision")


def test_a_timeline_names_the_project_and_how_to_cite_its_sources():
    ax = pictures.plot_timeline(rows("projects", **ONE))
    assert ax.get_title(loc="left") == rows("projects", **ONE)["name"].item()
    assert NAMED in source_of(ax)
    assert source_of(ax).endswith('rjdata.cite(records=["projects/arctic-lng-2"])')


def test_a_timeline_is_of_one_project():
    with pytest.raises(MixedSeriesError, match="project_id"):
        pictures.plot_timeline(load("projects"))
    with pytest.raises(MissingColumnError, match="project_id"):
        pictures.plot_timeline(load("agreements"))


def test_points_lie_at_the_coordinates_of_the_places_and_grow_with_rows():
    projects = load("projects")
    ax = pictures.plot_places(projects)
    coordinates = load("places").set_index("place_id")[["longitude", "latitude"]].dropna()
    expected = projects["primary_place_id"].map(coordinates.apply(tuple, axis=1)).value_counts()
    shown = {}
    for points in ax.collections:
        places = [tuple(place) for place in points.get_offsets()]
        shown |= dict(zip(places, np.resize(points.get_sizes(), len(places)), strict=True))
    assert {(round(float(x), 6), round(float(y), 6)) for x, y in shown} == {(round(x, 6), round(y, 6)) for x, y in expected.index}
    sizes = [shown[place] / number for place, number in expected.items()]
    assert sizes == pytest.approx([sizes[0]] * len(sizes))
    assert f"{expected.sum()} of {len(projects)} rows; {len(projects) - expected.sum()} have no place with coordinates" in source_of(ax)
    assert NAMED in source_of(ax)


@pytest.mark.parametrize(("draw", "table"), [(pictures.plot_places, "places"), (pictures.plot_timeline, "projects")])
def test_another_language_is_refused_before_a_figure_is_opened(draw, table):
    with pytest.raises(ValueError, match="language is 'fr'; it is 'en', 'ja' or 'ru'"):
        draw(load(table).head(1), language="fr")
    assert plt.get_fignums() == []


def test_chukotka_lies_east_of_kamchatka():
    ax = pictures.plot_places(rows("places", place_id="lavrentiya"))
    assert [x for points in ax.collections for x, _ in points.get_offsets()] == pytest.approx([360 - 170.99663])
    assert ax.xaxis.get_major_formatter()(200) == "160°W"


def test_regions_are_hollow_and_names_do_not_lie_over_one_another():
    ax = pictures.plot_places(load("places"))
    faces = {to_hex(points.get_facecolor()[0]) for points in ax.collections if len(points.get_offsets())}
    assert faces == {"#08306b", "#ffffff"}
    boxes = [text.get_window_extent() for text in ax.texts if text.get_gid() == "name"]
    assert len(boxes) > 15
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


DRAW = [
    (pictures.plot_trade, "trade_volumes", IMPORTS, "period_end"),
    (pictures.plot_projects, "projects", {}, "project_id"),
    (pictures.plot_timeline, "projects", ONE, "project_id"),
    (pictures.plot_places, "projects", {}, "primary_place_id"),
]


@pytest.mark.parametrize(("draw", "table", "cells", "column"), DRAW)
def test_a_missing_column_is_named_before_a_figure_is_opened(draw, table, cells, column):
    frame = (rows(table, **cells) if cells else load(table)).drop(columns=column)
    with pytest.raises(MissingColumnError, match=column):
        draw(frame)
    assert plt.get_fignums() == []


@pytest.mark.parametrize(("draw", "table", "cells", "column"), DRAW)
def test_a_picture_goes_on_the_axes_given_and_leaves_the_frame_alone(draw, table, cells, column):
    frame = rows(table, **cells) if cells else load(table)
    before = frame.copy()
    _, ax = plt.subplots()
    assert draw(frame, ax=ax) is ax
    assert len(plt.get_fignums()) == 1
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(("draw", "table", "cells", "column"), DRAW)
def test_no_rows_are_an_empty_picture_with_its_source(draw, table, cells, column):
    assert source_of(draw(load(table).head(0)))


@pytest.fixture
def font_of(tmp_path, monkeypatch):
    """Return what makes a font with the letters given the only one besides the usual."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    def make(letters):
        names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
        builder = FontBuilder(1000)
        builder.setupGlyphOrder(names)
        builder.setupCharacterMap({ord(letter): name for letter, name in zip(letters, names[1:], strict=True)})
        builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in names})
        builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
        builder.setupHorizontalHeader(ascent=800, descent=-200)
        builder.setupNameTable({"familyName": "Rjdata Test", "styleName": "Regular"})
        builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
        builder.setupPost()
        builder.save(tmp_path / "test.ttf")
        font_manager.fontManager.addfont(tmp_path / "test.ttf")
        monkeypatch.setattr(fonts, "_OTHERS", ("Rjdata Test",))

    monkeypatch.setattr(fonts, "_HINTED", set())
    known = list(font_manager.fontManager.ttflist)
    fonts._letters.cache_clear()
    yield make
    font_manager.fontManager.ttflist[:] = known
    fonts._letters.cache_clear()


def test_japanese_is_drawn_with_an_installed_font(font_of):
    name = rows("projects", **ONE)["name_ja"].item()
    font_of(sorted(set(name)))
    ax = pictures.plot_timeline(rows("projects", **ONE), language="ja")
    assert ax.get_title(loc="left") == name
    # A letter that no family has would be a box, and matplotlib would warn of it.
    ax.figure.draw_without_rendering()


def test_without_a_font_the_english_name_stands_and_the_hint_is_given_once(font_of):
    font_of(["A"])
    with pytest.warns(MissingFontWarning, match="Install a font such as Rjdata Test") as caught:
        ax = pictures.plot_timeline(rows("projects", **ONE), language="ja")
    # Warnings are errors here, so that a second one would be seen.
    pictures.plot_places(load("projects"), language="ja")
    assert len(caught) == 1
    assert ax.get_title(loc="left") == rows("projects", **ONE)["name"].item()


def test_russian_needs_no_other_font(font_of, monkeypatch):
    monkeypatch.setattr(fonts, "_OTHERS", ())
    ax = pictures.plot_timeline(rows("projects", **ONE), language="ru")
    assert ax.get_title(loc="left") == "Арктик СПГ 2"
    ax.figure.draw_without_rendering()


@pytest.mark.filterwarnings("ignore::rjdata.errors.MissingFontWarning")
def test_the_page_shows_every_picture_that_its_examples_draw(tmp_path):
    shown = {line.split("(gallery/")[1].rstrip(")") for line in PAGE.read_text(encoding="utf-8").splitlines() if "(gallery/" in line}
    axes = draw_gallery()
    names = {path.name for path in save_gallery(axes, tmp_path)}
    assert names == shown == {path.name for path in PAGE.with_suffix("").glob("*.png")}
    assert all((PAGE.with_suffix("") / name).stat().st_size < 120_000 for name in names)
    first = {path.name: path.read_bytes() for path in tmp_path.glob("*.png")}
    save_gallery(axes, tmp_path)
    assert first == {path.name: path.read_bytes() for path in tmp_path.glob("*.png")}


@pytest.mark.filterwarnings("ignore::rjdata.errors.MissingFontWarning")
def test_the_pictures_of_the_page_are_of_the_data_as_it_is_frozen(tmp_path):
    for path in save_gallery(draw_gallery(), tmp_path):
        kept, now = (Image.open(folder / path.name).text["Source"] for folder in (PAGE.with_suffix(""), tmp_path))
        assert kept == now, "draw them anew: python -m tools.gallery"


def test_a_wrong_example_stops_the_gallery(tmp_path):
    page = Path(tmp_path) / "page.md"
    page.write_text(">>> 1 + 1\n3\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="an example of"):
        draw_gallery(page)
    assert "MATPLOTLIB" in doctest.OPTIONFLAGS_BY_NAME
