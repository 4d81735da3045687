// The page is a view of the topics: it asks the API once and follows its event stream.
// Everything that a BMC named or said is set as text, never as markup.

const MAX_ROWS = 300;
const MAX_RESOLVED = 100;
const TREND_POINTS = 180;

const state = {
  fleet: null,
  servers: new Map(),
  firing: new Map(),
  resolved: [],
  detail: null, // of the server that is looked at: {server, sensors: Map, trends: Map}
  missing: null,
  filter: "",
  rows: MAX_ROWS,
  loaded: false,
};

let stream = null;
let generation = 0;

// ---- making elements ----

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((c) => c !== null && c !== undefined));
  return node;
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function badge(tone, text) {
  return el("span", { class: "badge", "data-tone": tone }, text);
}

function age(at) {
  return el("time", { datetime: at, "data-age": at, title: new Date(at).toLocaleString() }, ago(at));
}

function ago(at) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86400)} d`;
}

// ---- words and tones ----

const BANDS = {
  OK: ["ok", "healthy"],
  WATCH: ["watch", "watch"],
  DEGRADED: ["degraded", "degraded"],
  CRITICAL: ["critical", "critical"],
  UNKNOWN: ["unknown", "unknown"],
};
const REACHABILITY = {
  REACHABLE: ["ok", "reachable"],
  SLOW: ["watch", "slow"],
  QUARANTINED: ["critical", "silent"],
  UNKNOWN: ["unknown", "not polled yet"],
};
const SEVERITIES = { CRITICAL: ["critical", "critical"], WARNING: ["degraded", "warning"] };
const LEVELS = { OK: ["ok", "ok"], NC: ["degraded", "warning"], CR: ["critical", "critical"], NR: ["critical", "critical"] };
const UNITS = { Cel: "°C", "{rpm}": "rpm" };
const TYPES = ["temperature", "fan", "power", "voltage", "current", "energy", "humidity", "percentage", "frequency", "discrete", "other"];

function toned(table, word) {
  return table[word] ?? ["unknown", String(word ?? "unknown").toLowerCase()];
}

function quantity(value, unit) {
  if (value === null || value === undefined) return "–";
  const digits = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 10 ? 2 : 3;
  const number = Number(value.toFixed(digits)).toLocaleString("en", { maximumFractionDigits: digits });
  return unit ? `${number} ${UNITS[unit] ?? unit}` : number;
}

function place(location) {
  if (!location) return "";
  const unit = location.unit === null || location.unit === undefined ? null : `U${location.unit}`;
  return [location.site, location.room, location.rack, unit].filter(Boolean).join(" · ");
}

// ---- the fleet ----

function fleetNumbers() {
  const fleet = state.fleet;
  if (!fleet) return [];
  const silent = fleet.reachability.QUARANTINED ?? 0;
  const numbers = [
    [fleet.servers, fleet.servers === 1 ? "server" : "servers", ""],
    [fleet.health.OK ?? 0, "healthy", ""],
    [fleet.alerts.CRITICAL ?? 0, "critical", fleet.alerts.CRITICAL ? "hot" : ""],
    [fleet.alerts.WARNING ?? 0, fleet.alerts.WARNING === 1 ? "warning" : "warnings", fleet.alerts.WARNING ? "warm" : ""],
    [silent, silent === 1 ? "silent BMC" : "silent BMCs", silent ? "warm" : ""],
    [fleet.readings.toLocaleString("en"), "readings", "wide"],
  ];
  return numbers.map(([number, word, tone]) =>
    el("div", { class: tone }, el("dt", {}, word), el("dd", {}, String(number))));
}

function rank(server) {
  const score = server.health.score;
  return score === null ? (server.polling.state === "UNKNOWN" ? 200 : -1) : score;
}

function serversCard() {
  const wanted = state.filter.toLowerCase();
  const all = [...state.servers.values()]
    .filter((s) => !wanted || `${s.id} ${place(s.location)} ${Object.values(s.labels).join(" ")}`.toLowerCase().includes(wanted))
    .sort((a, b) => rank(a) - rank(b) || b.critical - a.critical || a.id.localeCompare(b.id, "en", { numeric: true }));
  const shown = all.slice(0, state.rows);
  return el("section", { class: "card", "aria-label": "Servers" },
    el("header", {},
      el("h2", {}, "Servers ", el("span", { class: "count" }, String(all.length))),
      el("input", {
        type: "search", id: "filter", placeholder: "name, rack, label", "aria-label": "Filter the servers", value: state.filter,
        oninput: (e) => { state.filter = e.target.value; state.rows = MAX_ROWS; render(); },
      })),
    shown.length === 0
      ? el("p", { class: "empty" }, state.servers.size === 0
        ? "No servers yet. They appear as soon as they are on the targets topic." : "No server matches.")
      : el("table", { class: "servers" },
        el("thead", {}, el("tr", {},
          el("th", {}, "Server"), el("th", {}, "Health"), el("th", {}, "BMC"), el("th", { class: "number" }, "Alerts"),
          el("th", { class: "wide" }, "Place"), el("th", { class: "wide number" }, "Polled"))),
        el("tbody", {}, shown.map(serverRow))),
    all.length > shown.length
      ? el("p", {}, el("button", { type: "button", onclick: () => { state.rows += MAX_ROWS; render(); } },
        `Show more of the other ${all.length - shown.length}`)) : null);
}

function serverRow(server) {
  const [tone, word] = toned(REACHABILITY, server.polling.state);
  const alerts = server.critical + server.warning;
  return el("tr", {},
    el("td", {}, el("a", { class: "name", href: `#/servers/${encodeURIComponent(server.id)}` }, server.id)),
    el("td", { class: "tight" }, health(server.health)),
    el("td", { class: "tight" }, badge(tone, server.polling.reason ? `${word}: ${server.polling.reason}` : word)),
    el("td", { class: "number" }, alerts === 0 ? el("span", { class: "soft" }, "none")
      : el("span", { "data-text": server.critical ? "critical" : "degraded" },
        [server.critical ? `${server.critical} critical` : null, server.warning ? `${server.warning} warning` : null]
          .filter(Boolean).join(", "))),
    el("td", { class: "wide soft" }, place(server.location)),
    el("td", { class: "wide number soft" }, server.polling.polled_at ? age(server.polling.polled_at) : "never"));
}

