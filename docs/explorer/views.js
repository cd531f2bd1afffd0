"use strict";
// The three ways to look at what was found: a table, points on a graticule, years on a line.
explorer.views = (() => {
  const { make, draw, word, title } = explorer;

  const listed = (name) => (entry, index) => (entry[name] || []).map((id) => (name === "sectors" ? index.sectors[id].label : index.actorTitles.get(id))).join("; ");
  const columns = {
    projects: [
      ["name", "Project", title],
      ["kind", "Kind", (entry) => word(entry.kind)],
      ["stage", "Stage", (entry) => word(entry.stage)],
      ["participation", "Japanese side", (entry) => word(entry.participation)],
      ["years", "Years", span],
      ["last", "Last reported", (entry) => entry.last || ""],
      ["sources", "Sources", (entry) => entry.sources || 0],
    ],
    agreements: [
      ["name", "Agreement", title],
      ["kind", "Kind", (entry) => word(entry.doc_type)],
      ["level", "Level", (entry) => word(entry.level)],
      ["state", "State", (entry) => word(entry.signing_state)],
      ["last", "Signed", (entry) => entry.last || ""],
      ["sources", "Sources", (entry) => entry.sources || 0],
    ],
    actors: [
      ["name", "Actor", title],
      ["kind", "Kind", (entry) => word(entry.kind)],
      ["country", "Country", (entry) => entry.country || ""],
      ["projects", "Projects", (entry) => entry.counts.projects],
      ["agreements", "Agreements", (entry) => entry.counts.agreements],
      ["sources", "Sources", (entry) => entry.sources || 0],
    ],
  };

  function span(entry) {
    const years = entry.years || [];
    if (years.length === 0) return "";
    return years[0] === years.at(-1) ? years[0] : `${years[0]}–${years.at(-1)}`;
  }

  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  function sorted(entries, table, sort) {
    if (!sort) return entries;
    const descending = sort.startsWith("-");
    const column = columns[table].find(([key]) => key === sort.replace("-", ""));
    if (!column) return entries;
    const value = (entry) => String(column[2](entry));
    // What is not known stands last, whichever way one sorts.
    return [...entries].sort((a, b) => {
      if (!value(a) || !value(b)) return Boolean(value(b)) - Boolean(value(a));
      return collator.compare(value(a), value(b)) * (descending ? -1 : 1);
    });
  }

  function tableView(entries, table, index, state, go) {
    const head = columns[table].map(([key, label]) => {
      const current = state.sort === key ? "ascending" : state.sort === `-${key}` ? "descending" : "none";
      const next = current === "ascending" ? `-${key}` : key;
      return make("th", { scope: "col", "aria-sort": current }, make("button", { type: "button", "data-sort": key, onclick: () => go({ sort: next }) }, label));
    });
    const body = sorted(entries, table, state.sort).map((entry) => make("tr", {}, columns[table].map(([key, label, value], number) => {
      if (number > 0) return make("td", { "data-label": label, class: ["years", "last", "sources", "projects", "agreements"].includes(key) ? "number" : null }, String(value(entry)));
      const others = [["ja", entry.name_ja], ["ru", entry.name_ru]].filter(([, name]) => name && name !== title(entry));
      return make("th", { scope: "row" }, make("a", { href: `#${table}/${entry.id}` }, title(entry)), others.map(([lang, name]) => make("span", { lang, class: "other-name" }, name)));
    })));
    return make("table", { class: "records" }, make("caption", { class: "unseen" }, `The ${table} shown`), make("thead", {}, make("tr", {}, head)), make("tbody", {}, body));
  }

  // Equirectangular, true to scale at 55° N, where most of it lies; cut to what the points need. No outlines, so no border is drawn for anyone.
  const stretch = 1 / Math.cos((55 * Math.PI) / 180);

  function mapView(entries, table, index) {
    const points = new Map();
    for (const entry of entries) for (const id of entry.places || []) if (index.places[id].at) points.set(id, [...(points.get(id) || []), entry]);
    const without = entries.filter((entry) => !(entry.places || []).some((id) => index.places[id].at)).length;
    const note = make("p", { class: "note" }, `${explorer.counted(points.size, "place")} with coordinates; ${explorer.counted(without, "record")} of those found ${without === 1 ? "has" : "have"} none. Points only: the map draws no borders. A point shows its own records and those of points that it touches.`);
    if (points.size === 0) return make("div", {}, note);
    const box = bounds([...points.keys()].map((id) => index.places[id].at));
    const scale = 1000 / (box.east - box.west);
    const at = ([longitude, latitude]) => [(turn(longitude) - box.west) * scale, (box.north - latitude) * scale * stretch];
    const height = (box.north - box.south) * scale * stretch;
    const marks = [...points].sort((a, b) => b[1].length - a[1].length).map(([id, here]) => ({ id, here, place: index.places[id], at: at(index.places[id].at), radius: 7 + 4 * Math.sqrt(here.length - 1) }));
    const detail = make("div", { class: "place-detail", "aria-live": "polite" });
    const map = draw("svg", { viewBox: `-${margin.left} 0 ${1000 + margin.left} ${height + margin.bottom}`, class: "map", role: "group", "aria-label": "Map of the places of what was found" },
      graticule(box, at, height), marks.map((mark) => drawMark(mark, table, () => detail.replaceChildren(...touching(mark, marks).flatMap((one) => describePlace(one, table, index.columns.places.coordinate_precision.words))))));
    return make("div", {}, note, map, detail);
  }

  // Labels stand outside of the lines, where no point can cover them.
  const margin = { left: 78, bottom: 34 };
  // Wide enough for a finger: on a phone the whole map is drawn a third as large.
  const target = matchMedia("(max-width: 50rem)").matches ? 44 : 18;

  function graticule(box, at, height) {
    const lines = [draw("rect", { width: 1000, height })];
    for (let x = box.west; x <= box.east; x += 10) lines.push(draw("path", { d: `M${at([x, 0])[0]} 0V${height}` }), x % 20 || x === box.east ? "" : draw("text", { x: at([x, 0])[0], y: height + 26, "text-anchor": "middle" }, meridian(x)));
    for (let y = box.south; y <= box.north; y += 10) lines.push(draw("path", { d: `M0 ${at([0, y])[1]}H1000` }), y === box.north ? "" : draw("text", { x: -10, y: at([0, y])[1] + 5, "text-anchor": "end" }, `${Math.abs(y)}° ${y < 0 ? "S" : "N"}`));
    return draw("g", { class: "graticule", "aria-hidden": "true" }, lines);
  }

  function drawMark({ id, here, place, at: [cx, cy], radius }, table, show) {
    const key = (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(); } };
    const name = `${place.label}: ${explorer.counted(here.length, table.slice(0, -1))}`;
    return draw("g", { class: "mark", role: "button", tabindex: "0", "aria-label": name, "data-place": id, onclick: show, onkeydown: key }, draw("title", {}, name), draw("circle", { cx, cy, r: radius }), draw("circle", { class: "target", cx, cy, r: target }));
  }

  // A mark may lie under another: whoever asks for one is shown all that its target touches, itself first.
  function touching(mark, marks) {
    const overlaps = (other) => Math.hypot(mark.at[0] - other.at[0], mark.at[1] - other.at[1]) < Math.max(mark.radius, target) + other.radius;
    return [mark, ...marks.filter((other) => other !== mark && overlaps(other))];
  }

  function describePlace({ place, here }, table, precisions) {
    return [make("h2", {}, place.label, make("span", { class: "amount" }, ` ${here.length}`)),
      make("p", { class: "note" }, precisions[place.precision] || "How near the point is to the place is not stated."),
      make("ul", {}, here.map((entry) => make("li", {}, make("a", { href: `#${table}/${entry.id}` }, title(entry)))))];
  }

  // East of Greenwich all the way round, so that Chukotka stands right of Kamchatka and the Pacific in one piece.
  const turn = (longitude) => (longitude < -30 ? longitude + 360 : longitude);
  const meridian = (x) => (x > 180 ? `${360 - x}° W` : `${Math.abs(x)}° ${x < 0 ? "W" : "E"}`);

  function bounds(places) {
    const down = (value) => Math.floor((value - 3) / 10) * 10;
    const up = (value) => Math.ceil((value + 3) / 10) * 10;
    const longitudes = places.map(([longitude]) => turn(longitude));
    const latitudes = places.map(([, latitude]) => latitude);
    return { west: down(Math.min(...longitudes)), east: up(Math.max(...longitudes)), south: down(Math.min(...latitudes)), north: up(Math.max(...latitudes)) };
  }

  // One line a record, from its first year to its last, a mark for each year that a source speaks of.
  function timelineView(entries, table) {
    const dated = entries.filter((entry) => (entry.years || []).length).sort((a, b) => collator.compare(a.years[0], b.years[0]) || collator.compare(a.years.at(-1), b.years.at(-1)));
    const note = make("p", { class: "note" }, `${explorer.counted(dated.length, "record")} with a year, ${entries.length - dated.length} without. A mark is a year of which a source tells something, plans among them.`);
    if (dated.length === 0) return make("div", {}, note);
    const first = Math.min(...dated.map((entry) => Number(entry.years[0])));
    const last = Math.max(...dated.map((entry) => Number(entry.years.at(-1))));
    const x = (year) => 20 + ((Number(year) - first) / Math.max(1, last - first)) * 560;
    const step = Math.max(1, Math.ceil((last - first) / 6));
    const ticks = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, number) => first + number * step);
    const axis = make("div", { class: "line axis", "aria-hidden": "true" }, make("span"), draw("svg", { viewBox: "0 0 600 20" }, ticks.map((year) => draw("text", { x: x(year), y: 15, "text-anchor": "middle" }, String(year)))));
    const lines = dated.map((entry) => make("li", { class: "line" },
      make("a", { href: `#${table}/${entry.id}` }, title(entry), make("span", { class: "years" }, span(entry))),
      draw("svg", { viewBox: "0 0 600 20", role: "img", "aria-label": entry.years.join(", ") },
        ticks.map((year) => draw("path", { class: "tick", d: `M${x(year)} 0V20` })),
        draw("path", { class: "span", d: `M${x(entry.years[0])} 10H${x(entry.years.at(-1))}` }),
        entry.years.map((year) => draw("circle", { cx: x(year), cy: 10, r: 5 }, draw("title", {}, year))))));
    return make("div", { class: "timeline" }, note, axis, make("ol", {}, lines));
  }

  // What is shown, as the table has it, with ids, names in three languages and a permalink to find it again.
  function csv(entries, table, index, sort) {
    const extra = [["id", (entry) => entry.id], ["name_ja", (entry) => entry.name_ja || ""], ["name_ru", (entry) => entry.name_ru || ""], ["sectors", listed("sectors")], ["actors", listed("actors")],
      ["places", (entry) => (entry.places || []).map((id) => index.places[id].label).join("; ")], ["all_years", (entry) => (entry.years || []).join("; ")], ["data_version", () => index.version]];
    const all = [extra[0], ...columns[table].map(([key, , value]) => [key, value]), ...extra.slice(1)];
    const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    const lines = [all.map(([key]) => key), ...sorted(entries, table, sort).map((entry) => all.map(([, value]) => cell(String(value(entry, index)))))];
    return `\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
  }

  return { table: tableView, map: mapView, timeline: timelineView, csv };
})();
