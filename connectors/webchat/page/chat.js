// The chat page: one conversation, kept in this tab, delivered once even over a bad connection.

import * as api from "./api.js";
import * as render from "./render.js";
import * as store from "./session.js";

const WAITS = [1000, 2000, 4000];
const SUGGESTIONS = ["Was kostet ein Personalausweis?", "Öffnungszeiten Rathaus", "Auto anmelden", "Ich bin umgezogen", "Hund anmelden"];

const page = Object.fromEntries(
  ["log", "suggestions", "typing", "status", "composer", "text", "municipality", "delete", "confirm", "confirm-yes", "confirm-no"].map((id) => [id, document.getElementById(id)]),
);
const touch = matchMedia("(pointer: coarse)").matches;
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

let session = store.load();
let pumping = false;

// Showing

function show(node) {
  page.log.append(node);
  if (page.log.childElementCount === 1) return node; // the greeting leaves the page at its top
  const tall = node.offsetHeight > innerHeight * 0.6;
  node.scrollIntoView({ block: tall ? "start" : "nearest" });
  return node;
}

function showItem(item) {
  if (item.who === "me") return show(render.question(item));
  if (item.who === "note") return show(render.note(item.text));
  const on = {
    choose: (button) => send({ payload: button.payload }, button.title),
    rate: (value) => rate(item, value),
  };
  return show(render.answer(item, on));
}

function add(item) {
  session.items.push(item);
  store.save(session);
  page.suggestions.hidden = true;
  return showItem(item);
}

function addAnswers(answer) {
  for (const outcome of answer.messages) {
    add({ who: "bot", outcome, turn: answer.turn });
    if (outcome.municipality) choosePlace(outcome.municipality);
  }
}

function waiting(on, text = "") {
  page.typing.hidden = !on;
  page.status.textContent = text;
  if (on && page.log.childElementCount) page.typing.scrollIntoView({ block: "nearest" });
}

function choosePlace(slug) {
  session.municipality = slug;
  page.municipality.value = slug;
  store.save(session);
}

function suggest() {
  const last = session.items.at(-1);
  const fresh = session.items.length === 1 && last.who === "bot" && !(last.outcome.buttons || []).length;
  page.suggestions.hidden = !fresh;
  const buttons = SUGGESTIONS.map((title) => ({ title }));
  page.suggestions.replaceChildren(...render.chips(buttons, (button) => send({ text: button.title }, button.title)));
}

// Talking

async function begin() {
  const answer = await api.start(session.municipality);
  session.conversation = answer.conversation;
  session.token = answer.token;
  return answer;
}

function send(message, label) {
  const id = store.newId();
  session.pending.push({ id, message: { ...message, client_message_id: id } });
  add({ who: "me", text: label, id }).dataset.id = id;
  if (!touch) page.text.focus({ preventScroll: true });
  pump();
}

// Delivers what is pending, one after the other. A message keeps its id, so the server answers it once.
async function pump() {
  if (pumping) return;
  pumping = true;
  clearFailed();
  waiting(true, "Ich suche die Antwort …");
  try {
    while (session.pending.length) {
      if (!(await deliver(session.pending[0]))) return;
      session.pending.shift();
      store.save(session);
    }
  } finally {
    pumping = false;
    waiting(false);
  }
}

async function deliver(entry) {
  for (let attempt = 0; ; attempt += 1) {
    const before = session;
    try {
      if (!session.conversation) await begin();
      const answer = await api.say(session, entry.message);
      if (session === before) addAnswers(answer);
      return session === before;
    } catch (problem) {
      if (session !== before) return false;
      if (problem.gone && session.conversation) {
        session.conversation = session.token = null;
        add({ who: "note", text: "Das frühere Gespräch ist abgelaufen. Ich beginne ein neues." });
      } else if (!problem.retry) {
        add({ who: "note", text: problem.message });
        return true;
      }
      if (attempt >= WAITS.length) {
        failed(entry, problem);
        return false;
      }
      waiting(true, `${problem.retry ? problem.message : ""} Ich versuche es gleich noch einmal …`.trim());
      await sleep(Math.max(WAITS[attempt], problem.wait * 1000));
    }
  }
}