function health(score) {
  const [tone, word] = toned(BANDS, score.band);
  if (score.score === null) return badge(tone, word);
  const bar = el("span", {});
  bar.style.width = `${score.score}%`;
  return el("span", {},
    el("span", { class: "bar", "data-text": tone, "aria-hidden": "true" }, bar), badge(tone, `${score.score} ${word}`));
}

function firingCard(firing) {
  return el("section", { class: "card", "aria-label": "Firing alerts" },
    el("header", {}, el("h2", {}, "Firing ", el("span", { class: "count" }, String(firing.length)))),
    firing.length === 0 ? el("p", { class: "empty" }, "Nothing is wrong that can be seen.")
      : el("ul", { class: "alerts" }, firing.slice(0, MAX_ROWS).map(alertItem)));
}

function resolvedCard(resolved) {
  if (resolved.length === 0) return null;
  return el("section", { class: "card past", "aria-label": "Resolved alerts" },
    el("header", {}, el("h2", {}, "Resolved lately ", el("span", { class: "count" }, String(resolved.length)))),
    el("ul", { class: "alerts" }, resolved.slice(0, 30).map(alertItem)));
}

function alertItem(alert) {
  const over = alert.state === "RESOLVED";
  const [tone, word] = over ? ["ok", "resolved"] : toned(SEVERITIES, alert.severity);
  const isNew = Date.now() - (alert.arrived ?? 0) < 1600;
  return el("li", { class: isNew ? "alert new" : "alert", "data-tone": tone, "data-alert": alert.id },
    el("div", { class: "head" },
      badge(tone, word),
      alert.stale ? badge("unknown", "not confirmed lately") : null,
      el("a", { class: "name", href: `#/servers/${encodeURIComponent(alert.target)}` }, alert.target),
      el("span", { class: "soft age" }, over ? ["after ", between(alert.started_at, alert.resolved_at)] : ["for ", age(alert.started_at)])),
    el("p", {}, alert.title),
    el("details", { "data-keep": alert.id, open: open.has(alert.id), ontoggle: remember },
      el("summary", {}, over ? `why: ${alert.reason}` : "why"),
      el("ul", {}, alert.evidence.map((e) => el("li", {}, `${e.summary} `, el("span", { class: "soft" },
        `(${e.topic}, ${new Date(e.observed_at).toLocaleTimeString()})`)))),
      el("p", {}, `episode ${alert.episode}, change ${alert.seq}, rule ${alert.rule}${place(alert.location) ? `, ${place(alert.location)}` : ""}`)));
}

