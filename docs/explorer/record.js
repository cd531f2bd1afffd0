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

  // On an actor's page the same rows say what the actor does, not who takes part.
  const actorHeadings = { project_history: "In the history of projects", project_participants: "Takes part in projects", agreement_parties: "Party to agreements" };
  const heading = (table, own) => (own.table === "actors" && actorHeadings[table]) || headings[table] || word(table);

  // The words of the kinds, as a sentence from the row's own record to the other one.
  const ties = { related: "is related to", successor_of: "follows", financed_by: "is financed by", parent: "is owned, controlled or overseen by", successor: "was succeeded by", member: "has as a member", joint_venture: "is a joint venture of" };

  const tie = (take, name, other, noun) => {
    const kind = take.raw("kind");
    return [take(name) || `This ${noun}`, " ", make("span", { title: take.about("kind") }, ties[kind] || word(kind)), " ", take(other) || `this ${noun}`, ...take.period()];
  };

  // What a row says first; each function reads columns through `take`, and what it leaves is listed below it, so nothing is lost.
  const leads = {
    project_history: (take) => [make("strong", {}, take("happened_on") || "undated"), " ", make("span", { class: "kind" }, take("kind")), " ", take("actor_id"), make("p", {}, take("summary"))],
    project_participants: (take) => divided(take("project_id"), take("actor_id"), take("role")),
    project_stakes: (take) => divided([make("strong", {}, `${take.raw("percent") || "?"} %`), ...after(" held by ", take("holder_actor_id")), ...after(" in ", take("held_in_actor_id") || take("held_in")), ...take.period()], take("project_id")),
    project_amounts: (take) => divided(take("project_id"), ...amount(take)),
    agreement_amounts: (take) => divided(take("agreement_id"), ...amount(take)),
    project_capacities: (take) => divided(take("project_id"), make("strong", {}, quantity(take, "unit")), take("measures")),
    observations: (take) => divided(make("strong", {}, quantity(take, "unit")), take("definition") || take("kind"), take.span()),
    project_agreements: (take) => [take("agreement_id") || "This agreement", " ", take("relation"), " ", take("project_id") || "this project"],
    project_relations: (take) => tie(take, "project_id", "related_project_id", "project"),
    project_places: (take) => divided(take("project_id"), take("place_id")),
    project_sectors: (take) => divided(take("project_id"), take("sector_id")),
    agreement_parties: (take) => divided(take("agreement_id"), take("actor_id") || take("country"), take("role")),
    actor_names: (take) => divided(make("strong", { lang: take.raw("language") }, take.raw("name")), take("kind"), take.period()),
    actor_identifiers: (take) => [take("scheme"), " ", take("value")],
    actor_relations: (take) => tie(take, "actor_id", "related_actor_id", "actor"),
    event_links: (take) => divided(take("event_id"), [take("relation"), ` this ${take.noun}`]),
    event_participants: (take) => divided(take("event_id"), take("role")),
    events: (take) => [make("strong", {}, take("starts_on") || take("announced_on") || "undated"), " ", take("name"), make("p", {}, take("summary"))],
    offices: (take) => divided(take("person_id"), take("title")),
    projects: (take) => [take("project_id")],
    agreements: (take) => [take("agreement_id")],
  };

  // Parts with a dash between those that are there.
  const divided = (...parts) => parts.filter((part) => part !== null && part !== "" && part?.length !== 0).flatMap((part, place) => (place ? [" – ", part] : [part])).flat();
  const after = (words, part) => (part === null ? [] : [words, part]);

  const qualifiers = { exact: "", approximate: "about ", at_least: "at least ", up_to: "up to ", more_than: "more than ", less_than: "less than " };

  function quantity(take, unit) {
    const how = take.raw("qualifier");
    const before = how === undefined ? "" : how in qualifiers ? qualifiers[how] : `${word(how)} `;
    return `${before}${number(take.raw("value") || "")} ${take.raw(unit) || ""}`.trim();
  }

  const amount = (take) => [make("strong", {}, quantity(take, "currency")), take("meaning"), take("covers")];

  // Columns that only say where the row is kept, or that its place on the page already says.
  const kept = new Set(["sequence", "claim_group", "is_preferred", "linked_table", "subject_table"]);
  const pointers = new Set(["linked_id", "subject_id"]);

  function reader(record, table, row, own, columns) {
    const taken = new Set(kept);
    const isOwn = (name) => row[name] === own.id && (own.table === columns[name]?.references || pointers.has(name));
    const take = (name) => {
      taken.add(name);
      return row[name] === undefined || isOwn(name) ? null : value(record, columns, name, row[name], row);
    };
    take.noun = own.table.slice(0, -1);
    take.about = (name) => columns[name]?.words?.[row[name]];
    take.raw = (name) => {
      taken.add(name);
      return row[name];
    };
    take.period = () => {
      const [from, to] = [take.raw("from_on"), take.raw("to_on")];
      return from || to ? [make("span", { class: "period" }, from ? ` from ${from}` : "", to ? ` until ${to}` : "")] : [];
    };
    // The days of a figure's period, and what sort of period it is where that is not plain from them.
    take.span = () => {
      const [from, to, type] = [take.raw("period_start"), take.raw("period_end"), take.raw("period_type")];
      if (!from) return "";
      return from === to ? from : `${from} to ${to} (${word(type)})`;
    };
    take.rest = () => Object.keys(row).filter((name) => !taken.has(name) && !isOwn(name));
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
    const lead = leads[table] ? leads[table](take) : [];
    const marks = Object.entries(flags).filter(([name]) => row[name] !== undefined).map(([name, [yes, no]]) => {
      take.raw(name);
      const text = row[name] === "true" ? yes : no;
      return text ? badge(name.replace("is_", ""), text) : null;
    });
    return make("li", { class: "fact", id: `fact-${row[key]}` }, make("div", { class: "lead" }, lead, marks), details(record, columns, row, take.rest()), citations(record, record.evidence[`${table}/${row[key]}`]));
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
      if (rivals.length) first.append(make("div", { class: "rivals" }, make("p", {}, badge("rival", "rival figures"), " The same figure, stated otherwise; all stand."), make("ul", {}, rivals)));
      return first;
    });
  }

  const sectionHeading = (name, text, amount) => make("h2", { id: `heading-${name}`, tabindex: "-1" }, text, make("span", { class: "amount" }, ` ${amount}`));

  // Where on a long page to find what: each section has an address of its own.
  function contents(record, names, own) {
    const entries = [...names.map((name) => [name, heading(name, own), record.rows[name].length]), ["sources", "Sources", Object.keys(record.sources).length]];
    return make("nav", { class: "contents", "aria-label": "On this page" }, make("ul", {}, entries.map(([name, text, amount]) => make("li", {}, make("a", { href: `#${own.table}/${own.id}/${name}` }, text, make("span", { class: "amount" }, ` ${amount}`))))));
  }

  // An address as a reader knows it, where its escapes can be read.
  function readable(url) {
    try {
      return decodeURI(url);
    } catch {
      return url;
    }
  }

  function section(record, table, own, index) {
    const rows = record.rows[table];
    // Within one history the sequence is the order; events of several projects, on an actor's page, go by date.
    const shown = table === "project_history" && own.table === "actors" ? [...rows].sort((a, b) => (a.happened_on || "").localeCompare(b.happened_on || "")) : rows;
    return make("section", { "aria-labelledby": `heading-${table}` }, sectionHeading(table, heading(table, own), rows.length),
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
    return make("section", { "aria-labelledby": "heading-sources" }, sectionHeading("sources", "Sources", rows.length),
      make("ul", { class: "sources" }, rows.map((row) => make("li", {}, make("div", {}, make("cite", { lang: row.title_is_translation === "true" ? null : row.language }, row.title || row.source_id), row.title_is_translation === "true" ? badge("translated", "title translated") : null, row.kind === "copy" ? badge("copy", "copy") : null),
        row.url ? make("a", { class: "address", href: row.url, rel: "noreferrer noopener" }, readable(row.url)) : null,
        details(record, index.columns.sources, row, Object.keys(row).filter((name) => !["title", "title_is_translation", "url", "text_sha256"].includes(name)))))));
  }

  function render(node, table, id, record, index, back) {
    const own = { id, table };
    const row = record.row;
    const names = [["ja", row.name_ja], ["ru", row.name_ru]].filter(([, name]) => name);
    // A table of a newer release that has no place here yet stands last, under its own name.
    const sections = [...order.filter((name) => record.rows[name]), ...Object.keys(record.rows).filter((name) => !headings[name])];
    node.replaceChildren(
      make("p", { class: "back" }, make("a", { href: back }, `← All ${table}`)),
      make("h1", { tabindex: "-1", id: "record-title" }, row.name || id),
      names.length ? make("p", { class: "names" }, names.map(([lang, name]) => make("span", { lang }, name))) : "",
      row.summary || row.subject ? make("p", { class: "summary" }, row.summary || row.subject) : "",
      row.note ? make("p", { class: "note" }, row.note) : "",
      make("p", { class: "permalink" }, "Permalink ", make("a", { href: `#${table}/${id}` }, make("code", {}, `#${table}/${id}`))),
      contents(record, sections, own),
      ...ownFacts(record, table, own, index).filter(Boolean),
      ...sections.map((name) => section(record, name, own, index)),
      sourceList(record, index));
  }

  return { render };
})();
