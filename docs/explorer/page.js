"use strict";
// The address says what is shown: #projects?q=gas&sector=energy&view=map, or #projects/arctic-lng-2. Back, forward and bookmarks follow.
(async () => {
  const { make, load, tables, search, views, title } = explorer;
  const at = (id) => document.getElementById(id);
  const singular = (table) => table.slice(0, -1);
  let index;
  let lastList = "#projects";

  // Escapes are left to URLSearchParams, which reads a broken one as it stands; an id has none.
  function read() {
    const [path, query = ""] = (location.hash.slice(1) || "projects").split("?");
    const [table, id, part] = path.split("/");
    return { table: tables.includes(table) ? table : null, id, part, options: Object.fromEntries(new URLSearchParams(query)) };
  }

  function address(table, options) {
    const query = new URLSearchParams(Object.entries(options).filter(([, value]) => value)).toString();
    return `#${table}${query ? `?${query}` : ""}`;
  }

  // Typing and choosing rewrite the address in place: one step back leaves the list, however often one tried.
  function change(options) {
    const { table, options: old } = read();
    history.replaceState(null, "", address(table, { ...old, ...options }));
    showList(table, { ...old, ...options });
  }

  const found = (table, options, except) => search.find(index, table, options.q || "", options, except);

  function showTables(table) {
    at("tables").replaceChildren(...tables.map((name) => make("a", { href: `#${name}`, "aria-current": name === table ? "page" : null }, name[0].toUpperCase() + name.slice(1))));
  }

  function choice(table, name, facet, options) {
    const counts = new Map();
    for (const entry of found(table, options, name)) for (const value of facet.of(entry)) counts.set(value, (counts.get(value) || 0) + 1);
    if (options[name] && !counts.has(options[name])) counts.set(options[name], 0);
    const label = (value) => search.valueName(name, value, index) || value;
    const values = [...counts.keys()].sort((a, b) => (name === "year" ? b.localeCompare(a) : label(a).localeCompare(label(b), "en")));
    const select = make("select", { id: `filter-${name}`, onchange: (event) => change({ [name]: event.target.value }) }, make("option", { value: "" }, "any"),
      values.map((value) => make("option", { value, selected: options[name] === value }, `${label(value)} (${counts.get(value)})`)));
    return make("div", { class: "filter" }, make("label", { for: `filter-${name}` }, facet.label), select);
  }

  function showFilters(table, options) {
    const focused = document.activeElement?.id;
    const fields = search.facetsOf(table);
    at("filter-fields").replaceChildren(...fields.map(([name, facet]) => choice(table, name, facet, options)));
    const set = fields.filter(([name]) => options[name]).length;
    at("filter-count").textContent = set ? `(${set})` : "";
    at("clear").hidden = !set && !options.q;
    if (focused?.startsWith("filter-")) at(focused)?.focus();
  }

  function showViews(view) {
    at("views").replaceChildren(...["table", "map", "timeline"].map((name) => make("button", { type: "button", "aria-pressed": String(name === view), "data-view": name, onclick: () => {
      change({ view: name === "table" ? "" : name });
      at("views").querySelector(`[data-view=${name}]`).focus();
    } }, name[0].toUpperCase() + name.slice(1))));
  }

  function showList(table, options) {
    const sortFocus = document.activeElement?.dataset?.sort;
    lastList = address(table, options);
    at("record").hidden = true;
    at("list").hidden = false;
    document.title = `${table} – rjdata explorer`;
    at("list-title").textContent = table[0].toUpperCase() + table.slice(1);
    if (at("query").value !== (options.q || "")) at("query").value = options.q || "";
    showTables(table);
    showFilters(table, options);
    const view = ["map", "timeline"].includes(options.view) ? options.view : "table";
    showViews(view);
    const entries = found(table, options);
    at("count").textContent = `${entries.length.toLocaleString("en")} of ${explorer.counted(index[table].length, singular(table))}`;
    at("view").replaceChildren(entries.length ? views[view](entries, table, index, options, change) : make("p", { class: "notice" }, "Nothing found. Take a filter away, or search for fewer letters."));
    if (sortFocus) at("view").querySelector(`[data-sort=${sortFocus}]`)?.focus();
  }

  async function showRecord(table, id, part) {
    const asked = location.hash;
    // Another part of the page that stands: what was unfolded stays so.
    if (!at("record").hidden && at("record").dataset.shown === `${table}/${id}`) return reveal(part);
    at("record").dataset.shown = "";
    at("list").hidden = true;
    at("record").hidden = false;
    showTables(table);
    const known = index[table].find((entry) => entry.id === id);
    if (!known) return showMissing(table, id);
    document.title = `${title(known)} – rjdata explorer`;
    const record = await load(`${table}/${id}`);
    // Someone may have gone on while the file was read.
    if (location.hash !== asked) return undefined;
    explorer.record.render(at("record"), table, id, record, index, lastList.startsWith(`#${table}`) ? lastList : `#${table}`);
    at("record").dataset.shown = `${table}/${id}`;
    return reveal(part);
  }

  // Focus goes with the eye, so that the next Tab goes on from there.
  function reveal(part) {
    const target = (part && at(`heading-${part}`)) || at("record-title");
    if (target === at("record-title")) scrollTo(0, 0);
    else target.scrollIntoView();
    target.focus({ preventScroll: true });
  }

  function showMissing(table, id) {
    document.title = "Not found – rjdata explorer";
    at("record").replaceChildren(make("h1", { tabindex: "-1", id: "record-title" }, "No such record"), make("p", {}, `Data version ${index.version} has no ${singular(table)} named `, make("code", {}, id), "."), make("p", {}, make("a", { href: `#${table}` }, `All ${table}`)));
    at("record-title").focus();
  }

  function show() {
    const { table, id, part, options } = read();
    if (!table) {
      history.replaceState(null, "", "#projects");
      return show();
    }
    if (id) return showRecord(table, id, part).catch(fail);
    const [moved] = [!at("record").hidden];
    showList(table, options);
    return moved ? at("main").focus() : undefined;
  }

  function fail(error) {
    at("record").dataset.shown = "";
    at("list").hidden = true;
    at("record").hidden = false;
    at("record").replaceChildren(make("p", { class: "notice", role: "alert" }, `A data file could not be read: data/${error.message}.js. Copy the whole folder of the explorer, not the page alone.`));
  }

  function download() {
    const { table, options } = read();
    const link = make("a", { href: URL.createObjectURL(new Blob([views.csv(found(table, options), table, index, options.sort)], { type: "text/csv;charset=utf-8" })), download: `rjdata-${index.version}-${table}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 0);
  }

  try {
    index = await load("index");
  } catch (error) {
    fail(error);
    return;
  }
  index.actorTitles = new Map(index.actors.map((actor) => [actor.id, title(actor)]));
  search.prepare(index);
  at("release").textContent = `Data ${index.version}, frozen ${index.frozen_on}`;
  at("release").title = `Digest ${index.digest}`;
  at("query").addEventListener("input", (event) => change({ q: event.target.value }));
  at("search").addEventListener("submit", (event) => event.preventDefault());
  at("clear").addEventListener("click", () => {
    const { table, options } = read();
    history.replaceState(null, "", address(table, { view: options.view, sort: options.sort }));
    show();
    at("query").focus();
  });
  at("download").addEventListener("click", download);
  at("skip").addEventListener("click", (event) => {
    event.preventDefault();
    at("main").focus();
  });
  if (matchMedia("(max-width: 50rem)").matches) at("filters").open = false;
  addEventListener("hashchange", show);
  show();
})();