function between(from, to) {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  return seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

const open = new Set();
function remember(event) {
  const key = event.target.getAttribute("data-keep");
  if (event.target.open) open.add(key); else open.delete(key);
}

function worstFirst(a, b) {
  return (b.severity === "CRITICAL") - (a.severity === "CRITICAL") || Date.parse(b.started_at) - Date.parse(a.started_at);
}

function fleetView() {
  const firing = [...state.firing.values()].sort(worstFirst);
  return el("div", { class: "columns" },
    el("div", { class: "list" }, serversCard()),
    el("div", { class: "side" }, firingCard(firing), resolvedCard(state.resolved) ?? ""));
}

// ---- one server ----

function serverView(id) {
  const crumbs = el("p", { class: "crumbs" }, el("a", { href: "#/" }, "← All servers"));
  if (state.missing === id) {
    return el("div", {}, crumbs, el("p", { class: "empty" }, `There is no server "${id}".`));
  }
  const detail = state.detail;
  if (!detail || detail.id !== id) return el("div", {}, crumbs, el("p", { class: "empty" }, "Loading …"));
  const server = state.servers.get(id) ?? detail.server;
  const firing = [...state.firing.values()].filter((a) => a.target === id).sort(worstFirst);
  const resolved = state.resolved.filter((a) => a.target === id);
  return el("div", {}, crumbs,
    el("div", { class: "title" }, el("h1", {}, id), health(server.health), el("span", { class: "soft" }, place(server.location))),
    el("div", { class: "columns" },
      el("div", { class: "list" }, readingsCard(detail)),
      el("div", { class: "side" }, healthCard(server), pollingCard(server), firingCard(firing), resolvedCard(resolved) ?? "")));
}

function healthCard(server) {
  const { score, band, reasons } = server.health;
  const [tone, word] = toned(BANDS, band);
  return el("section", { class: "card", "aria-label": "Health" },
    el("div", { class: "score" },
      el("strong", { "data-text": tone }, score === null ? "?" : String(score)),
      el("div", {}, badge(tone, word), el("div", { class: "soft" }, score === null ? "too little can be seen to say" : "of 100"))),
    reasons.length === 0 ? null : el("ul", { class: "reasons" },
      reasons.map((r) => el("li", {}, el("b", {}, `−${r.points}`), el("span", {}, r.text)))));
}

function pollingCard(server) {
  const polling = server.polling;
  const [tone, word] = toned(REACHABILITY, polling.state);
  const facts = [
    ["BMC", badge(tone, word)],
    ["Reason", polling.reason],
    ["Detail", polling.detail],
    ["Since", polling.since ? age(polling.since) : null],
    ["Polled", polling.polled_at ? el("span", {}, age(polling.polled_at), " ago") : null],
    ["Interval", polling.interval_ms ? `${polling.interval_ms / 1000} s, takes ${(polling.duration_ms / 1000).toFixed(1)} s` : null],
    ["Sensors", polling.sensors_expected ? `${polling.sensors_good} of ${polling.sensors_expected} give a value` : null],
    ["Firmware", polling.firmware],
    ...Object.entries(server.labels).map(([name, value]) => [name, value]),
  ];
  return el("section", { class: "card", "aria-label": "BMC" },
    el("dl", { class: "facts" }, facts.filter(([, v]) => v).flatMap(([k, v]) => [el("dt", {}, k), el("dd", {}, v)])));
}

function readingsCard(detail) {
  const groups = Map.groupBy([...detail.sensors.values()], (s) => (TYPES.includes(s.type) ? s.type : "other"));
  const sections = TYPES.filter((t) => groups.has(t)).flatMap((type) => [
    el("h3", {}, type),
    type === "discrete" ? stateTable(groups.get(type)) : valueTable(groups.get(type), detail.trends),
  ]);
  return el("section", { class: "card", "aria-label": "Readings" },
    el("header", {}, el("h2", {}, "Readings ", el("span", { class: "count" }, String(detail.sensors.size)))),
    sections.length === 0 ? el("p", { class: "empty" }, "No readings yet.") : sections);
}

function byName(a, b) {
  return a.name.localeCompare(b.name, "en", { numeric: true });
}

function valueTable(sensors, trends) {
  return el("table", { class: "values" }, el("tbody", {}, sensors.sort(byName).map((s) => el("tr", {},
    el("td", {}, s.name, s.entity ? el("span", { class: "soft wide" }, ` ${s.entity}`) : null),
    el("td", { class: "number" }, quantity(s.value, s.unit)),
    el("td", { class: "tight" }, verdict(s)),
    el("td", { class: "wide" }, trend(trends.get(s.id), s.thresholds)),
    el("td", { class: "number soft wide" }, limits(s))))));
}

function stateTable(sensors) {
  return el("table", { class: "values" }, el("tbody", {}, sensors.sort(byName).map((s) => el("tr", {},
    el("td", {}, s.name),
    el("td", { class: "states" }, s.states.length ? s.states.join(", ") : el("span", { class: "soft" }, "no state asserted")),
    el("td", { class: "tight" }, s.quality === "GOOD" ? null : verdict(s))))));
}

function verdict(sensor) {
  if (sensor.quality === null) return badge("unknown", "no reading yet");
  if (sensor.quality !== "GOOD") return badge("unknown", sensor.quality.toLowerCase().replaceAll("_", " "));
  if (sensor.status === "UNKNOWN") return null;
  const [tone, word] = toned(LEVELS, sensor.status);
  return badge(tone, sensor.side === "NONE" || word === "ok" ? word : `${word} ${sensor.side.toLowerCase()}`);
}

function limits(sensor) {
  const t = sensor.thresholds;
  const low = t.lcr ?? t.lnc ?? t.lnr;
  const high = t.ucr ?? t.unc ?? t.unr;
  if (low === undefined && high === undefined) return "";
  if (low === undefined) return `below ${quantity(high)}`;
  if (high === undefined) return `above ${quantity(low)}`;
  return `${quantity(low)} to ${quantity(high)}`;
}

function trend(points, thresholds) {
  if (!points || points.length < 2) return null;
  const values = points.map((p) => p[1]);
  let low = Math.min(...values), high = Math.max(...values);
  const limit = [thresholds.ucr, thresholds.lcr].find((t) => t !== undefined && t >= low && t <= high);
  if (high - low < Math.abs(high) * 0.02) { low -= Math.abs(low) * 0.01 + 0.01; high += Math.abs(high) * 0.01 + 0.01; }
  const from = points[0][0], span = Math.max(1, points[points.length - 1][0] - from);
  const y = (v) => (24 - ((v - low) / (high - low)) * 22 + 1).toFixed(1);
  const line = points.map((p) => `${(((p[0] - from) / span) * 110).toFixed(1)},${y(p[1])}`).join(" ");
  const chart = svg("svg", { class: "trend", viewBox: "0 0 110 26", preserveAspectRatio: "none", role: "img",
    "aria-label": `${values.length} values from ${low.toFixed(1)} to ${high.toFixed(1)}` });
  if (limit !== undefined) chart.append(svg("line", { x1: 0, x2: 110, y1: y(limit), y2: y(limit) }));
  chart.append(svg("polyline", { points: line }));
  return chart;
}

// ---- drawing ----

let drawing = false;
function render() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => { drawing = false; draw(); });
}

