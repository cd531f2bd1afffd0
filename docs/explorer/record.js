"use strict";
// The page of one record: its own facts, then every row of other tables that belongs to it or names it, each with its evidence.
explorer.record = (() => {
  const { make, word } = explorer;
  const { citations, linked, value, number, badge, flags } = explorer.facts;

  const headings = {
    project_history: "History", project_stakes: "Stakes", project_participants: "Participants", project_amounts: "Amounts", project_capacities: "Capacities",
    project_agreements: "Projects and agreements", project_relations: "Related projects", project_places: "Places", project_sectors: "Sectors", projects: "Parts of this project",
    agreement_parties: "Parties", agreement_amounts: "Amounts of agreements", agreements: "Amended by", actor_names: "Names", actor_identifiers: "Identifiers", actor_relations: "Ties to other actors",
    event_links: "Events", event_participants: "Took part in events", events: "Events and measures", offices: "People and offices", observations: "Figures",
  };
  const order = Object.keys(headings);

  // What a row says first; each function reads columns through `take`, and what it leaves is listed below it, so nothing is lost.
  const leads = {
    project_history: (take) => [make("strong", {}, take("happened_on") || "undated"), " ", make("span", { class: "kind" }, take("kind")), " ", take("actor_id"), make("p", {}, take("summary"))],
    project_participants: (take) => [take("project_id"), take("actor_id"), " – ", take("role")],
    project_stakes: (take) => [take("project_id"), make("strong", {}, `${take.raw("percent") || "?"} %`), " held by ", take("holder_actor_id"), " in ", take("held_in_actor_id") || take("held_in"), ...take.period()],
    project_amounts: (take) => [take("project_id"), ...amount(take)],
    agreement_amounts: (take) => [take("agreement_id"), ...amount(take)],
    project_capacities: (take) => [take("project_id"), make("strong", {}, quantity(take, "unit")), " ", take("measures")],
    observations: (take) => [make("strong", {}, quantity(take, "unit")), " ", take("definition") || take("kind")],
    project_agreements: (take) => [take("project_id"), " ", take("agreement_id"), " – ", take("relation")],
    project_relations: (take) => [take("project_id"), " → ", take("related_project_id"), " – ", take("kind")],
    project_places: (take) => [take("project_id"), take("place_id")],
    project_sectors: (take) => [take("project_id"), take("sector_id")],
    agreement_parties: (take) => [take("agreement_id"), take("actor_id") || take("country"), " – ", take("role")],
    actor_names: (take) => [make("strong", { lang: take.raw("language") }, take.raw("name")), " – ", take("kind"), ...take.period()],
    actor_identifiers: (take) => [take("scheme"), " ", take("value")],
    actor_relations: (take) => [take("actor_id"), take("related_actor_id"), " – ", take("kind"), ...take.period()],
    event_links: (take) => [take("event_id"), take("linked_id"), " – ", take("relation")],
    event_participants: (take) => [take("event_id"), " – ", take("role")],
    events: (take) => [make("strong", {}, take("starts_on") || take("announced_on") || "undated"), " ", take("name"), make("p", {}, take("summary"))],
    offices: (take) => [take("person_id"), " – ", take("title")],
    projects: (take) => [take("project_id")],
    agreements: (take) => [take("agreement_id")],
  };

  const qualifiers = { exact: "", approximate: "about ", at_least: "at least ", up_to: "up to ", more_than: "more than ", less_than: "less than " };

  function quantity(take, unit) {
    const how = take.raw("qualifier");
    const before = how === undefined ? "" : how in qualifiers ? qualifiers[how] : `${word(how)} `;
    return `${before}${number(take.raw("value") || "")} ${take.raw(unit) || ""}`.trim();
  }

  const amount = (take) => [make("strong", {}, quantity(take, "currency")), " ", take("meaning"), " ", take("covers")];

  // Columns that only say where the row is kept, or that its place on the page already says.
  const kept = new Set(["sequence", "claim_group", "is_preferred", "linked_table", "subject_table"]);

  function reader(record, table, row, own, columns) {
    const taken = new Set(kept);
    const take = (name) => {
      taken.add(name);
      const text = row[name];
      if (text === undefined || (own.column === columns[name]?.references && text === own.id)) return null;
      return value(record, columns, name, text, row);
    };
    take.raw = (name) => {
      taken.add(name);
      return row[name];
    };
    take.period = () => {
      const [from, to] = [take.raw("from_on"), take.raw("to_on")];
      return from || to ? [make("span", { class: "period" }, from ? ` from ${from}` : "", to ? ` until ${to}` : "")] : [];
    };
    take.rest = () => Object.keys(row).filter((name) => !taken.has(name));
    return take;
  }

  function fact(record, table, row, own, index) {
    const columns = index.columns[table];
    const key = Object.keys(columns)[0];
    const take = reader(record, table, row, own, columns);
    take.raw(key);
    if (table === "projects" || table === "agreements") {
      const label = make("a", { href: `#${table}/${row[key]}` }, row.name || row[key]);
      return make("li", { class: "fact", id: `fact-${row[key]}` }, label, citations(record, record.evidence[`${table}/${row[key]}`]));
    }
    const lead = leads[table](take);
    const marks = Object.entries(flags).filter(([name]) => row[name] !== undefined).map(([name, [yes, no]]) => {
      take.raw(name);
      const text = row[name] === "true" ? yes : no;
      return text ? badge(name.replace("is_", ""), text) : null;
    });
    const rest = take.rest().filter((name) => !(own.column === columns[name]?.references && row[name] === own.id) && !(name === "linked_id" && row[name] === own.id) && !(name === "subject_id" && row[name] === own.id));
    return make("li", { class: "fact", id: `fact-${row[key]}` }, make("div", { class: "lead" }, lead, marks), details(record, columns, row, rest), citations(record, record.evidence[`${table}/${row[key]}`]));
  }

  function details(record, columns, row, names) {
    if (names.length === 0) return null;
    return make("dl", { class: "rest" }, names.map((name) => make("div", {}, make("dt", { title: columns[name]?.about }, word(name.replace(/_id$/, ""))), make("dd", {}, value(record, columns, name, row[name], row)))));
  }

  // Rows of one claim group speak of one figure; the preferred one leads and its rivals stand under it.
  function grouped(record, table, rows, own, index) {
    const groups = new Map();
    for (const row of rows) {
      const group = row.claim_group || row[Object.keys(index.columns[table])[0]];
      groups.set(group, [...(groups.get(group) || []), row]);
    }
    return [...groups.values()].map((group) => {
      const ranked = [...group].sort((a, b) => (b.is_preferred === "true") - (a.is_preferred === "true"));
      const [first, ...rivals] = ranked.map((row) => fact(record, table, row, own, index));
      if (rivals.length) first.append(make("div", { class: "rivals" }, make("p", {}, badge("rival", "rival figures"), " Other sources state it otherwise; both stand."), make("ul", {}, rivals)));
      return first;
    });
  }

  function section(record, table, own, index) {
    const rows = record.rows[table];
    // Within one history the sequence is the order; events of several projects, on an actor's page, go by date.
    const shown = table === "project_history" && own.table === "actors" ? [...rows].sort((a, b) => (a.happened_on || "").localeCompare(b.happened_on || "")) : rows;
    return make("section", { "aria-labelledby": `heading-${table}` }, make("h2", { id: `heading-${table}` }, headings[table], make("span", { class: "amount" }, ` ${rows.length}`)),
      make("ul", { class: `facts ${table}` }, grouped(record, table, shown, own, index)));
  }

  function ownFacts(record, table, own, index) {
    const columns = index.columns[table];
    const evidence = record.evidence[`${table}/${own.id}`] || [];
    const skipped = new Set([Object.keys(columns)[0], "name", "name_ja", "name_ru", "summary", "subject", "note", "is_preferred", "claim_group"]);
    const names = Object.keys(columns).filter((name) => record.row[name] !== undefined && !skipped.has(name));
    const shown = names.map((name) => make("div", { class: "own", "data-field": name }, make("dt", { title: columns[name].about }, word(name.replace(/_id$/, ""))),
      make("dd", {}, flagged(record, columns, name), columns[name].derived ? badge("derived", "derived", "Follows from other rows by a written rule") : null, citations(record, evidence.filter((one) => one.field === name).map((one) => ({ ...one, field: "" }))))));
    const whole = evidence.filter((one) => !one.field || !names.includes(one.field));
    return [make("dl", { class: "own-facts" }, shown), whole.length ? make("section", { class: "whole", "aria-labelledby": "heading-whole" }, make("h2", { id: "heading-whole" }, "The record as a whole"), citations(record, whole)) : null];
  }

  function flagged(record, columns, name) {
    const text = record.row[name];
    if (text === "true") return "yes";
    return text === "false" ? "no" : value(record, columns, name, text, record.row);
  }

  function sourceList(record, index) {
    const rows = Object.values(record.sources);
    return make("section", { "aria-labelledby": "heading-sources" }, make("h2", { id: "heading-sources" }, "Sources", make("span", { class: "amount" }, ` ${rows.length}`)),
      make("ul", { class: "sources" }, rows.map((row) => make("li", {}, make("div", {}, make("cite", { lang: row.title_is_translation === "true" ? null : row.language }, row.title || row.source_id), row.title_is_translation === "true" ? badge("translated", "title translated") : null, row.kind === "copy" ? badge("copy", "copy") : null),
        row.url ? make("a", { class: "address", href: row.url, rel: "noreferrer noopener" }, row.url) : null,
        details(record, index.columns.sources, row, Object.keys(row).filter((name) => !["title", "title_is_translation", "url", "text_sha256"].includes(name)))))));
  }

  function render(node, table, id, record, index, back) {
    const own = { id, table, column: table };
    const row = record.row;
    const names = [["ja", row.name_ja], ["ru", row.name_ru]].filter(([, name]) => name);
    const sections = order.filter((name) => record.rows[name]);
    const fallback = Object.keys(record.rows).filter((name) => !headings[name]);
    if (fallback.length) throw new Error(`no heading for ${fallback}`);
    node.replaceChildren(
      make("p", { class: "back" }, make("a", { href: back }, `← All ${table}`)),
      make("h1", { tabindex: "-1", id: "record-title" }, row.name || id),
      names.length ? make("p", { class: "names" }, names.map(([lang, name]) => make("span", { lang }, name))) : "",
      row.summary || row.subject ? make("p", { class: "summary" }, row.summary || row.subject) : "",
      row.note ? make("p", { class: "note" }, row.note) : "",
      make("p", { class: "permalink" }, "Permalink ", make("a", { href: `#${table}/${id}` }, make("code", {}, `#${table}/${id}`))),
      ...ownFacts(record, table, own, index).filter(Boolean),
      ...sections.map((name) => section(record, name, own, index)),
      sourceList(record, index));
  }

  return { render };
})();
