"use strict";
// One fact and who says so: a row's columns in words, then each piece of its evidence with source, place in it and printed wording.
explorer.facts = (() => {
  const { make, word } = explorer;

  function source(record, id) {
    const row = record.sources[id];
    const dates = [row.published_not_before, row.published_not_after].filter(Boolean);
    const date = dates.length === 0 ? "undated" : dates[0] === dates.at(-1) ? dates[0] : `${dates[0]} to ${dates.at(-1)}`;
    return { row, date, name: `${row.publisher || row.title}, ${date}` };
  }

  const badge = (kind, text, about) => make("span", { class: `badge ${kind}`, title: about }, text);

  function citation(record, evidence) {
    const { row, name } = source(record, evidence.source_id);
    const label = row.url ? make("a", { href: row.url, rel: "noreferrer noopener", title: row.title }, name) : make("span", { title: row.title }, name);
    const origin = row.derived_from_source_id && record.sources[row.derived_from_source_id];
    const copied = row.kind === "copy" || row.derived_from_source_id || row.derived_from;
    return make("li", { class: "citation" },
      evidence.field ? make("span", { class: "field" }, `${word(evidence.field)}: `) : null,
      label,
      evidence.locator && !evidence.locator.startsWith("http") ? make("span", { class: "locator" }, ` ${evidence.locator}`) : null,
      evidence.stated_as ? make("span", { class: "stated" }, " prints ", make("q", { lang: null }, evidence.stated_as)) : null,
      copied ? badge("copy", "copy", "Not a second witness") : null,
      copied && (origin || row.derived_from) ? make("span", { class: "reason" }, ` of ${origin ? source(record, row.derived_from_source_id).name : row.derived_from}`) : null,
      evidence.is_inferred === "true" ? badge("inferred", "inferred", "Concluded from the source, not printed in it") : null,
      evidence.reasoning ? make("span", { class: "reason" }, ` ${evidence.reasoning}`) : null);
  }

  // The first three stand open; the rest is folded, never left out.
  function citations(record, list) {
    if (!list || list.length === 0) return null;
    const items = list.map((evidence) => citation(record, evidence));
    return make("div", { class: "evidence" }, make("ul", { "aria-label": "Sources" }, items.slice(0, 3)),
      items.length > 3 ? make("details", {}, make("summary", {}, `${items.length - 3} more`), make("ul", {}, items.slice(3))) : null);
  }

  const flags = { is_planned: ["planned", ""], is_plan: ["plan", ""], is_inferred: ["inferred", ""], is_primary: ["primary", ""], is_direct: ["direct", "indirect"], is_ambiguous: ["ambiguous name", ""], is_binding: ["binding", "not binding"], is_derived: ["computed", ""] };

  function linked(record, table, id) {
    const label = record.labels[`${table}/${id}`] || id;
    return explorer.tables.includes(table) ? make("a", { href: `#${table}/${id}` }, label) : label;
  }

  function number(text) {
    const [whole, part] = text.split(".");
    return whole.replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f") + (part ? `.${part}` : "");
  }

  function value(record, columns, name, text, row) {
    const column = columns[name] || {};
    if (column.references) return linked(record, column.references, text);
    if (name === "linked_id") return linked(record, row.linked_table, text);
    if (name === "subject_id") return linked(record, row.subject_table, text);
    if (column.words) return make("span", { title: column.words[text] }, word(text));
    return column.number ? number(text) : text;
  }

  return { citations, linked, value, number, badge, flags, source };
})();