function draw() {
  document.getElementById("fleet").replaceChildren(...fleetNumbers());
  if (!state.loaded) return;
  const id = watched();
  const main = document.getElementById("main");
  const focus = focused(main);
  main.replaceChildren(id ? serverView(id) : fleetView());
  main.setAttribute("aria-busy", "false");
  document.title = id ? `${id} – Sideband` : "Sideband";
  focus();
}

// What had the focus is drawn anew like the rest; whoever uses the keyboard must not notice.
function focused(main) {
  const node = document.activeElement;
  if (!node || !main.contains(node) || node === main) return () => {};
  const tag = node.tagName;
  const index = [...main.querySelectorAll(tag)].indexOf(node);
  const same = (other) => other.textContent === node.textContent && other.getAttribute("href") === node.getAttribute("href");
  const caret = node.selectionStart;
  return () => {
    const others = [...main.querySelectorAll(tag)];
    const again = others[index] && same(others[index]) ? others[index] : others.find(same);
    again?.focus({ preventScroll: true });
    if (again && typeof caret === "number") again.setSelectionRange(caret, caret);
  };
}

setInterval(() => {
  for (const node of document.querySelectorAll("[data-age]")) node.textContent = ago(node.getAttribute("data-age"));
}, 1000);

function link(mode, text) {
  const node = document.getElementById("link");
  node.dataset.state = mode;
  node.textContent = text;
}

function notice(text) {
  const node = document.getElementById("notice");
  node.hidden = !text;
  node.textContent = text ?? "";
}

// ---- asking and following ----

