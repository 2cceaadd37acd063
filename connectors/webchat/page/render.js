// Outcomes as elements. Everything from the server is set as text, never as markup.

const SCHEMES = ["https:", "mailto:", "tel:"];

const ICONS = {
  phone: "M6.6 3l3 5-2 2.2a13 13 0 0 0 6.2 6.2l2.2-2 5 3-1.5 3.6C12 21.5 2.5 12 3 4.5z",
  email: "M3 5h18v14H3zm1.5 1.5L12 13l7.5-6.5",
  appointment: "M4 5h16v15H4zM4 10h16M8 3v4M16 3v4",
  map: "M12 21s7-6.5 7-11.5a7 7 0 0 0-14 0C5 14.5 12 21 12 21zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5",
  form: "M6 3h8l4 4v14H6zM9 12h6M9 16h6",
  other: "M8 16L18 6M10 6h8v8",
  up: "M7 21V10l5-7c1.5 0 2.2 1.2 2 2.5L13.5 9H20l-1.5 12zM3 10h4v11H3z",
  down: "M7 3v11l5 7c1.5 0 2.2-1.2 2-2.5L13.5 15H20L18.5 3zM3 3h4v11H3z",
};

const MARKS = { unverified: "noch nicht bestätigt", expired: "möglicherweise veraltet", example: "Beispieldaten" };

export function element(name, options = {}, ...children) {
  const { className, text, ...attributes } = options;
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter(Boolean));
  return made;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const shape = { viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true", fill: "none" };
  const line = { d: ICONS[name] || ICONS.other, stroke: "currentColor", "stroke-width": 1.8, "stroke-linejoin": "round", "stroke-linecap": "round" };
  for (const [key, value] of Object.entries(shape)) svg.setAttribute(key, value);
  for (const [key, value] of Object.entries(line)) path.setAttribute(key, value);
  svg.append(path);
  return svg;
}

function anchor(url, label, ...before) {
  let target;
  try {
    target = new URL(url);
  } catch {
    return null;
  }
  if (!SCHEMES.includes(target.protocol)) return null;
  const link = element("a", { href: target.href }, ...before, element("span", { text: label }));
  if (target.protocol === "https:") {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.append(element("span", { className: "hidden", text: " (öffnet ein neues Fenster)" }));
  }
  return link;
}

function links(outcome) {
  const made = (outcome.links || []).filter((link) => link.kind !== "source").map((link) => anchor(link.url, link.label, icon(link.kind)));
  const items = made.filter(Boolean).map((link) => element("li", {}, link));
  return items.length ? element("ul", { className: "links" }, ...items) : null;
}

const germanDate = (iso) => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso || "") || [];
  return year ? `${day}.${month}.${year}` : "";
};

function hostOf(url) {
  try {
    return new URL(url).host.replace(/^www\./, "");
  } catch {
    return "";
  }
}

function source(note) {
  const label = note.title || hostOf(note.url) || "Quelle";
  const date = germanDate(note.as_of);
  const mark = MARKS[note.state];
  return element(
    "li",
    {},
    document.createTextNode("Quelle: "),
    anchor(note.url, label) || element("span", { text: label }),
    date ? document.createTextNode(`, Stand ${date} `) : document.createTextNode(" "),
    mark ? element("span", { className: "mark", text: mark }) : null,
  );
}

function sources(outcome) {
  const notes = outcome.sources || [];
  if (!notes.length) return null;
  const list = element("ul", {}, ...notes.map(source));
  if (notes.length <= 2) return element("div", { className: "sources" }, list);
  return element("details", { className: "sources" }, element("summary", { text: `${notes.length} Quellen` }), list);
}

export function chips(buttons, onChoose) {
  return buttons.map((button) => {
    const made = element("button", { type: "button", text: button.title });
    made.addEventListener("click", () => onChoose(button));
    return made;
  });
}

function thumbs(rated, onRate) {
  const labels = { up: "Die Antwort war hilfreich", down: "Die Antwort war nicht hilfreich" };
  const group = element("div", { className: "feedback", role: "group", "aria-label": "War das hilfreich?" });
  for (const [value, label] of Object.entries(labels)) {
    const pressed = String(rated === value);
    const button = element("button", { type: "button", "aria-label": label, title: label, "aria-pressed": pressed }, icon(value));
    button.addEventListener("click", () => {
      for (const other of group.children) other.setAttribute("aria-pressed", String(other === button));
      onRate(value);
    });
    group.append(button);
  }
  return group;
}

/** The reply without its source lines, in whatever language: the sources stand below it as a list of their own. */
function withoutSources({ text, sources }) {
  if (!sources?.length) return text;
  const isSources = (lines) => lines.length === sources.length && lines.every((line, i) => line.includes(sources[i].url) && line.includes(sources[i].title));
  return text.split("\n\n").filter((paragraph) => !isSources(paragraph.split("\n"))).join("\n\n");
}

// `on` has choose(button) and rate(value); without a turn number there is nothing to rate.
export function answer(item, on) {
  const outcome = item.outcome;
  const rateable = item.turn > 0 && !["error", "emergency"].includes(outcome.status);
  const foot = [sources(outcome), rateable ? thumbs(item.rated, on.rate) : null].filter(Boolean);
  const buttons = outcome.buttons || [];
  return element(
    "div",
    { className: `bot ${/^[a-z_]+$/.test(outcome.status) ? outcome.status : ""}`, lang: outcome.language || "de", dir: "auto" },
    element("span", { className: "hidden", text: "Kreislotse: " }),
    element("p", { className: "text", text: withoutSources(outcome) }),
    links(outcome),
    buttons.length ? element("div", { className: "chips", role: "group", "aria-label": "Auswahl" }, ...chips(buttons, on.choose)) : null,
    foot.length ? element("div", { className: "foot" }, ...foot) : null,
  );
}

export function question(item) {
  const prefix = element("span", { className: "hidden", text: "Sie: " });
  return element("div", { className: "me" }, prefix, element("span", { text: item.text }));
}

export const note = (text) => element("p", { className: "note", text });
