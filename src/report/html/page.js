"use strict";
(function () {
  const byId = (id) => document.getElementById(id);
  const PAGE = 500;
  const LEVELS = ["error", "warning", "info"];
  const VENDOR = ["GAP0108", "GAP0511", "GAP0603"];
  const CANDIDATE = ["GAP0104", "GAP0408", "GAP0512"];
  // places in a row
  const FP = 0, LEVEL = 1, RULE = 2, SYSTEM = 3, SECTION = 4, MESSAGE = 5, HELP = 6, STANDARD = 7, LOST = 8, PLACE = 9, BASIS = 10;
  const CURRENT = 11, STATUS = 12, REFERENCE = 13, CAUSES = 14, REFORMS = 15, OWNER = 16, DECIDED = 17;
  const FIELDS = ["q", "system", "severity", "kind", "rule", "owner"];
  const form = byId("filter"), table = byId("gap-table"), count = byId("count"), more = byId("more");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  let data = null, matches = [], shown = 0, state = {}, untouched = true;

  async function unpack() {
    const packed = atob(byId("payload").textContent.trim());
    const bytes = Uint8Array.from(packed, (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    data = JSON.parse(await new Response(stream).text());
    data.rows = rows(data.rows);
    data.at = new Map(data.rows.map((r, i) => [r[FP], i]));
    data.reform = new Map(data.reforms.map((r, i) => [r[0], i]));
  }

  // the columns as rows, in the order of the page
  function rows(columns) {
    const list = new Array(columns.at.length);
    let at = 0;
    columns.at.forEach((step, i) => {
      at += step;
      const [message, help, standard, lost] = columns.texts[i];
      list[at] = [
        columns.fingerprint[i], columns.level[i], columns.rule[i], columns.system[i], columns.section[i], message, help, standard, lost,
        columns.place[i], columns.basis[i], columns.current[i], columns.status[i], columns.reference[i], columns.causes[i],
        columns.reforms[i], columns.owner[i], columns.decided[i],
      ];
    });
    return list;
  }

  const fold = (text) => text.normalize("NFKC").toLowerCase();

  function haystack(i) {
    const r = data.rows[i];
    if (!data.text) data.text = new Array(data.rows.length);
    return data.text[i] || (data.text[i] = fold([
      r[FP], data.rules[r[RULE]].join(" "), data.sections[r[SECTION]], r[MESSAGE], r[HELP], r[STANDARD], r[LOST], r[PLACE],
      data.bases[r[BASIS]], r[CURRENT], r[STATUS], r[DECIDED], data.owners[r[OWNER]],
    ].join("\n")));
  }

  function tests() {
    const list = [];
    const level = LEVELS.indexOf(state.severity);
    if (level !== -1) list.push((r) => r[LEVEL] === level);
    if (state.system) list.push((r) => data.systems[r[SYSTEM]] !== undefined && data.systems[r[SYSTEM]][0] === state.system);
    if (state.kind) list.push((r) => data.rules[r[RULE]][0].startsWith(state.kind));
    if (state.rule) list.push((r) => data.rules[r[RULE]][0] === state.rule);
    if (state.owner) list.push((r) => data.owners[r[OWNER]] === state.owner);
    if (state.for === "vendor") list.push((r) => VENDOR.includes(data.rules[r[RULE]][0]));
    if (state.for === "candidate") list.push((r) => CANDIDATE.includes(data.rules[r[RULE]][0]));
    if (state.reform) list.push((r) => r[REFORMS].includes(data.reform.get(state.reform)));
    if (state.finding) list.push((r) => r[FP] === state.finding || r[CAUSES].some((c) => data.rows[c][FP] === state.finding));
    const words = fold(state.q || "").split(/\s+/).filter(Boolean);
    if (words.length) list.push((r, i) => words.every((w) => haystack(i).includes(w)));
    return list;
  }

  function sortKey(column) {
    return [
      (r) => r[LEVEL] + " " + data.rules[r[RULE]][0],
      (r) => r[CURRENT] + r[PLACE],
      (r) => r[MESSAGE],
      (r) => r[STANDARD],
      (r) => r[HELP],
    ][column];
  }

  function select() {
    const all = tests();
    matches = [];
    data.rows.forEach((r, i) => { if (all.every((t) => t(r, i))) matches.push(i); });
    if (!state.sort) return;
    const key = sortKey(Number(state.sort));
    if (!key) return;
    const keys = new Map(matches.map((i) => [i, key(data.rows[i])]));
    const sign = state.desc ? -1 : 1;
    matches.sort((a, b) => sign * collator.compare(keys.get(a), keys.get(b)) || a - b);
  }

  function put(row, name, text) {
    const place = row.querySelector(name);
    if (text) place.textContent = text;
    else place.remove();
  }

  function putInner(row, name, text) {
    const place = row.querySelector(name);
    if (text) place.querySelector("span").textContent = text;
    else place.remove();
  }

  function putLinks(row, name, links) {
    const place = row.querySelector(name);
    if (!links.length) { place.remove(); return; }
    place.querySelector("a").remove();
    links.forEach(([id, text]) => {
      const a = document.createElement("a");
      a.href = "#" + id;
      a.textContent = text;
      place.append(" ", a);
    });
  }

  const blank = byId("row").content.querySelector("tr");

  function drawRow(i) {
    const r = data.rows[i], rule = data.rules[r[RULE]];
    const row = blank.cloneNode(true);
    row.id = r[FP];
    row.dataset.fingerprint = r[FP];
    row.className = r[CAUSES].length ? "follows" : "";
    const level = row.querySelector(".lv");
    level.textContent = data.levels[r[LEVEL]];
    level.className = "lv " + LEVELS[r[LEVEL]];
    if (!r[REFERENCE]) row.querySelector(".ref").remove();
    put(row, ".st", r[STATUS]);
    put(row, ".ru", rule[0]);
    put(row, ".ti", rule[1]);
    const first = row.querySelector(".cu");
    const lines = r[CURRENT].split("\n").filter(Boolean);
    lines.forEach((line) => {
      const p = first.cloneNode(false);
      p.textContent = line;
      first.before(p);
    });
    first.remove();
    put(row, ".pl", r[PLACE]);
    put(row, ".ms", r[MESSAGE]);
    putInner(row, ".lo", r[LOST]);
    putLinks(row, ".ca", r[CAUSES].map((c) => [data.rows[c][FP], data.rules[data.rows[c][RULE]].join(" ")]));
    put(row, ".sd", r[STANDARD]);
    putInner(row, ".ba", data.bases[r[BASIS]]);
    put(row, ".he", r[HELP]);
    putInner(row, ".de", r[DECIDED]);
    const reform = (b) => document.documentElement.lang === "ja" ? b[1] + "（" + b[2] + "）" : b[1] + " (" + b[2] + ")";
    putLinks(row, ".bp", r[REFORMS].map((b) => [data.reforms[b][0], reform(data.reforms[b])]));
    return row;
  }

  function heading(section) {
    const body = document.createElement("tbody");
    const row = body.appendChild(document.createElement("tr"));
    row.className = "gr";
    const th = row.appendChild(document.createElement("th"));
    th.scope = "rowgroup";
    th.colSpan = 5;
    const number = th.appendChild(document.createElement("span"));
    number.className = "soft";
    number.textContent = filled(count.dataset.unit, { n: matches.filter((i) => data.rows[i][SECTION] === section).length });
    number.before(data.sections[section] + " ");
    return body;
  }

  // draws the matches from `from` up to `to`, under their headings unless another order was asked for
  function draw(from, to) {
    const parts = document.createDocumentFragment();
    let body = from > 0 ? table.tBodies[table.tBodies.length - 1] : null;
    let section = from > 0 ? data.rows[matches[from - 1]][SECTION] : -1;
    matches.slice(from, to).forEach((i) => {
      const own = data.rows[i][SECTION];
      if (!body || (!state.sort && own !== section)) {
        body = state.sort ? document.createElement("tbody") : heading(own);
        parts.append(body);
      }
      section = own;
      body.append(drawRow(i));
    });
    table.append(parts);
    shown = Math.min(to, matches.length);
  }

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function tell() {
    const d = count.dataset, all = data.rows.length, n = matches.length;
    let text = filled(n === all ? d.all : d.some, { all: all, n: n });
    if (state.reform && data.reform.has(state.reform)) {
      const b = data.reforms[data.reform.get(state.reform)];
      text += " " + d.reform + b[1] + " " + b[2];
    }
    if (state.for === "vendor") text += " " + d.vendor;
    if (state.finding) text += " " + d.one;
    if (shown !== n) text += filled(d.shown, { shown: shown });
    if (count.textContent !== text) count.textContent = text;
    const left = n - shown;
    more.hidden = left === 0;
    more.textContent = filled(more.dataset.text, { n: Math.min(PAGE, left), left: left });
  }

  function render() {
    const plain = Object.keys(state).length === 0;
    select();
    if (plain && untouched) {
      shown = table.querySelectorAll("tr[data-fingerprint]").length;
    } else {
      untouched = false;
      Array.from(table.tBodies).forEach((b) => b.remove());
      draw(0, PAGE);
    }
    table.querySelectorAll("thead th").forEach((th) => {
      th.ariaSort = th.dataset.sort !== state.sort ? "none" : state.desc ? "descending" : "ascending";
    });
    tell();
  }

  // the state stands in the address, so that it can be sent to others and the back key works
  function read() {
    state = {};
    new URLSearchParams(location.hash.slice("#gaps?".length)).forEach((value, name) => { if (value) state[name] = value; });
    FIELDS.forEach((name) => {
      if (form.elements[name]) form.elements[name].value = state[name] || "";
    });
  }

  function write() {
    const query = new URLSearchParams(state).toString();
    const target = query ? "#gaps?" + query : "#gaps";
    try {
      history.replaceState(null, "", target);
    } catch (e) {
      // an address that may not be changed: the page works all the same
    }
  }

  function fromForm() {
    const next = {};
    ["sort", "desc"].forEach((name) => { if (state[name]) next[name] = state[name]; });
    FIELDS.forEach((name) => {
      if (form.elements[name] && form.elements[name].value) next[name] = form.elements[name].value;
    });
    state = next;
    write();
    render();
  }

  // a link to a finding that is not drawn shows it alone
  function arrive() {
    const id = location.hash.slice(1);
    if (id === "" || id.startsWith("gaps")) {
      read();
      render();
      if (id.startsWith("gaps?")) byId("gaps").scrollIntoView();
      return;
    }
    if (!id.startsWith("g1-") || byId(id) || !data.at.has(id)) {
      if (id.startsWith("b1-") && !byId(id)) moreReforms();
      const row = byId(id);
      if (row) row.scrollIntoView({ block: "center" });
      return;
    }
    state = { finding: id };
    write();
    read();
    render();
    byId("gaps").scrollIntoView();
  }

  function sortable(tableElement) {
    tableElement.querySelectorAll("thead th").forEach((th, column) => {
      button(th, () => {
        const desc = th.ariaSort === "ascending";
        tableElement.querySelectorAll("thead th").forEach((other) => { other.ariaSort = "none"; });
        th.ariaSort = desc ? "descending" : "ascending";
        const body = tableElement.tBodies[0];
        const text = (row) => row.cells[column].textContent.trim();
        const rows = Array.from(body.rows).sort((a, b) => collator.compare(text(a), text(b)));
        if (desc) rows.reverse();
        body.append(...rows);
      });
    });
  }

  function button(th, action) {
    const b = document.createElement("button");
    b.type = "button";
    b.append(...th.childNodes);
    b.addEventListener("click", action);
    th.append(b);
    th.ariaSort = "none";
  }

  function cells(row, texts) {
    texts.forEach(([tag, text]) => {
      const cell = document.createElement(tag);
      if (tag === "th") cell.scope = "row";
      cell.append(text);
      row.append(cell);
    });
  }

  function moreReforms() {
    const rest = byId("reforms-rest");
    if (!rest || !rest.hidden) return;
    const uses = new Array(data.reforms.length).fill(0);
    data.rows.forEach((r) => r[REFORMS].forEach((b) => uses[b]++));
    data.order.slice(Number(rest.dataset.from)).forEach((b) => {
      const [id, title, about, remedies] = data.reforms[b];
      const row = rest.tBodies[0].insertRow();
      row.id = id;
      const link = document.createElement("a");
      link.href = "#gaps?reform=" + id;
      link.textContent = uses[b];
      cells(row, [["th", about], ["td", title], ["td", remedies.join("、")], ["td", link]]);
    });
    rest.hidden = false;
    byId("more-reforms-p").hidden = true;
  }

  function moreOpen() {
    const last = byId("more-open");
    if (!last || byId("more-open-p").hidden) return;
    const body = byId("open-table").tBodies[0];
    const city = byId("open-table").tHead.rows[0].cells.length === 4;
    data.open.slice(Number(last.dataset.from)).forEach(([system, what, name, reason]) => {
      const row = body.insertRow();
      cells(row, (city ? [["td", system]] : []).concat([["th", name], ["td", what], ["td", reason]]));
    });
    byId("more-open-p").hidden = true;
  }

  function printAll() {
    draw(shown, matches.length);
    tell();
    moreReforms();
    moreOpen();
    setTimeout(() => window.print(), 50);
  }

  function listen() {
    let waiting = 0;
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(fromForm, 120); });
    form.addEventListener("submit", (e) => { e.preventDefault(); fromForm(); });
    form.addEventListener("reset", () => { state = {}; setTimeout(fromForm); });
    more.addEventListener("click", () => {
      const next = shown;
      draw(shown, shown + PAGE);
      tell();
      const row = byId(data.rows[matches[next]][FP]);
      row.tabIndex = -1;
      row.focus();
    });
    byId("print-all").addEventListener("click", printAll);
    [["more-reforms", moreReforms], ["more-open", moreOpen]].forEach(([id, action]) => {
      const b = byId(id);
      if (b) { b.hidden = false; b.addEventListener("click", action); }
    });
    table.querySelectorAll("th[data-sort]").forEach((th) => button(th, () => {
      const same = state.sort === th.dataset.sort;
      const next = Object.assign({}, state, { sort: th.dataset.sort });
      delete next.desc;
      if (same && !state.desc) next.desc = "1";
      if (same && state.desc) delete next.sort;
      state = next;
      write();
      render();
    }));
    window.addEventListener("hashchange", arrive);
  }

  async function start() {
    document.querySelectorAll("table.sortable").forEach(sortable);
    document.querySelectorAll("a[data-filter], a[data-owner]").forEach((a) => {
      const query = new URLSearchParams(a.dataset.filter || "");
      if (a.dataset.owner) query.set("owner", a.dataset.owner);
      if (a.dataset.q) query.set("q", a.dataset.q);
      a.href = "#gaps?" + query.toString();
    });
    try {
      await unpack();
    } catch (e) {
      count.textContent = count.dataset.failed;
      return;
    }
    listen();
    form.hidden = data.rows.length === 0;
    state = {};
    if (data.rows.length) {
      render();
      arrive();
    }
    document.documentElement.dataset.ready = "1";
  }

  start();
})();
