"use strict";
// Which entries match the words and the filters. All words must occur, in any order, anywhere: Japanese has no spaces to split at.
explorer.search = (() => {
  // Case, width, ё and accents make no difference; й and voiced kana keep their marks, which make other letters.
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").normalize("NFD").replace(/([a-z])[\u0300-\u036f]+/g, "$1").normalize("NFC").replace(/[\u2010-\u2015]/g, "-");
  }

  function prepare(index) {
    const actorNames = new Map(index.actors.map((actor) => [actor.id, namesOf(actor)]));
    for (const table of explorer.tables) {
      for (const entry of index[table]) {
        entry.regions = [...new Set((entry.places || []).map((id) => index.places[id].region))];
        const around = [
          ...(entry.actors || []).flatMap((id) => actorNames.get(id) || []),
          ...(entry.places || []).flatMap((id) => index.places[id].names),
        ];
        entry.folded = fold([entry.id, ...namesOf(entry), entry.text || "", ...around].join("\n"));
        entry.ownFolded = fold(namesOf(entry).join("\n"));
      }
    }
  }

  function namesOf(entry) {
    return [entry.name, entry.name_ja, entry.name_ru, ...(entry.also || [])].filter(Boolean);
  }

  const facets = {
    sector: { label: "Sector", of: (entry) => entry.sectors || [], name: (value, index) => index.sectors[value].label, tables: explorer.tables },
    kind: { label: "Kind", of: (entry) => [entry.kind || entry.doc_type].filter(Boolean), tables: explorer.tables },
    stage: { label: "Stage", of: (entry) => [entry.stage || entry.signing_state].filter(Boolean), tables: ["projects", "agreements"] },
    participation: { label: "Participation of the Japanese side", of: (entry) => [entry.participation].filter(Boolean), tables: ["projects"] },
    level: { label: "Level", of: (entry) => [entry.level].filter(Boolean), tables: ["agreements"] },
    country: { label: "Country", of: (entry) => [entry.country].filter(Boolean), name: (value) => value, tables: ["actors"] },
    actor: { label: "Actor", of: (entry) => entry.actors || [], name: (value, index) => index.actorTitles.get(value), tables: ["projects", "agreements"] },
    region: { label: "Region", of: (entry) => entry.regions, name: (value, index) => index.regions[value], tables: explorer.tables },
    year: { label: "Year", of: (entry) => entry.years || [], name: (value) => value, tables: explorer.tables },
  };

  function facetsOf(table) {
    return Object.entries(facets).filter(([, facet]) => facet.tables.includes(table));
  }

  function valueName(name, value, index) {
    return facets[name].name ? facets[name].name(value, index) : explorer.word(value);
  }

  function passes(entry, table, filters, except) {
    return facetsOf(table).every(([name, facet]) => name === except || !filters[name] || facet.of(entry).includes(filters[name]));
  }

  // Entries whose own names hold all words come first; the rest match by summary, actor or place.
  function find(index, table, query, filters, except) {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const found = index[table].filter((entry) => passes(entry, table, filters, except) && words.every((part) => entry.folded.includes(part)));
    if (words.length === 0) return found;
    const inName = (entry) => words.every((part) => entry.ownFolded.includes(part));
    return [...found.filter(inName), ...found.filter((entry) => !inName(entry))];
  }

  return { fold, prepare, find, facetsOf, valueName };
})();