function failed(entry, problem) {
  const bubble = page.log.querySelector(`[data-id="${entry.id}"]`);
  if (!bubble || bubble.querySelector(".again")) return;
  const again = render.element("button", { type: "button", className: "again", text: "Erneut senden" });
  again.addEventListener("click", () => {
    pump();
    if (!touch) page.text.focus({ preventScroll: true });
  });
  bubble.classList.add("failed");
  bubble.append(render.element("span", { className: "hidden why", text: ` – nicht gesendet. ${problem.message}` }), again);
  bubble.scrollIntoView({ block: "nearest" });
}

function clearFailed() {
  for (const bubble of page.log.querySelectorAll(".failed")) {
    bubble.classList.remove("failed");
    for (const extra of bubble.querySelectorAll(".again, .why")) extra.remove();
  }
}

async function rate(item, value) {
  item.rated = value;
  store.save(session);
  try {
    await api.rate(session, item.turn, value);
    page.status.textContent = "Danke für Ihre Rückmeldung.";
  } catch (problem) {
    page.status.textContent = problem.message;
  }
}

async function deleteAll() {
  page.confirm.close();
  const old = session;
  try {
    if (old.conversation) await api.remove(old);
  } catch (problem) {
    if (!problem.gone) {
      page.status.textContent = `Das Gespräch konnte nicht gelöscht werden: ${problem.message}`;
      return;
    }
  }
  const place = old.municipality;
  session = store.forget();
  session.municipality = place;
  page.log.replaceChildren();
  await greet();
  page.status.textContent = "Das Gespräch ist gelöscht.";
  page.text.focus({ preventScroll: true });
}

// Starting

async function greet() {
  waiting(true);
  try {
    addAnswers(await begin());
    waiting(false);
    suggest();
  } catch (problem) {
    waiting(false);
    show(render.note(`${problem.message} Sie können trotzdem schreiben; ich sende es, sobald es geht.`));
  }
}

async function fillPlaces() {
  try {
    const places = await api.municipalities();
    page.municipality.append(...places.map((place) => render.element("option", { value: place.slug, text: place.name })));
  } catch {
    page.municipality.disabled = true;
  }
  const asked = new URLSearchParams(location.search).get("municipality");
  const known = Array.from(page.municipality.options, (option) => option.value);
  if (!session.conversation && known.includes(asked)) session.municipality = asked;
  page.municipality.value = known.includes(session.municipality) ? session.municipality : "";
  session.municipality = page.municipality.value;
}

function fit() {
  page.text.style.height = "auto";
  page.text.style.height = `${page.text.scrollHeight}px`;
}

page.composer.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = page.text.value.trim();
  if (!text) return page.text.focus({ preventScroll: true });
  page.text.value = "";
  fit();
  send({ text }, text);
});
page.text.addEventListener("input", fit);
page.text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  page.composer.requestSubmit();
});
page.municipality.addEventListener("change", () => {
  const { value, selectedOptions } = page.municipality;
  session.municipality = value;
  if (value) send({ payload: `municipality=${value}` }, selectedOptions[0].textContent);
});
page.delete.addEventListener("click", () => page.confirm.showModal());
page["confirm-no"].addEventListener("click", () => page.confirm.close());
page["confirm-yes"].addEventListener("click", deleteAll);
addEventListener("online", () => session.pending.length && pump());

await fillPlaces();
if (session.items.length) {
  for (const item of session.items) {
    const node = showItem(item);
    if (item.id) node.dataset.id = item.id;
  }
  suggest();
  if (session.pending.length) pump();
} else {
  await greet();
}
if (!touch) page.text.focus({ preventScroll: true });