function watched() {
  const match = location.hash.match(/^#\/servers\/(.+)$/);
  if (!match) return null;
  try { return decodeURIComponent(match[1]); } catch { return match[1]; }
}

async function ask(path) {
  const response = await fetch(`api/v1/${path}`, { headers: { accept: "application/json" } });
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.error?.message ?? response.statusText), { status: response.status });
  return answer;
}

async function askAll(path) {
  const items = [];
  let next = null;
  do {
    const sep = path.includes("?") ? "&" : "?";
    const page = await ask(`${path}${sep}limit=1000${next ? `&after=${encodeURIComponent(next)}` : ""}`);
    items.push(...page.items);
    next = page.next;
  } while (next);
  return items;
}

async function load(mine) {
  const [fleet, servers, firing, resolved] = await Promise.all([
    ask("fleet"), askAll("servers"), askAll("alerts?state=firing"), ask(`alerts?state=resolved&limit=${MAX_RESOLVED}`)]);
  if (mine !== generation) return;
  state.fleet = fleet;
  state.servers = new Map(servers.map((s) => [s.id, s]));
  state.firing = new Map(firing.map((a) => [a.id, a]));
  state.resolved = resolved.items;
  state.loaded = true;
  notice(fleet.live ? null : "Still reading what is on the topics; what you see may be incomplete.");
  render();
}

async function loadServer(id, mine) {
  try {
    const path = `servers/${encodeURIComponent(id)}`;
    const [answer, readings] = await Promise.all([ask(path), ask(`${path}/readings`)]);
    if (mine !== generation) return;
    state.missing = null;
    state.detail = {
      id,
      server: answer.server,
      sensors: new Map(answer.sensors.map((s) => [s.id, s])),
      trends: new Map(readings.series.map((s) => [s.sensor, s.points])),
    };
  } catch (failure) {
    if (mine !== generation) return;
    if (failure.status !== 404) throw failure;
    state.missing = id;
  }
  render();
}

function follow() {
  const mine = ++generation;
  const id = watched();
  stream?.close();
  stream = new EventSource(`api/v1/stream${id ? `?server=${encodeURIComponent(id)}` : ""}`);
  const on = (name, take) => stream.addEventListener(name, (event) => {
    if (mine === generation) { take(JSON.parse(event.data)); render(); }
  });
  stream.onopen = () => {
    if (mine !== generation) return;
    link("live", "live");
    Promise.all([load(mine), id ? loadServer(id, mine) : null]).catch(() => notice("The processor does not answer as expected."));
  };
  stream.onerror = () => {
    if (mine !== generation) return;
    link("lost", "connection lost, trying again");
    // A browser gives up where the answer was an error; then it is up to us.
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => { if (mine === generation) follow(); }, 3000);
  };
  on("fleet", (fleet) => {
    state.fleet = fleet;
    notice(fleet.live ? null : "Still reading what is on the topics; what you see may be incomplete.");
  });
  on("servers", (servers) => { for (const s of servers) state.servers.set(s.id, s); });
  on("gone", (ids) => { for (const gone of ids) state.servers.delete(gone); });
  on("alert", takeAlert);
  on("sensors", takeSensors);
  on("reload", () => load(mine));
}

function takeAlert(alert) {
  alert.arrived = Date.now();
  const before = state.firing.get(alert.id);
  if (before && before.seq >= alert.seq) return;
  if (alert.state === "FIRING") {
    state.firing.set(alert.id, alert);
    return;
  }
  state.firing.delete(alert.id);
  if (state.resolved.some((a) => a.id === alert.id && a.seq === alert.seq)) return;
  state.resolved.unshift(alert);
  state.resolved.length = Math.min(state.resolved.length, MAX_RESOLVED);
}

function takeSensors(sensors) {
  const detail = state.detail;
  if (!detail) return;
  for (const sensor of sensors) {
    detail.sensors.set(sensor.id, sensor);
    if (sensor.value === null || sensor.quality !== "GOOD" || !sensor.observed_at) continue;
    const points = detail.trends.get(sensor.id) ?? [];
    const at = Date.parse(sensor.observed_at);
    if (points.length && points[points.length - 1][0] >= at) continue;
    points.push([at, sensor.value]);
    if (points.length > TREND_POINTS) points.shift();
    detail.trends.set(sensor.id, points);
  }
}

addEventListener("hashchange", () => {
  state.detail = null;
  state.missing = null;
  render();
  follow();
  document.getElementById("main").focus({ preventScroll: true });
  scrollTo(0, 0);
});
follow();
