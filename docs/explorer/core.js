"use strict";
// What all scripts share: data files that are loaded when needed, elements, words. Classic scripts, because modules do not load from disk.
window.explorer = (() => {
  const received = new Map();
  const waiting = new Map();

  // Every data file calls this with its own name. Scripts, because a page on disk may fetch nothing else.
  function receive(name, value) {
    received.set(name, value);
  }

  function load(name) {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `data/${name}.js`;
        script.onload = () => (received.has(name) ? resolve(received.get(name)) : reject(new Error(name)));
        script.onerror = () => {
          waiting.delete(name);
          reject(new Error(name));
        };
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  }

  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value !== undefined && value !== null) node.setAttribute(name, value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }

  const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
  const draw = (tag, attributes = {}, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
  const word = (value) => (value === undefined ? "" : value.replaceAll("_", " "));
  const title = (entry) => entry.name || entry.id;
  const counted = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

  return { receive, load, make, draw, word, title, counted, tables: ["projects", "agreements", "actors"] };
})();
